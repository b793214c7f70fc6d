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
   * How many elements lie in each of some intervals of equal width: NumPy's {@code histogram}. An
   * interval holds its lower end, and the last one its upper end too. What is beyond the first or
   * the last is not counted, nor is NaN.
   *
   * @param x floating, of any shape
   * @param bins how many intervals there are
   * @param low the lower end of the first
   * @param high the upper end of the last
   * @return a vector of int64
   * @throws TypeException where the dtype is not floating, there are no bins, or the ends are not
   *     finite or not in order
   */
  public static Tensor histogram(Tensor x, int bins, double low, double high) {
    if (!x.dtype().isFloating() || bins < 1 || !(low < high) || Double.isInfinite(high - low)) {
      throw Refusal.of(
          "histogram",
          "takes a floating dtype, at least one bin and two ends in order, found " + x.dtype()
              + ", " + bins + " bins from " + low + " to " + high,
          x);
    }
    Tensor edges = Creation.linspace(x.dtype(), low, high, bins + 1);
    Tensor flat = Shapes.flatten(x);
    // As many edges are not above an element as the number of its interval, counted from one.
    Tensor interval = Arithmetic.minimum(searchSorted(edges, flat, true), bins);
    Tensor counted = Logic.logicalAnd(Logic.greaterEqual(flat, low), Logic.lessEqual(flat, high));
    Tensor counts = bincount(Logic.where(counted, interval, 0), bins + 1);
    return Indexing.get(counts, Range.from(1));
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
