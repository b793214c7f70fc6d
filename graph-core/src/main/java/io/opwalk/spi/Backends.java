package io.opwalk.spi;

import java.util.List;
import java.util.NoSuchElementException;

/** The backends on the class path. */
public final class Backends {
  private Backends() {}

  /**
   * The backend of the highest rank.
   *
   * @throws NoSuchElementException where there is none, saying what to add to the class path
   * @throws IllegalStateException where one that was found cannot be loaded, saying why
   */
  public static Backend best() {
    return Found.REGISTRY.best();
  }

  /**
   * The backend of the given name.
   *
   * @throws NoSuchElementException where there is none, naming those there are
   */
  public static Backend named(String name) {
    return Found.REGISTRY.named(name);
  }

  /** The names of all backends, best first. */
  public static List<String> names() {
    return Found.REGISTRY.names();
  }

  /** Looked up once, when first asked for: a search of the class path costs milliseconds. */
  private static final class Found {
    static final BackendRegistry REGISTRY =
        BackendRegistry.load(BackendProvider.class.getClassLoader());
  }
}
