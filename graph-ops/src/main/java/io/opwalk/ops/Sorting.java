package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.sorting.KthValue;
import io.opwalk.ops.sorting.Quantile;
import io.opwalk.ops.sorting.Sort;
import io.opwalk.ops.sorting.TopK;
import java.util.List;

/**
 * Elements along an axis by their order. Equal elements keep the order in which they stand, also
 * where values descend; the zeros are equal. NaN comes after all numbers, as in NumPy, also where
 * values descend. All throw {@link TypeException} where there is no such axis.
 *
 * <pre>{@code
 * sort(x, 1);                         // (n, 10) -> (n, 10)
 * topK(scores, 5).indices();          // (n, 1000) -> (n, 5)
 * median(x, 0);                       // (n, 10) -> (10,)
 * }</pre>
 *
 * <p>The gradient of a value goes to the element that it is.
 */
public final class Sorting {
  private Sorting() {}

  /** What {@link #topK} gives: the elements, and where they stand, as int64. */
  public record TopKResult(Tensor values, Tensor indices) {}

  /** As {@link #sort(Tensor, int, boolean)} along the last axis, ascending. */
  public static Tensor sort(Tensor x) {
    return sort(x, -1);
  }

  /** As {@link #sort(Tensor, int, boolean)}, ascending. */
  public static Tensor sort(Tensor x, int axis) {
    return sort(x, axis, false);
  }

  /**
   * The elements along an axis in order. All dtypes; false comes before true.
   *
   * @param descending whether the largest comes first
   */
  public static Tensor sort(Tensor x, int axis, boolean descending) {
    return sorted("sort", x, axis, descending).get(0);
  }

  /** As {@link #argSort(Tensor, int, boolean)} along the last axis, ascending. */
  public static Tensor argSort(Tensor x) {
    return argSort(x, -1);
  }

  /** As {@link #argSort(Tensor, int, boolean)}, ascending. */
  public static Tensor argSort(Tensor x, int axis) {
    return argSort(x, axis, false);
  }

  /**
   * Where the elements stand that come first, second and so on along an axis, as int64: with
   * {@link Indexing#takeAlongAxis} they sort. All dtypes.
   *
   * @param descending whether the largest comes first
   */
  public static Tensor argSort(Tensor x, int axis, boolean descending) {
    return sorted("argSort", x, axis, descending).get(1);
  }

  private static List<Tensor> sorted(String function, Tensor x, int axis, boolean descending) {
    return Customs.apply(new Sort(Shapes.axis(function, x, axis), descending), x);
  }

  /** As {@link #topK(Tensor, int, int, boolean, boolean)}: the largest along the last axis. */
  public static TopKResult topK(Tensor x, int k) {
    return topK(x, k, -1, true, true);
  }

  /**
   * The k largest or smallest elements along an axis, and where they stand. Of equal ones the first
   * are taken; NaN only where there are no numbers left. All dtypes.
   *
   * @param largest whether the largest are taken, or the smallest
   * @param sorted whether they come in order, the most extreme first, or as they stand
   * @throws TypeException where there are fewer than {@code k}, or {@code k} is negative
   */
  public static TopKResult topK(Tensor x, int k, int axis, boolean largest, boolean sorted) {
    int counted = Shapes.axis("topK", x, axis);
    TopK op = Refusal.naming("topK", List.of(x), () -> new TopK(k, counted, largest, sorted));
    List<Tensor> taken = Customs.apply(op, x);
    return new TopKResult(taken.get(0), taken.get(1));
  }

  /**
   * The k-th smallest element along an axis, which is removed. All dtypes.
   *
   * @param k the place, counted from 1
   * @throws TypeException where there are fewer than {@code k}, or {@code k} is below 1
   */
  public static Tensor kthValue(Tensor x, int k, int axis) {
    int counted = Shapes.axis("kthValue", x, axis);
    KthValue op = Refusal.naming("kthValue", List.of(x), () -> new KthValue(k, counted));
    return Apply.of(op, x).output();
  }

  /** The middle of all elements. Floating dtypes; NaN where there is one. */
  public static Tensor median(Tensor x) {
    return median(Shapes.flatten(x), 0);
  }

  /** As {@link #median(Tensor, int, boolean)}; the axis is removed. */
  public static Tensor median(Tensor x, int axis) {
    return median(x, axis, false);
  }

  /**
   * The middle of the sorted elements along an axis, or the mean of the two in the middle; NaN
   * where there is one. Floating dtypes.
   *
   * @param keepDims whether the axis stays, with size 1
   * @throws TypeException where the axis is empty
   */
  public static Tensor median(Tensor x, int axis, boolean keepDims) {
    return quantile("median", x, 0.5, axis, keepDims);
  }

  /** As {@link #quantile(Tensor, double, int, boolean)} of all elements. */
  public static Tensor quantile(Tensor x, double q) {
    return quantile(Shapes.flatten(x), q, 0);
  }

  /** As {@link #quantile(Tensor, double, int, boolean)}; the axis is removed. */
  public static Tensor quantile(Tensor x, double q, int axis) {
    return quantile(x, q, axis, false);
  }

  /**
   * What lies at {@code q} of the way from the smallest to the largest element along an axis, on
   * the line through the sorted elements; NaN where there is one. Floating dtypes.
   *
   * @param q from 0, the smallest, to 1, the largest
   * @param keepDims whether the axis stays, with size 1
   * @throws TypeException where the axis is empty, or {@code q} is out of range
   */
  public static Tensor quantile(Tensor x, double q, int axis, boolean keepDims) {
    return quantile("quantile", x, q, axis, keepDims);
  }

  private static Tensor quantile(String function, Tensor x, double q, int axis, boolean keepDims) {
    int counted = Shapes.axis(function, x, axis);
    Quantile op = Refusal.naming(function, List.of(x), () -> new Quantile(q, counted, keepDims));
    return Apply.of(op, x).output();
  }
}
