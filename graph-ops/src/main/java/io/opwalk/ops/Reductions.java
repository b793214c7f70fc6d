package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Mean;
import io.opwalk.ops.composite.Variance;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reduce.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Functions that make one element of many, along some axes or all.
 *
 * <p>Axes may be counted from the end, -1 being the last, and are given in any order; over no axes
 * nothing is combined. Over no elements a sum is 0, a product 1, {@code min} and {@code max} the
 * dtype's largest and smallest value, and a mean NaN. All throw {@link io.opwalk.TypeException}
 * where the dtype does not fit, there is no such axis, or an axis is given twice.
 *
 * <pre>{@code
 * mean(x);                        // (n, 10) -> ()
 * sum(x, 0);                      // (n, 10) -> (10,)
 * max(x, List.of(-1), true);      // (n, 10) -> (n, 1)
 * }</pre>
 */
public final class Reductions {
  private Reductions() {}

  /** The sum of all elements. Numeric dtypes. */
  public static Tensor sum(Tensor x) {
    return sum(x, Shapes.allAxes(x), false);
  }

  /** The sum along the given axes, which are removed. Numeric dtypes. */
  public static Tensor sum(Tensor x, int... axes) {
    return sum(x, list(axes), false);
  }

  /**
   * The sum along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor sum(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("sum", Kind.SUM, x, axes, keepDims);
  }

  /** The product of all elements. Numeric dtypes. */
  public static Tensor prod(Tensor x) {
    return prod(x, Shapes.allAxes(x), false);
  }

  /** The product along the given axes, which are removed. Numeric dtypes. */
  public static Tensor prod(Tensor x, int... axes) {
    return prod(x, list(axes), false);
  }

  /**
   * The product along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor prod(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("prod", Kind.PROD, x, axes, keepDims);
  }

  /** The smallest, NaN if there is one, of all elements. Numeric dtypes. */
  public static Tensor min(Tensor x) {
    return min(x, Shapes.allAxes(x), false);
  }

  /** The smallest, NaN if there is one, along the given axes, which are removed. Numeric dtypes. */
  public static Tensor min(Tensor x, int... axes) {
    return min(x, list(axes), false);
  }

  /**
   * The smallest, NaN if there is one, along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor min(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("min", Kind.MIN, x, axes, keepDims);
  }

  /** The largest, NaN if there is one, of all elements. Numeric dtypes. */
  public static Tensor max(Tensor x) {
    return max(x, Shapes.allAxes(x), false);
  }

  /** The largest, NaN if there is one, along the given axes, which are removed. Numeric dtypes. */
  public static Tensor max(Tensor x, int... axes) {
    return max(x, list(axes), false);
  }

  /**
   * The largest, NaN if there is one, along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor max(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("max", Kind.MAX, x, axes, keepDims);
  }

  /** Whether any holds of all elements. Bool. */
  public static Tensor any(Tensor x) {
    return any(x, Shapes.allAxes(x), false);
  }

  /** Whether any holds along the given axes, which are removed. Bool. */
  public static Tensor any(Tensor x, int... axes) {
    return any(x, list(axes), false);
  }

  /**
   * Whether any holds along the given axes. Bool.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor any(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("any", Kind.ANY, x, axes, keepDims);
  }

  /** Whether all hold of all elements. Bool. */
  public static Tensor all(Tensor x) {
    return all(x, Shapes.allAxes(x), false);
  }

  /** Whether all hold along the given axes, which are removed. Bool. */
  public static Tensor all(Tensor x, int... axes) {
    return all(x, list(axes), false);
  }

  /**
   * Whether all hold along the given axes. Bool.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor all(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce("all", Kind.ALL, x, axes, keepDims);
  }

  /** The arithmetic mean of all elements. Floating dtypes. */
  public static Tensor mean(Tensor x) {
    return mean(x, Shapes.allAxes(x), false);
  }

  /** The arithmetic mean along the given axes, which are removed. Floating dtypes. */
  public static Tensor mean(Tensor x, int... axes) {
    return mean(x, list(axes), false);
  }

  /**
   * The arithmetic mean along the given axes. Floating dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor mean(Tensor x, List<Integer> axes, boolean keepDims) {
    return Apply.of(new Mean(Shapes.axes("mean", x, axes), keepDims), x).output();
  }

  /** The mean squared deviation from the mean of all elements. Floating dtypes. */
  public static Tensor variance(Tensor x) {
    return variance(x, Shapes.allAxes(x), false);
  }

