package io.opwalk.nn.layer;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.constraint.Constraint;
import io.opwalk.nn.constraint.Constraints;
import io.opwalk.nn.initializer.Initializer;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.regularizer.Regularizer;
import io.opwalk.nn.regularizer.Regularizers;
import java.util.Objects;
import java.util.Optional;

/**
 * How a weight begins, what it costs and where it is kept: what Keras's {@code kernel_initializer},
 * {@code kernel_regularizer} and {@code kernel_constraint} say together.
 *
 * @param initializer its first value
 * @param regularizer its penalty in a loss
 * @param constraint what its new value is brought back to after a step
 */
public record WeightSpec(
    Initializer initializer, Optional<Regularizer> regularizer, Optional<Constraint> constraint) {
  /** Checks that all is there. */
  public WeightSpec {
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(regularizer, "regularizer");
    Objects.requireNonNull(constraint, "constraint");
  }

  /** A first value, no penalty, no constraint. */
  public static WeightSpec of(Initializer initializer) {
    return new WeightSpec(initializer, Optional.empty(), Optional.empty());
  }

  /** Glorot uniform, as kernels begin. */
  public static WeightSpec kernel() {
    return of(Initializers.glorotUniform());
  }

  /** Zeros, as biases begin. */
  public static WeightSpec bias() {
    return of(Initializers.zeros());
  }

  /** The same but for the first value. */
  public WeightSpec withInitializer(Initializer other) {
    return new WeightSpec(other, regularizer, constraint);
  }

  /** The same but for the penalty. */
  public WeightSpec withRegularizer(Regularizer other) {
    return new WeightSpec(initializer, Optional.of(other), constraint);
  }

  /** The same but for the constraint. */
  public WeightSpec withConstraint(Constraint other) {
    return new WeightSpec(initializer, regularizer, Optional.of(other));
  }

  /**
   * From the keys {@code kernel_initializer}, {@code kernel_regularizer} and
   * {@code kernel_constraint} of a config, for a {@code leaf} of {@code kernel}.
   */
  public static WeightSpec read(ConfigReader in, String leaf, WeightSpec otherwise) {
    return new WeightSpec(
        in.part(leaf + "_initializer", Initializers::fromConfig).orElse(otherwise.initializer()),
        in.part(leaf + "_regularizer", Regularizers::fromConfig).or(otherwise::regularizer),
        in.part(leaf + "_constraint", Constraints::fromConfig).or(otherwise::constraint));
  }

  /** Writes the keys that {@link #read} reads. */
  public void write(Config.Builder config, String leaf) {
    config.put(leaf + "_initializer", Config.nested(initializer));
    config.put(leaf + "_regularizer", Config.nested(regularizer.orElse(null)));
    config.put(leaf + "_constraint", Config.nested(constraint.orElse(null)));
  }
}
