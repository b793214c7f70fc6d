package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.constraint.Constraint;
import io.opwalk.nn.regularizer.Regularizer;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter of a layer.
 *
 * @param leaf its name within the layer, {@code kernel}
 * @param parameter the parameter, named {@code dense_1/kernel}
 * @param kind who changes it
 * @param regularizer its penalty in a loss
 * @param constraint what its new value is brought back to after a step
 */
public record Weight(
    String leaf,
    Tensor parameter,
    Kind kind,
    Optional<Regularizer> regularizer,
    Optional<Constraint> constraint) {
  /** Who changes a weight. */
  public enum Kind {
    /** An optimizer. */
    TRAINABLE,
    /** The layer itself, when it trains: a moving mean. */
    NON_TRAINABLE,
    /** The layer itself, and nobody counts it among the weights: the key of random numbers. */
    STATE,
    /**
     * The layer itself, in every phase, and nobody counts it among the weights: the states that a
     * stateful layer carries on from one batch to the next.
     */
    CARRIED
  }

  /** Checks that all is there. */
  public Weight {
    Objects.requireNonNull(leaf, "leaf");
    Objects.requireNonNull(parameter, "parameter");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(regularizer, "regularizer");
    Objects.requireNonNull(constraint, "constraint");
  }

  /** Whether Keras counts it among the layer's weights. */
  public boolean isCounted() {
    return kind == Kind.TRAINABLE || kind == Kind.NON_TRAINABLE;
  }

  /** The same weight as one of a layer that has this layer within. */
  Weight within(String inner) {
    return new Weight(inner + "/" + leaf, parameter, kind, regularizer, constraint);
  }

  /** Of a kind, without a penalty and a constraint. */
  static Weight of(String leaf, Tensor parameter, Kind kind) {
    return new Weight(leaf, parameter, kind, Optional.empty(), Optional.empty());
  }
}
