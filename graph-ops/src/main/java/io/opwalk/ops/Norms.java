package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.CosineSimilarity;
import io.opwalk.ops.composite.L2Norm;
import io.opwalk.ops.composite.Normalize;
import io.opwalk.ops.composite.PNorm;
import io.opwalk.ops.composite.PairwiseDistance;
import java.util.Arrays;
import java.util.List;

/**
 * Lengths and distances. Axes may be counted from the end, -1 being the last. Over no elements a
 * norm is 0. Squares and powers neither overflow nor vanish where the norm itself does not.
 *
 * <p>Gradients where a norm has a kink are subgradients: 0 for an element that is 0.
 *
 * <pre>{@code
 * l2(x, 1);                              // (n, 10) -> (n,)
 * norm(x, 3, List.of(-1), true);         // (n, 10) -> (n, 1)
 * pairwiseDistance(points, centres);     // (n, 3), (k, 3) -> (n, k)
 * }</pre>
 */
public final class Norms {
  private static final double EPSILON = 1e-12;

  private Norms() {}

  /** Norms of matrices, by the names that NumPy has for them. */
  public enum MatrixNorm {
    /** The root of the sum of squares: {@code 'fro'}. */
    FROBENIUS,
    /** The sum of the singular values: {@code 'nuc'}. */
    NUCLEAR,
    /** The largest singular value: {@code 2}. */
    SPECTRAL,
    /** The largest sum of magnitudes in a column: {@code 1}. */
    COLUMN_SUM,
    /** The largest sum of magnitudes in a row: {@code inf}. */
    ROW_SUM
  }

  /** The Euclidean norm of all elements. Floating dtypes. */
  public static Tensor norm(Tensor x) {
    return l2(x);
  }

  /** As {@link #norm(Tensor, double, List, boolean)}, of all elements. */
  public static Tensor norm(Tensor x, double p) {
    return norm(x, p, Shapes.allAxes(x), false);
  }

  /** As {@link #norm(Tensor, double, List, boolean)}; the axes are removed. */
  public static Tensor norm(Tensor x, double p, int... axes) {
    return norm(x, p, list(axes), false);
  }

  /**
   * The norm of vectors along the given axes, NumPy's {@code vector_norm}: the root of degree p of
   * the sum of the magnitudes to the power of p. Floating dtypes.
   *
   * @param p positive; infinite for the largest magnitude, negative infinity for the smallest
   * @param keepDims whether the axes stay, with size 1
   * @throws TypeException where there is no such axis, one is given twice, or there is no such norm
   */
  public static Tensor norm(Tensor x, double p, List<Integer> axes, boolean keepDims) {
    if (p == 1) {
      return l1(x, axes, keepDims);
    }
    if (p == 2) {
      return l2(x, axes, keepDims);
    }
    if (p == Double.POSITIVE_INFINITY) {
      // Magnitudes are not below 0, which the largest of none is.
      return Arithmetic.maximum(Reductions.max(Arithmetic.abs(x), axes, keepDims), 0);
    }
    if (p == Double.NEGATIVE_INFINITY) {
      return Reductions.min(Arithmetic.abs(x), axes, keepDims);
    }
    List<Integer> counted = Shapes.axes("norm", x, axes);
    PNorm op = Refusal.naming("norm", List.of(x), () -> new PNorm(p, counted, keepDims));
    return Apply.of(op, x).output();
  }

  /** The sum of all magnitudes. Numeric dtypes. */
  public static Tensor l1(Tensor x) {
    return l1(x, Shapes.allAxes(x), false);
  }

  /** The sum of the magnitudes along the given axes, which are removed. Numeric dtypes. */
  public static Tensor l1(Tensor x, int... axes) {
    return l1(x, list(axes), false);
  }

  /**
   * The sum of the magnitudes along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the axes stay, with size 1
   */
  public static Tensor l1(Tensor x, List<Integer> axes, boolean keepDims) {
    return Reductions.sum(Arithmetic.abs(x), axes, keepDims);
  }

  /** The Euclidean norm of all elements. Floating dtypes. */
  public static Tensor l2(Tensor x) {
    return l2(x, Shapes.allAxes(x), false);
  }

  /** The Euclidean norm along the given axes, which are removed. Floating dtypes. */
  public static Tensor l2(Tensor x, int... axes) {
    return l2(x, list(axes), false);
  }

  /**
   * The Euclidean norm along the given axes. Floating dtypes.
   *
   * @param keepDims whether the axes stay, with size 1
   */
  public static Tensor l2(Tensor x, List<Integer> axes, boolean keepDims) {
    return Apply.of(new L2Norm(Shapes.axes("l2", x, axes), keepDims), x).output();
  }

  /** The sum of all squares. Numeric dtypes. */
  public static Tensor sumSquare(Tensor x) {
    return sumSquare(x, Shapes.allAxes(x), false);
  }

  /** The sum of the squares along the given axes, which are removed. Numeric dtypes. */
  public static Tensor sumSquare(Tensor x, int... axes) {
    return sumSquare(x, list(axes), false);
  }

