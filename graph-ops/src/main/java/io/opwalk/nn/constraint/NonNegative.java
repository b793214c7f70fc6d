package io.opwalk.nn.constraint;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;

/** Negative elements become 0; Keras's NonNeg. */
public record NonNegative() implements Constraint {
  @Override
  public Tensor project(Tensor weight) {
    return Arithmetic.maximum(weight, 0);
  }

  @Override
  public String className() {
    return "NonNeg";
  }

  @Override
  public Config config() {
    return Config.empty();
  }
}
