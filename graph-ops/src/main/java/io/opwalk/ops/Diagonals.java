package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.DiagonalMatrix;
import io.opwalk.ops.composite.Triangle;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Diagonals and triangles of matrices, which are the last two axes of a tensor; all axes in front
 * are a batch. A diagonal is 0 where it is the main one, positive above it, negative below.
 */
public final class Diagonals {
  private Diagonals() {}

  /** As {@link #tril(Tensor, int)} from the main diagonal. */
  public static Tensor tril(Tensor x) {
    return tril(x, 0);
  }

  /**
   * What is on and below a diagonal, with zeros above it: ONNX's Trilu. All dtypes.
   *
   * @throws TypeException where the rank is below 2
   */
  public static Tensor tril(Tensor x, int diagonal) {
    requireMatrices("tril", x);
    return Apply.of(new Triangle(true, diagonal), x).output();
  }

  /** As {@link #triu(Tensor, int)} from the main diagonal. */
  public static Tensor triu(Tensor x) {
    return triu(x, 0);
  }

  /**
   * What is on and above a diagonal, with zeros below it: ONNX's Trilu. All dtypes.
   *
   * @throws TypeException where the rank is below 2
   */
  public static Tensor triu(Tensor x, int diagonal) {
    requireMatrices("triu", x);
    return Apply.of(new Triangle(false, diagonal), x).output();
  }

  /** As {@link #diagonal(Tensor, int)} with the main diagonal. */
  public static Tensor diagonal(Tensor x) {
    return diagonal(x, 0);
  }

  /**
   * The elements of a diagonal, along a last axis in place of the last two. All dtypes.
   *
   * @throws TypeException where the rank is below 2
   */
  public static Tensor diagonal(Tensor x, int diagonal) {
    requireMatrices("diagonal", x);
    int rank = x.shape().rank();
    Dim rows = x.shape().dim(-2);
    Dim columns = x.shape().dim(-1);
    Dim zero = Dim.of(0);
    Dim right = Dim.of(Math.max(diagonal, 0)).min(columns);
    Dim down = Dim.of(Math.max(-diagonal, 0)).min(rows);
    Dim size = rows.minus(down).min(columns.minus(right)).max(zero);
    Tensor flat = Shapes.flatten(x, rank - 2);
    if (size.is(0)) {
      return Joining.part(flat, rank - 2, zero, size);
    }
    Dim first = down.times(columns).plus(right);
    if (columns.isFixed()) {
      // Neighbours on a diagonal are a row and an element apart.
      int distance = Math.toIntExact(columns.fixedSize().getAsLong() + 1);
      return Joining.part(flat, rank - 2, first, size, distance);
    }
    List<Dim> front = x.shape().dims().subList(0, rank - 2);
    Dim batch = Dim.product(front);
    Tensor positions = Creation.arangeLike(square(x, down, right, size), -1, DType.INT64);
    Tensor width = Shapes.size(x, -1);
    Tensor start =
        Arithmetic.add(Arithmetic.multiply(width, Math.max(-diagonal, 0)), Math.max(diagonal, 0));
    Tensor numbers =
        Arithmetic.add(Arithmetic.multiply(positions, Arithmetic.add(width, 1)), start);
    Tensor rows3 = Shapes.reshape(x, Shape.of(batch, rows.times(columns), Dim.of(1)));
    Tensor picked = Apply.of(
            new Gather(), rows3, Shapes.broadcastTo(numbers, Shape.of(batch, size)))
        .output();
    return Shapes.reshape(picked, Shape.of(front).append(size));
  }

  /** The part of matrices that begins with a diagonal and ends with it. */
  private static Tensor square(Tensor x, Dim down, Dim right, Dim size) {
    int rank = x.shape().rank();
    List<Dim> starts = new ArrayList<>(Collections.nCopies(rank, Dim.of(0)));
    starts.set(rank - 2, down);
    starts.set(rank - 1, right);
    List<Dim> sizes = new ArrayList<>(x.shape().dims());
    sizes.set(rank - 2, size);
    sizes.set(rank - 1, size);
    return Apply.of(new Slice(starts, sizes, Collections.nCopies(rank, 1)), x).output();
  }

  /**
   * The sum of the elements of the main diagonal. Numeric dtypes.
   *
   * @return without the last two axes
   * @throws TypeException where the rank is below 2, or the dtype is bool
   */
  public static Tensor trace(Tensor x) {
    return Reductions.sum(diagonal(x), -1);
  }

  /** As {@link #diag(Tensor, int)} with the main diagonal. */
  public static Tensor diag(Tensor x) {
    return diag(x, 0);
  }

  /**
   * Matrices with given elements on a diagonal and zeros elsewhere: NumPy's {@code diag} of a
   * vector. All dtypes.
   *
   * @param x of shape [..., n]
   * @return of shape [..., n + |diagonal|, n + |diagonal|]
   * @throws TypeException where the rank is 0
   */
  public static Tensor diag(Tensor x, int diagonal) {
    if (x.shape().rank() == 0) {
      throw Refusal.of("diag", "takes vectors, found a scalar", x);
    }
    return Apply.of(new DiagonalMatrix(diagonal), x).output();
  }

  private static void requireMatrices(String function, Tensor x) {
    if (x.shape().rank() < 2) {
      throw Refusal.of(function, "takes matrices, found " + x.shape(), x);
    }
  }
}
