package io.opwalk.nn.constraint;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Exponents.sqrt;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Reductions;
import java.util.List;

/**
 * Scales so that lengths come within bounds; Keras's MinMaxNorm, and its MaxNorm for a lower bound
 * of 0 and a rate of 1.
 *
 * @param min the smallest length, not negative
 * @param max the largest length, not below {@code min}
 * @param rate how much of the way to the bound is gone in a step, from 0 to 1
 * @param axes along which lengths are measured; 0 for the inputs of each unit of a dense layer
 */
public record NormBounds(double min, double max, double rate, List<Integer> axes)
    implements Constraint {
  /** What keeps divisors from 0, as in Keras. */
  static final double EPSILON = 1e-7;

  /** Checks the bounds. */
  public NormBounds {
    axes = List.copyOf(axes);
    if (!(min >= 0 && max >= min && rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("expected 0 <= min <= max and 0 <= rate <= 1, found min="
          + min + ", max=" + max + ", rate=" + rate);
    }
  }

  /** Keras's MaxNorm along axis 0. */
  public static NormBounds max(double max) {
    return new NormBounds(0, max, 1, List.of(0));
  }

  static Tensor lengths(Tensor weight, List<Integer> axes) {
    return sqrt(Reductions.sum(square(weight), axes, true));
  }

  @Override
  public Tensor project(Tensor weight) {
    Tensor lengths = lengths(weight, axes);
    Tensor wanted = clip(lengths, min, max);
    Tensor blended = rate == 1 ? wanted : add(multiply(rate, wanted), multiply(1 - rate, lengths));
    return multiply(weight, divide(blended, add(lengths, EPSILON)));
  }

  @Override
  public String className() {
    return min == 0 && rate == 1 ? "MaxNorm" : "MinMaxNorm";
  }

  @Override
  public Config config() {
    Config.Builder config = Config.builder().put("max_value", max).put("axis", axes);
    if (className().equals("MinMaxNorm")) {
      config.put("min_value", min).put("rate", rate);
    }
    return config.build();
  }
}
