package io.opwalk.nn.constraint;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * Scales to length 1; Keras's UnitNorm.
 *
 * @param axes along which lengths are measured; 0 for the inputs of each unit of a dense layer
 */
public record UnitNorm(List<Integer> axes) implements Constraint {
  /** Copies the axes. */
  public UnitNorm {
    axes = List.copyOf(axes);
  }

  @Override
  public Tensor project(Tensor weight) {
    return divide(weight, add(NormBounds.lengths(weight, axes), NormBounds.EPSILON));
  }

  @Override
  public String className() {
    return "UnitNorm";
  }

  @Override
  public Config config() {
    return Config.builder().put("axis", axes).build();
  }
}
