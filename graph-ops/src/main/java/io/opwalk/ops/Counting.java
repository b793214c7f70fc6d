package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Scatter;
import java.util.List;

/** How often something occurs, and where something belongs. */
public final class Counting {
  private Counting() {}

  /**
   * How often each of the numbers from 0 to {@code length - 1} occurs. One that is not among them
   * is an error of the call that counts it.
   *
   * @param x int32 or int64, of any shape
   * @return a vector of int64
   * @throws TypeException where the dtype does not fit, or the length is negative
   */
  public static Tensor bincount(Tensor x, int length) {
    Tensor one = Tensors.constant(1L);
    return bincount(x, Shapes.broadcastLike(one, x), length);
  }

  /**
   * The sum of the weights of each of the numbers from 0 to {@code length - 1}, in their order.
   *
   * @param x int32 or int64, of any shape
   * @param weights one for each element of {@code x}
   * @return a vector of the dtype of the weights
   * @throws TypeException where dtypes or shapes do not fit, or the length is negative
   */
  public static Tensor bincount(Tensor x, Tensor weights, int length) {
    Indexing.requireIndices("bincount", x, x);
    if (length < 0 || !weights.dtype().isNumeric()) {
      throw Refusal.of(
          "bincount",
          "takes a length of 0 or more and weights that are numbers, found " + length + " and "
              + weights.dtype(),
          x,
          weights);
    }
    Dim one = Dim.of(1);
    Dim count = x.shape().elements();
    // A negative index would count from the end: one that is beyond it is an error.
    Tensor numbers = Logic.where(Logic.less(x, 0), length, x);
    Tensor sums = Apply.of(
            new Scatter(Scatter.Kind.ADD),
            Creation.zeros(weights.dtype(), Shape.of(one, Dim.of(length), one)),
            Shapes.reshape(numbers, Shape.of(one, count)),
            Shapes.reshape(Shapes.broadcastLike(weights, x), Shape.of(one, count, one)))
        .output();
    return Shapes.reshape(sums, Shape.of(Dim.of(length)));
  }

  /**
   * Where values belong in a sorted vector, so that it stays sorted: before all elements that are
   * not less, or with {@code right} after all that are not greater. Each value is compared with all
   * elements. NaN belongs at the front.
   *
   * @param sorted of shape [n], ascending; numeric
   * @param values of any shape and the same dtype
   * @return int64 of the shape of {@code values}
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor searchSorted(Tensor sorted, Tensor values, boolean right) {
    if (sorted.shape().rank() != 1) {
      throw Refusal.of(
          "searchSorted", "takes a sorted vector, found " + sorted.shape(), sorted, values);
    }
    Tensor each = Shapes.expandDims(values, -1);
    Tensor before = right ? Logic.lessEqual(sorted, each) : Logic.less(sorted, each);
    return Reductions.sum(Tensors.cast(before, DType.INT64), List.of(-1), false);
  }
}
