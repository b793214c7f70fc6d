package io.opwalk.ops.composite;

import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Trigonometry;

/** How much a neighbour counts at a distance, between elements that lie 1 apart. */
final class ResizeWeights {
  /** Up to which distance Lanczos's kernel is 1, in TensorFlow and JAX. */
  private static final double AT_THE_PLACE = 1e-3;

  private ResizeWeights() {}

  /** The weights at distances of 0 or more; {@code a} is the coefficient of cubic ones. */
  static Tensor of(Interpolation interpolation, double a, Tensor distance) {
    if (interpolation == Interpolation.LINEAR) {
      return Arithmetic.maximum(Arithmetic.subtract(1, distance), 0);
    }
    if (interpolation.reach() > 2) {
      return lanczos(distance, interpolation.reach());
    }
    Tensor far = Logic.where(Logic.less(distance, 2), far(distance, a), 0);
    return Logic.where(Logic.lessEqual(distance, 1), near(distance, a), far);
  }

  private static Tensor lanczos(Tensor t, int reach) {
    Tensor angle = Arithmetic.multiply(t, Math.PI);
    Tensor waves = Arithmetic.multiply(
        Trigonometry.sin(angle), Trigonometry.sin(Arithmetic.divide(angle, reach)));
    Tensor shares =
        Arithmetic.divide(Arithmetic.multiply(waves, reach), Arithmetic.multiply(angle, angle));
    Tensor within = Logic.where(Logic.lessEqual(t, AT_THE_PLACE), 1, shares);
    return Logic.where(Logic.less(t, reach), within, 0);
  }

  private static Tensor near(Tensor t, double a) {
    Tensor inner = Arithmetic.subtract(Arithmetic.multiply(t, a + 2), a + 3);
    return Arithmetic.add(Arithmetic.multiply(Arithmetic.multiply(inner, t), t), 1);
  }

  private static Tensor far(Tensor t, double a) {
    Tensor inner = Arithmetic.subtract(Arithmetic.multiply(t, a), 5 * a);
    Tensor outer = Arithmetic.add(Arithmetic.multiply(inner, t), 8 * a);
    return Arithmetic.subtract(Arithmetic.multiply(outer, t), 4 * a);
  }
}
