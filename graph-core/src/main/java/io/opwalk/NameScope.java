package io.opwalk;

import io.opwalk.walk.Walk;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A prefix for names, such as {@code block4/conv1}: a value that is passed along, not a mode that
 * is switched on.
 *
 * <pre>{@code
 * NameScope scope = NameScope.of("dense");
 * Tensor z = scope.name("BiasAdd", add(matmul(x, w), b));   // 'dense/BiasAdd'
 * }</pre>
 *
 * @param path the scopes from the outermost to this one, joined with slashes; empty for the root
 */
public record NameScope(String path) {
  /** Checks the path. */
  public NameScope {
    Objects.requireNonNull(path, "path");
    if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
      throw new IllegalArgumentException(
          "a scope's path has a name between any two slashes, and none at its ends, found '"
              + path
              + "'");
    }
  }

  /** The scope that adds no prefix. */
  public static NameScope root() {
    return new NameScope("");
  }

  /** A scope at the top. */
  public static NameScope of(String name) {
    return new NameScope(name);
  }

  /**
   * A scope at the top whose name no ancestor of {@code input} uses: {@code base}, else
   * {@code base_1}, {@code base_2} and so on. This is how the second dense layer of a chain comes
   * to be {@code dense_1} without a counter that everybody shares.
   *
   * <p>Visits every ancestor of {@code input}.
   */
  public static NameScope unused(String base, Tensor input) {
    return unused(base, List.of(input));
  }

  /** As {@link #unused(String, Tensor)}, over the ancestors of several tensors. */
  public static NameScope unused(String base, Collection<Tensor> inputs) {
    NameScope scope = new NameScope(base);
    int parts = scope.parts();
    Set<String> taken = new HashSet<>();
    for (Apply apply : Walk.ancestors(inputs)) {
      taken.add(firstParts(apply.name(), parts));
    }
    for (int i = 1; taken.contains(scope.path()); i++) {
      scope = new NameScope(base + "_" + i);
    }
    return scope;
  }

  private int parts() {
    return 1 + (int) path.chars().filter(c -> c == '/').count();
  }

  private static String firstParts(String name, int parts) {
    int end = -1;
    for (int i = 0; i < parts; i++) {
      end = name.indexOf('/', end + 1);
      if (end < 0) {
        return name;
      }
    }
    return name.substring(0, end);
  }

  /** A scope within this one. */
  public NameScope child(String name) {
    return new NameScope(join(name));
  }

  /**
   * The tensor under a name within this scope; go on with the one returned. A placeholder that has
   * a name keeps it: under another, it would be another input to feed.
   */
  public Tensor name(String name, Tensor tensor) {
    boolean namedInput = tensor.owner().op().isInput() && !tensor.name().isEmpty();
    return namedInput ? tensor : tensor.named(join(name));
  }

  /** A name within this scope. */
  public String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
