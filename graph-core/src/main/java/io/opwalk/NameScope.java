package io.opwalk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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
    if (path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException("a scope neither begins nor ends with a slash: " + path);
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
   */
  public static NameScope unused(String base, Tensor input) {
    Set<String> taken = new HashSet<>();
    Set<Apply> seen = new HashSet<>();
    Deque<Apply> open = new ArrayDeque<>();
    open.push(input.owner());
    while (!open.isEmpty()) {
      Apply apply = open.pop();
      if (seen.add(apply)) {
        int slash = apply.name().indexOf('/');
        taken.add(slash < 0 ? apply.name() : apply.name().substring(0, slash));
        apply.inputs().forEach(tensor -> open.push(tensor.owner()));
      }
    }
    String name = base;
    for (int i = 1; taken.contains(name); i++) {
      name = base + "_" + i;
    }
    return new NameScope(name);
  }

  /** A scope within this one. */
  public NameScope child(String name) {
    return new NameScope(join(name));
  }

  /** The tensor under a name within this scope; go on with the one returned. */
  public Tensor name(String name, Tensor tensor) {
    return tensor.named(join(name));
  }

  /** A name within this scope. */
  public String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
