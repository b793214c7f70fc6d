package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Iota;
import java.util.List;

/**
 * Tensors that are known by a rule: filled with one value, counted up, with ones on a diagonal.
 *
 * <p>Where sizes are known the result is a small constant or a broadcast of one, and costs nothing.
 * Sizes that are not known are taken from another tensor, whose values are not read.
 */
public final class Creation {
  private Creation() {}

  /** Zeros, or false. */
  public static Tensor zeros(DType dtype, Shape shape) {
    return full(dtype, shape, 0);
  }

  /** Ones, or true. */
  public static Tensor ones(DType dtype, Shape shape) {
    return full(dtype, shape, 1);
  }

  /**
   * One value everywhere.
   *
   * @throws IllegalArgumentException where an integer dtype cannot hold it
   */
  public static Tensor full(DType dtype, Shape shape, double value) {
    return Shapes.broadcastTo(Tensors.constant(NDArray.full(dtype, value)), shape);
  }

  /**
   * The numbers 0, 1, 2 ... {@code stop - 1}.
   *
   * @throws IllegalArgumentException where {@code stop} is negative, or the dtype is bool
   */
  public static Tensor arange(DType dtype, int stop) {
    if (stop < 0) {
      throw new IllegalArgumentException("nothing is counted up to a negative number: " + stop);
    }
    return arange(dtype, 0, stop, 1);
  }

  /**
   * Numbers at equal distances, from {@code start} up to (or down to) and without {@code stop};
   * none where that lies in the other direction. The number at i is {@code start + i*step}.
   *
   * @throws IllegalArgumentException where the step is 0 or a number is not finite, the dtype is
   *     bool, or an integer dtype cannot hold start or step
   */
  public static Tensor arange(DType dtype, double start, double stop, double step) {
    double count = Math.ceil((stop - start) / step);
    if (step == 0 || !(Math.abs(count) <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "cannot count from " + start + " to " + stop + " in steps of " + step);
    }
    requireNumeric(dtype);
    if (!dtype.isFloating()) {
      // An integer dtype holds both exactly, or says that it does not.
      NDArray.full(dtype, start);
      NDArray.full(dtype, step);
    }
    double[] values = new double[(int) Math.max(count, 0)];
    for (int i = 0; i < values.length; i++) {
      values[i] = start + i * step;
    }
    return Tensors.constant(NDArray.of(values).cast(dtype));
  }

  private static void requireNumeric(DType dtype) {
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException("what is counted is a number, not " + dtype);
    }
  }

  /**
   * The numbers 0, 1, 2 ... up to the size of one axis, which need not be known.
   *
   * @throws TypeException where there is no such axis, or the dtype is bool
   */
  public static Tensor arangeLike(Tensor x, int axis, DType dtype) {
    int at = Shapes.axis("arangeLike", x, axis);
    Iota op = Refusal.naming("arangeLike", List.of(x), () -> new Iota(at, dtype));
    return Apply.of(op, x).output();
  }

  /** As {@link #linspace(DType, double, double, int, boolean)} with the end included. */
  public static Tensor linspace(DType dtype, double start, double stop, int count) {
    return linspace(dtype, start, stop, count, true);
  }

  /**
   * As many numbers as said, at equal distances. The first is {@code start}, and the last
   * {@code stop} where it is included.
   *
   * @throws IllegalArgumentException where the count is negative, or the dtype is not floating
   */
  public static Tensor linspace(
      DType dtype, double start, double stop, int count, boolean withStop) {
    if (count < 0 || !dtype.isFloating()) {
      throw new IllegalArgumentException(
          "takes a floating dtype and a count of 0 or more, found " + dtype + " and " + count);
    }
    int steps = withStop ? count - 1 : count;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      // Weighted means rather than start + i*step, so that both ends come out exactly.
      double share = steps == 0 ? 0 : (double) i / steps;
      values[i] = share == 1 ? stop : start + share * (stop - start);
    }
    return Tensors.constant(NDArray.of(values).cast(dtype));
  }

  /** Ones on the diagonal of a square matrix, and zeros elsewhere. */
  public static Tensor eye(DType dtype, int size) {
    return eye(dtype, size, size, 0);
  }

  /**
   * Ones on a diagonal of a matrix, and zeros elsewhere.
   *
   * @param diagonal which one: 0 the main diagonal, positive above it, negative below
   */
  public static Tensor eye(DType dtype, int rows, int columns, int diagonal) {
    Tensor below = Arithmetic.add(column(arange(DType.INT64, rows)), diagonal);
    return Tensors.cast(Logic.equal(below, arange(DType.INT64, columns)), dtype);
  }

  /**
   * Ones on a diagonal of a matrix of the shape and dtype of {@code x}, and zeros elsewhere: ONNX's
   * EyeLike.
   *
   * @param x of rank 2
   * @param diagonal which one: 0 the main diagonal, positive above it, negative below
   * @throws TypeException where the rank is not 2
   */
  public static Tensor eyeLike(Tensor x, int diagonal) {
    if (x.shape().rank() != 2) {
      throw Refusal.of("eyeLike", "takes a matrix, found " + x.shape(), x);
    }
    Tensor below = Arithmetic.add(column(arangeLike(x, 0, DType.INT64)), diagonal);
    return Tensors.cast(Logic.equal(below, arangeLike(x, 1, DType.INT64)), x.dtype());
  }

  /**
   * Ones on and below a diagonal of a matrix, and zeros above it.
   *
   * @param diagonal which one: 0 the main diagonal, positive above it, negative below
   */
  public static Tensor tri(DType dtype, int rows, int columns, int diagonal) {
    Tensor below = Arithmetic.add(column(arange(DType.INT64, rows)), diagonal);
    return Tensors.cast(Logic.greaterEqual(below, arange(DType.INT64, columns)), dtype);
  }

  static Tensor column(Tensor vector) {
    Dim one = Dim.of(1);
    return Shapes.reshape(vector, Shape.of(vector.shape().dim(0), one));
  }
}
