package io.opwalk.reference;

import io.opwalk.spi.Backend;
import io.opwalk.spi.BackendProvider;

/** Offers the reference backend, under the name {@code reference} and with the lowest rank. */
public final class ReferenceBackendProvider implements BackendProvider {
  private final ReferenceBackend backend = new ReferenceBackend();

  /** For {@link java.util.ServiceLoader}. */
  public ReferenceBackendProvider() {}

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Backend backend() {
    return backend;
  }
}
