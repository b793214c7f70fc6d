package io.opwalk.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The backends that were found.
 *
 * @param providers the best one first
 * @param failures what went wrong with others, in words
 */
record BackendRegistry(List<BackendProvider> providers, List<String> failures) {

  /** A class path that cannot be read fails again at every step. */
  private static final int MOST_FAILURES = 10;

  /** Looks for providers; one that cannot be loaded does not keep the others from being found. */
  static BackendRegistry load(ClassLoader loader) {
    List<BackendProvider> found = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Iterator<BackendProvider> services =
        ServiceLoader.load(BackendProvider.class, loader).iterator();
    boolean more = true;
    while (more && failures.size() < MOST_FAILURES) {
      try {
        more = services.hasNext();
        if (more) {
          found.add(services.next());
        }
      } catch (ServiceConfigurationError | LinkageError failure) {
        failures.add(failure.toString());
      }
    }
    return of(found, failures);
  }

  static BackendRegistry of(List<BackendProvider> providers, List<String> failures) {
    List<BackendProvider> sorted = new ArrayList<>(providers);
    sorted.sort(Comparator.comparingInt(BackendProvider::rank)
        .reversed()
        .thenComparing(BackendProvider::name));
    return new BackendRegistry(List.copyOf(sorted), List.copyOf(failures));
  }

  /** The best one. What failed might have been that, so a failure is not passed over. */
  Backend best() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException("a backend on the class path cannot be loaded"
          + failureText()
          + "; to use another one, choose it by name of "
          + names());
    }
    if (providers.isEmpty()) {
      throw new NoSuchElementException("no backend on the class path: add io.opwalk:graph-cpu, or"
          + " io.opwalk:graph-ops for the reference backend");
    }
    return providers.get(0).backend();
  }

  Backend named(String name) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(
            "no backend named '" + name + "'; there are " + names() + failureText()))
        .backend();
  }

  List<String> names() {
    return providers.stream().map(BackendProvider::name).toList();
  }

  private String failureText() {
    return failures.isEmpty() ? "" : " (failed: " + String.join("; ", failures) + ")";
  }
}
