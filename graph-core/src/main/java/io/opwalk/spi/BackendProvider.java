package io.opwalk.spi;

/** How a backend is found: implementations are listed for {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** The backend's name. */
  String name();

  /** The higher, the better; the best one found serves {@code Tensor.evaluate}. */
  int rank();

  /** The backend; the same one at every call. */
  Backend backend();
}
