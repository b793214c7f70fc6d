package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Cumulate.Kind;
import io.opwalk.ops.primitive.LinearRecurrence;

/**
 * What runs along an axis: each result is made of the elements so far, in their order. Numeric
 * dtypes; the shape stays, but for {@link #diff}.
 *
 * <p>An exclusive combination leaves an element's own place out, and so begins with 0, with 1, or
 * with the dtype's largest or smallest value; a reverse one goes from the last element to the
 * first. All throw {@link TypeException} where there is no such axis, or the dtype is bool.
 */
public final class Cumulative {
  private Cumulative() {}

  /** The sum of the elements so far. */
  public static Tensor cumSum(Tensor x, int axis) {
    return cumSum(x, axis, false, false);
  }

  /**
   * The sum of the elements so far.
   *
   * @param exclusive whether an element's own place is left out
   * @param reverse whether to go from the last element to the first
   */
  public static Tensor cumSum(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate("cumSum", Kind.SUM, x, axis, exclusive, reverse);
  }

  /** The product of the elements so far. */
  public static Tensor cumProd(Tensor x, int axis) {
    return cumProd(x, axis, false, false);
  }

  /**
   * The product of the elements so far.
   *
   * @param exclusive whether an element's own place is left out
   * @param reverse whether to go from the last element to the first
   */
  public static Tensor cumProd(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate("cumProd", Kind.PROD, x, axis, exclusive, reverse);
  }

  /** The largest of the elements so far; NaN from the first NaN on. */
  public static Tensor cumMax(Tensor x, int axis) {
    return cumMax(x, axis, false, false);
  }

  /**
   * The largest of the elements so far; NaN from the first NaN on.
   *
   * @param exclusive whether an element's own place is left out
   * @param reverse whether to go from the last element to the first
   */
  public static Tensor cumMax(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate("cumMax", Kind.MAX, x, axis, exclusive, reverse);
  }

  /** The smallest of the elements so far; NaN from the first NaN on. */
  public static Tensor cumMin(Tensor x, int axis) {
    return cumMin(x, axis, false, false);
  }

  /**
   * The smallest of the elements so far; NaN from the first NaN on.
   *
   * @param exclusive whether an element's own place is left out
   * @param reverse whether to go from the last element to the first
   */
  public static Tensor cumMin(Tensor x, int axis, boolean exclusive, boolean reverse) {
    return cumulate("cumMin", Kind.MIN, x, axis, exclusive, reverse);
  }

  private static Tensor cumulate(
      String function, Kind kind, Tensor x, int axis, boolean exclusive, boolean reverse) {
    int at = Shapes.axis(function, x, axis);
    return Apply.of(new Cumulate(kind, at, exclusive, reverse), x).output();
  }

  /**
   * The recurrence {@code y[i] = factors[i]*y[i-1] + terms[i]} along an axis, where {@code y[0] =
   * terms[0]}: a discounted sum, an exponential moving average, a filter of first order.
   *
   * @param factors of the shape and dtype of {@code terms}; the first one along the axis is not
   *     read
   * @param reverse whether to go from the last element to the first
   * @throws TypeException where shapes or dtypes differ too
   */
  public static Tensor linearRecurrence(Tensor factors, Tensor terms, int axis, boolean reverse) {
    int at = Shapes.axis("linearRecurrence", terms, axis);
    return Apply.of(new LinearRecurrence(at, reverse), factors, terms).output();
  }

  /**
   * The differences of neighbours along an axis, each element less the one before it; one fewer
   * than there are elements.
   *
   * @throws TypeException where the axis is known to be empty too
   */
  public static Tensor diff(Tensor x, int axis) {
    int at = Shapes.axis("diff", x, axis);
    Dim size = x.shape().dim(at);
    if (size.is(0)) {
      throw Refusal.of("diff", "axis " + at + " is empty", x);
    }
    Dim count = size.minus(1);
    return Arithmetic.subtract(
        Joining.part(x, at, Dim.of(1), count), Joining.part(x, at, Dim.of(0), count));
  }
}
