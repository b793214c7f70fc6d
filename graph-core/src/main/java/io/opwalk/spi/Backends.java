package io.opwalk.spi;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;

/** The backends on the class path. */
public final class Backends {
  private Backends() {}

  /**
   * The backend of the highest rank.
   *
   * @throws NoSuchElementException where there is none, saying what to add to the class path
   */
  public static Backend best() {
    return Found.PROVIDERS.stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(
            "no backend on the class path: add io.opwalk:graph-cpu, or graph-ops for the"
                + " reference backend"))
        .backend();
  }

  /**
   * The backend of the given name.
   *
   * @throws NoSuchElementException where there is none, naming those there are
   */
  public static Backend named(String name) {
    return Found.PROVIDERS.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new NoSuchElementException("no backend named '" + name + "'; there are " + names()))
        .backend();
  }

  /** The names of all backends, best first. */
  public static List<String> names() {
    return Found.PROVIDERS.stream().map(BackendProvider::name).toList();
  }

  /** Looked up once, when first asked for: a search of the class path costs milliseconds. */
  private static final class Found {
    static final List<BackendProvider> PROVIDERS =
        ServiceLoader.load(BackendProvider.class, BackendProvider.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(BackendProvider::rank)
                .reversed()
                .thenComparing(BackendProvider::name))
            .toList();
  }
}
