package io.opwalk.cpu;

import io.opwalk.spi.Backend;
import io.opwalk.spi.BackendProvider;

/** Offers one CPU backend with the default options, as the best there is. */
public final class CpuBackendProvider implements BackendProvider {
  /** Above the reference backend; leaves room on both sides. */
  private static final int RANK = 100;

  private final CpuBackend backend = new CpuBackend();

  /** For {@link java.util.ServiceLoader}. */
  public CpuBackendProvider() {}

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public Backend backend() {
    return backend;
  }
}
