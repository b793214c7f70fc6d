package io.opwalk.ops.linalg;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.List;

/**
 * What gradients of singular vectors and eigenvectors divide by. A function of them that does not
 * depend on which basis of the space of equal values is taken has gradients in which 0 stands over
 * a gap of 0, and counts as 0; of any other there is no gradient there.
 */
final class Gaps {
  /** In units of the machine epsilon times the largest value: below, values count as equal. */
  private static final double TOLERANCE = 64;

  private Gaps() {}

  /** One over x, 0 where x is nothing but rounding errors of numbers like {@code values}. */
  static Tensor reciprocal(Tensor x, Tensor values) {
    double epsilon = values.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
    Tensor largest = Reductions.max(Arithmetic.abs(values), List.of(-1), true);
    Tensor least = Arithmetic.multiply(TOLERANCE * epsilon, largest);
    Tensor limit = x.shape().rank() > values.shape().rank() ? Shapes.expandDims(least, -1) : least;
    Tensor counts = Logic.greater(Arithmetic.abs(x), limit);
    // The inner choice keeps the gradient of the branch not taken finite.
    return Logic.where(counts, Arithmetic.reciprocal(Logic.where(counts, x, 1)), 0);
  }

  /** The matrices of the differences {@code values[j] - values[i]}. */
  static Tensor differences(Tensor values) {
    return Arithmetic.subtract(Shapes.expandDims(values, -2), Shapes.expandDims(values, -1));
  }

  /** The matrices of the sums {@code values[j] + values[i]}. */
  static Tensor sums(Tensor values) {
    return Arithmetic.add(Shapes.expandDims(values, -2), Shapes.expandDims(values, -1));
  }
}