  /**
   * The sum of the squares along the given axes. Numeric dtypes.
   *
   * @param keepDims whether the axes stay, with size 1
   */
  public static Tensor sumSquare(Tensor x, List<Integer> axes, boolean keepDims) {
    return Reductions.sum(Arithmetic.square(x), axes, keepDims);
  }

  /** The logarithm of the sum of all elements. Floating dtypes. */
  public static Tensor logSum(Tensor x) {
    return logSum(x, Shapes.allAxes(x), false);
  }

  /** The logarithm of the sum along the given axes, which are removed. Floating dtypes. */
  public static Tensor logSum(Tensor x, int... axes) {
    return logSum(x, list(axes), false);
  }

  /**
   * The logarithm of the sum along the given axes. Floating dtypes.
   *
   * @param keepDims whether the axes stay, with size 1
   */
  public static Tensor logSum(Tensor x, List<Integer> axes, boolean keepDims) {
    return Exponents.log(Reductions.sum(x, axes, keepDims));
  }

  /** As {@link #matrixNorm(Tensor, MatrixNorm, boolean)}; the axes are removed. */
  public static Tensor matrixNorm(Tensor x, MatrixNorm kind) {
    return matrixNorm(x, kind, false);
  }

  /**
   * A norm of matrices, over the last two axes. Floating dtypes.
   *
   * @param keepDims whether the axes stay, with size 1
   * @throws TypeException where the rank is below 2
   */
  public static Tensor matrixNorm(Tensor x, MatrixNorm kind, boolean keepDims) {
    if (x.shape().rank() < 2) {
      throw Refusal.of("matrixNorm", "takes matrices, of rank 2 at least", x);
    }
    Tensor norm = switch (kind) {
      case FROBENIUS -> l2(x, -2, -1);
      case NUCLEAR -> Reductions.sum(LinearAlgebra.svdvals(x), -1);
      case SPECTRAL -> norm(LinearAlgebra.svdvals(x), Double.POSITIVE_INFINITY, -1);
      case COLUMN_SUM -> norm(l1(x, -2), Double.POSITIVE_INFINITY, -1);
      case ROW_SUM -> norm(l1(x, -1), Double.POSITIVE_INFINITY, -1);
    };
    return keepDims ? Shapes.expandDims(norm, -2, -1) : norm;
  }

  /** As {@link #normalize(Tensor, double, int, double)}: by the Euclidean norm of the last axis. */
  public static Tensor normalize(Tensor x) {
    return normalize(x, -1);
  }

  /** As {@link #normalize(Tensor, double, int, double)}, by the Euclidean norm. */
  public static Tensor normalize(Tensor x, int axis) {
    return normalize(x, 2, axis, EPSILON);
  }

  /**
   * Elements divided by their norm along an axis, or by epsilon where that is larger. Floating
   * dtypes.
   *
   * @param p as for {@link #norm(Tensor, double, List, boolean)}
   * @param epsilon positive, 1e-12 unless given
   * @throws TypeException where there is no such axis or norm, or epsilon is not positive
   */
  public static Tensor normalize(Tensor x, double p, int axis, double epsilon) {
    int counted = Shapes.axis("normalize", x, axis);
    Normalize op =
        Refusal.naming("normalize", List.of(x), () -> new Normalize(p, counted, epsilon));
    return Apply.of(op, x).output();
  }

  /** As {@link #cosineSimilarity(Tensor, Tensor, int)} along the last axis. */
  public static Tensor cosineSimilarity(Tensor a, Tensor b) {
    return cosineSimilarity(a, b, -1);
  }

  /**
   * The cosine of the angle between vectors along an axis, which is removed; 0 for vectors of
   * zeros. The other axes broadcast. Floating dtypes.
   *
   * @throws TypeException where dtypes, ranks or lengths differ, or there is no such axis
   */
  public static Tensor cosineSimilarity(Tensor a, Tensor b, int axis) {
    if (a.shape().rank() != b.shape().rank()) {
      throw Refusal.of("cosineSimilarity", "inputs must have one rank", a, b);
    }
    int counted = Shapes.axis("cosineSimilarity", a, axis) - a.shape().rank();
    return Apply.of(new CosineSimilarity(counted, EPSILON), a, b).output();
  }

  /** As {@link #pairwiseDistance(Tensor, Tensor, double)}, by the Euclidean norm. */
  public static Tensor pairwiseDistance(Tensor a, Tensor b) {
    return pairwiseDistance(a, b, 2);
  }

  /**
   * The distance of each row of {@code a} to each row of {@code b}: {@code (..., m, d)} and
   * {@code (..., n, d)} give {@code (..., m, n)}; the axes in front broadcast. Floating dtypes.
   *
   * @param p as for {@link #norm(Tensor, double, List, boolean)}
   * @throws TypeException where dtypes or lengths differ, or there is no such norm
   */
  public static Tensor pairwiseDistance(Tensor a, Tensor b, double p) {
    PairwiseDistance op =
        Refusal.naming("pairwiseDistance", List.of(a, b), () -> new PairwiseDistance(p));
    return Apply.of(op, a, b).output();
  }

  private static List<Integer> list(int... axes) {
    return Arrays.stream(axes).boxed().toList();
  }
}