  /**
   * The mean squared deviation from the mean along the given axes, which are removed. Floating
   * dtypes.
   */
  public static Tensor variance(Tensor x, int... axes) {
    return variance(x, list(axes), false);
  }

  /**
   * The mean squared deviation from the mean along the given axes. Floating dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor variance(Tensor x, List<Integer> axes, boolean keepDims) {
    return Apply.of(new Variance(Shapes.axes("variance", x, axes), keepDims), x).output();
  }

  /**
   * The standard deviation, the root of the {@link #variance(Tensor) variance}, of all elements.
   * Floating dtypes.
   */
  public static Tensor std(Tensor x) {
    return std(x, Shapes.allAxes(x), false);
  }

  /**
   * The standard deviation, the root of the {@link #variance(Tensor) variance}, along the given
   * axes, which are removed. Floating dtypes.
   */
  public static Tensor std(Tensor x, int... axes) {
    return std(x, list(axes), false);
  }

  /**
   * The standard deviation, the root of the {@link #variance(Tensor) variance}, along the given
   * axes. Floating dtypes.
   *
   * <p>Its gradient is not finite where all elements are equal.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor std(Tensor x, List<Integer> axes, boolean keepDims) {
    return Exponents.sqrt(variance(x, axes, keepDims));
  }

  /**
   * The logarithm of the sum of the exponentials, without overflow, of all elements. Floating
   * dtypes.
   */
  public static Tensor logSumExp(Tensor x) {
    return logSumExp(x, Shapes.allAxes(x), false);
  }

  /**
   * The logarithm of the sum of the exponentials, without overflow, along the given axes, which are
   * removed. Floating dtypes.
   */
  public static Tensor logSumExp(Tensor x, int... axes) {
    return logSumExp(x, list(axes), false);
  }

  /**
   * The logarithm of the sum of the exponentials, without overflow, along the given axes. Floating
   * dtypes.
   *
   * @param keepDims whether the reduced axes stay, with size 1
   */
  public static Tensor logSumExp(Tensor x, List<Integer> axes, boolean keepDims) {
    return Apply.of(new LogSumExp(Shapes.axes("logSumExp", x, axes), keepDims), x)
        .output();
  }

  /**
   * The row-major index of the largest element, or of the first NaN if there is one, as int64; the
   * first of equal ones. Numeric dtypes.
   */
  public static Tensor argMax(Tensor x) {
    return argMax(Shapes.flatten(x), 0);
  }

  /**
   * The index along one axis of the largest element, or of the first NaN if there is one, as int64;
   * the first of equal ones. The axis is removed. Numeric dtypes.
   */
  public static Tensor argMax(Tensor x, int axis) {
    return argMax(x, axis, false);
  }

  /**
   * The index along one axis of the largest element, or of the first NaN if there is one, as int64;
   * the first of equal ones. Numeric dtypes.
   *
   * @param keepDims whether the axis stays, with size 1
   */
  public static Tensor argMax(Tensor x, int axis, boolean keepDims) {
    int counted = Shapes.axis("argMax", x, axis);
    return Apply.of(new ArgReduce(ArgReduce.Kind.MAX, counted, keepDims), x).output();
  }

  /**
   * The row-major index of the smallest element, or of the first NaN if there is one, as int64; the
   * first of equal ones. Numeric dtypes.
   */
  public static Tensor argMin(Tensor x) {
    return argMin(Shapes.flatten(x), 0);
  }

  /**
   * The index along one axis of the smallest element, or of the first NaN if there is one, as
   * int64; the first of equal ones. The axis is removed. Numeric dtypes.
   */
  public static Tensor argMin(Tensor x, int axis) {
    return argMin(x, axis, false);
  }

  /**
   * The index along one axis of the smallest element, or of the first NaN if there is one, as
   * int64; the first of equal ones. Numeric dtypes.
   *
   * @param keepDims whether the axis stays, with size 1
   */
  public static Tensor argMin(Tensor x, int axis, boolean keepDims) {
    int counted = Shapes.axis("argMin", x, axis);
    return Apply.of(new ArgReduce(ArgReduce.Kind.MIN, counted, keepDims), x).output();
  }

  private static Tensor reduce(
      String function, Kind kind, Tensor x, List<Integer> axes, boolean keepDims) {
    return Apply.of(new Reduce(kind, Shapes.axes(function, x, axes), keepDims), x)
        .output();
  }

  private static List<Integer> list(int... axes) {
    return Arrays.stream(axes).boxed().toList();
  }
}
