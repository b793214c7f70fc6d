package io.opwalk.nn.layer;

import io.opwalk.NameScope;
import io.opwalk.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A layer's name, which is settled when the layer is first applied, and the scopes of its nodes.
 */
final class LayerName {
  private final String base;
  private final Optional<String> given;
  private Optional<String> settled = Optional.empty();

  /** A name to be found from {@code base} unless one is given. */
  LayerName(String base, Optional<String> given) {
    this.base = base;
    this.given = given;
    given.ifPresent(LayerName::require);
  }

  /** Whether it was given, and not found. */
  boolean isGiven() {
    return given.isPresent();
  }

  /** What Keras calls a layer of this kind, {@code dense}. */
  String base() {
    return base;
  }

  synchronized String get() {
    return settled
        .or(() -> given)
        .orElseThrow(() -> new IllegalStateException("this " + base
            + " layer gets its name when it is first applied: give it one, or apply it"));
  }

  /**
   * The scope for the nodes of one application.
   *
   * @throws IllegalArgumentException at the first application, where the name given is taken
   */
  synchronized NameScope scopeOver(List<Tensor> inputs) {
    NameScope scope = NameScope.unused(settled.or(() -> given).orElse(base), inputs);
    if (settled.isEmpty()) {
      given.filter(name -> !name.equals(scope.path())).ifPresent(name -> {
        throw new IllegalArgumentException("the name '" + name
            + "' is taken: nodes that this layer's input depends on have it; the input is "
            + (inputs.size() == 1 ? inputs.get(0) : inputs));
      });
      settled = Optional.of(scope.path());
    }
    return scope;
  }

  /** The scope within that of a layer that consists of this one and others. */
  synchronized NameScope scopeWithin(NameScope parent, String unnamed) {
    String name = settled.or(() -> given).orElse(unnamed);
    settled = Optional.of(name);
    return parent.child(name);
  }

  /** The given scope, whose name is the layer's if it has none yet. */
  synchronized NameScope scopeIs(NameScope scope) {
    if (settled.isEmpty()) {
      settled = given.or(() -> Optional.of(scope.path()));
    }
    return scope;
  }

  /** The name, once there is one. */
  synchronized Optional<String> known() {
    return settled.or(() -> given);
  }

  /** Says what the name is found to be. */
  synchronized void settle(String name) {
    settled = Optional.of(name);
  }

  static void require(String name) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException(
          "a name must not be empty or contain a slash, found '" + name + "'");
    }
  }

  @Override
  public synchronized String toString() {
    return settled.or(() -> given).orElse(base);
  }
}
