package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.Composite;
import io.opwalk.ops.custom.CustomFunction;
import io.opwalk.ops.linalg.Cholesky;
import io.opwalk.ops.linalg.CholeskySolve;
import io.opwalk.ops.linalg.ConditionNumber;
import io.opwalk.ops.linalg.Determinant;
import io.opwalk.ops.linalg.Eigh;
import io.opwalk.ops.linalg.Expm;
import io.opwalk.ops.linalg.Inverse;
import io.opwalk.ops.linalg.LogDet;
import io.opwalk.ops.linalg.LogDeterminant;
import io.opwalk.ops.linalg.Lstsq;
import io.opwalk.ops.linalg.MatrixPower;
import io.opwalk.ops.linalg.MatrixRank;
import io.opwalk.ops.linalg.Pinv;
import io.opwalk.ops.linalg.Qr;
import io.opwalk.ops.linalg.Solve;
import io.opwalk.ops.linalg.Svd;
import io.opwalk.ops.linalg.TriangularSolve;
import io.opwalk.ops.primitive.Custom;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Equations, decompositions and what follows from them, over the last two axes; the axes in front
 * are a batch. Floating dtypes; float32 is computed in float64 and rounded once. All throw
 * {@link TypeException} where an input is no matrix, or not square where it has to be.
 *
 * <pre>{@code
 * Tensor x = solve(a, b);              // (n, n), (n,) -> (n,)
 * Tensor r = qr(a).r();                // (batch, m, n) -> (batch, min(m, n), n)
 * Tensor w = eigvalsh(covariance);
 * }</pre>
 *
 * <p>Where values do not allow a result, evaluation fails and says which matrix of the batch it is:
 * one that is to be decomposed and is not finite, that is to be inverted and is singular to working
 * precision, that is to have a Cholesky factor and is not positive definite. Matrices without
 * elements are fine. What a decomposition leaves open is settled (see {@link #qr}, {@link #svd},
 * {@link #eigh}), so that the same input gives the same bits everywhere.
 */
public final class LinearAlgebra {
  private LinearAlgebra() {}

  /** What {@link #slogdet} gives: {@code det = sign * exp(logAbs)}. */
  public record SlogdetResult(Tensor sign, Tensor logAbs) {}

  /** What {@link #qr} gives: {@code a = q r}. */
  public record QrResult(Tensor q, Tensor r) {}

  /** What {@link #svd} gives: {@code a = u diag(s) vt}. */
  public record SvdResult(Tensor u, Tensor s, Tensor vt) {}

  /** What {@link #eigh} gives: {@code a vectors = vectors diag(values)}. */
  public record EighResult(Tensor values, Tensor vectors) {}

  /** As {@link #cholesky(Tensor, boolean)}, the lower factor. */
  public static Tensor cholesky(Tensor a) {
    return cholesky(a, false);
  }

  /**
   * The Cholesky factor of symmetric positive definite matrices: lower triangular with {@code L Lᵀ
   * = a}, or upper triangular with {@code Uᵀ U = a}. The mean of {@code a} and its transpose is
   * what is decomposed.
   */
  public static Tensor cholesky(Tensor a, boolean upper) {
    return kernel(new Cholesky(upper), a);
  }

  /** As {@link #choleskySolve(Tensor, Tensor, boolean)}, of the lower factor. */
  public static Tensor choleskySolve(Tensor factor, Tensor b) {
    return choleskySolve(factor, b, false);
  }

  /**
   * The solution of {@code a x = b} from the {@link #cholesky} factor of {@code a}.
   *
   * @param b a vector, or matrices whose columns are right-hand sides; batches broadcast
   * @param upper whether the factor is the upper one
   */
  public static Tensor choleskySolve(Tensor factor, Tensor b, boolean upper) {
    CholeskySolve op = new CholeskySolve(upper);
    return Batches.solve(
        "choleskySolve",
        factor,
        b,
        op::inferTypes,
        (f, sides) -> Apply.of(op, f, sides).output());
  }

  /**
   * The solution of {@code a x = b} for square matrices, by an LU decomposition with partial
   * pivoting. The relative error is about the condition number times 1e-16.
   *
   * <p>Evaluation fails where a matrix, its rows and columns scaled to magnitude 1, has a
   * reciprocal condition number below 2.2e-16, as no digit of a solution would be right;
   * {@link #lstsq} takes such matrices. Where {@code a} is what tril, triu, diag or a decomposition
   * has made, a compiler makes {@link #triangularSolve} or a division of it: these are right for
   * such matrices too, and only a 0 on the diagonal is an error.
   *
   * @param b a vector where its rank is 1, else matrices whose columns are right-hand sides;
   *     batches broadcast
   */
  public static Tensor solve(Tensor a, Tensor b) {
    Solve op = new Solve(false);
    return Batches.solve("solve", a, b, op::inferTypes, (m, sides) -> kernel(op, m, sides));
  }

  /** As {@link #triangularSolve(Tensor, Tensor, boolean, boolean, boolean)}, of the triangle. */
  public static Tensor triangularSolve(Tensor a, Tensor b, boolean lower) {
    return triangularSolve(a, b, lower, false, false);
  }

  /**
   * The solution of {@code T x = b} for a triangle T of {@code a}; the other triangle is not read.
   * Evaluation fails where the diagonal has a 0.
   *
   * @param b a vector where its rank is 1, else matrices whose columns are right-hand sides;
   *     batches broadcast
   * @param lower whether T is the lower triangle or the upper one
   * @param transposed whether the transpose of T is meant
   * @param unitDiagonal whether the diagonal is taken to be 1, and not read
   */
  public static Tensor triangularSolve(
      Tensor a, Tensor b, boolean lower, boolean transposed, boolean unitDiagonal) {
    TriangularSolve op = new TriangularSolve(lower, transposed, unitDiagonal);
    return Batches.solve(
        "triangularSolve", a, b, op::inferTypes, (m, sides) -> kernel(op, m, sides));
  }

  /**
   * The inverse of square matrices. Fails where {@link #solve} does, which is the better choice.
   */
  public static Tensor inverse(Tensor a) {
    return kernel(new Inverse(), a);
  }

  /** As {@link #pinv(Tensor, double)}, with the cutoff of {@link #matrixRank}. */
  public static Tensor pinv(Tensor a) {
    return kernel(new Pinv(OptionalDouble.empty()), a);
  }

  /**
   * The Moore-Penrose inverse of matrices of any shape and rank. Its gradient is right where the
   * rank does not change nearby.
   *
   * @param relative singular values of at most this share of the largest are taken for 0
   */
  public static Tensor pinv(Tensor a, double relative) {
    return kernel(new Pinv(share("pinv", relative)), a);
  }

  /** As {@link #lstsq(Tensor, Tensor, double)}, with the cutoff of {@link #matrixRank}. */
  public static Tensor lstsq(Tensor a, Tensor b) {
    return lstsq(a, b, new Lstsq(OptionalDouble.empty()));
  }

  /**
   * Of the x for which the Euclidean norm of {@code a x - b} is least, the shortest. Matrices of
   * any shape and rank. Its gradient is right where the rank does not change nearby.
   *
   * @param b a vector where its rank is 1, else matrices whose columns are right-hand sides;
   *     batches broadcast
   * @param relative singular values of at most this share of the largest are taken for 0
   */
  public static Tensor lstsq(Tensor a, Tensor b, double relative) {
    return lstsq(a, b, new Lstsq(share("lstsq", relative)));
  }

  private static Tensor lstsq(Tensor a, Tensor b, Lstsq op) {
    return Batches.solve("lstsq", a, b, op::inferTypes, (m, sides) -> kernel(op, m, sides));
  }

  private static OptionalDouble share(String function, double relative) {
    if (!(relative >= 0 && relative < 1)) {
      throw new IllegalArgumentException(
          function + ": expected a share of at least 0 and below 1, found " + relative);
    }
    return OptionalDouble.of(relative);
  }

  /** The determinant of square matrices. It is differentiable for singular ones too, once. */
  public static Tensor det(Tensor a) {
    return kernel(new Determinant(), a);
  }

  /**
   * The sign of the determinant of square matrices and the logarithm of its magnitude, neither of
   * which overflows; 0 and negative infinity for singular ones, where there is no gradient.
   */
  public static SlogdetResult slogdet(Tensor a) {
    List<Tensor> both = Customs.apply(new LogDeterminant(), a);
    return new SlogdetResult(both.get(0), both.get(1));
  }

  /**
   * The logarithm of the determinant of square matrices, which itself may overflow: negative
   * infinity where it is 0, where there is no gradient, and NaN where it is negative.
   */
  public static Tensor logdet(Tensor a) {
    return composite(new LogDet(false), a);
  }

  /**
   * The QR decomposition of matrices {@code (..., m, n)}: q with {@code min(m, n)} orthonormal
   * columns, and r upper triangular, without negative elements on its diagonal. The gradient is
   * right where the leading {@code min(m, n)} columns are independent.
   */
  public static QrResult qr(Tensor a) {
    List<Tensor> both = Customs.apply(new Qr(), a);
    return new QrResult(both.get(0), both.get(1));
  }

  /** As {@link #svd(Tensor, boolean)}, with as many vectors as there are singular values. */
  public static SvdResult svd(Tensor a) {
    return svd(a, false);
  }

  /**
   * The singular value decomposition of matrices {@code (..., m, n)}, with the largest of the
   * {@code min(m, n)} singular values first. The element of largest magnitude in each column of u
   * is positive.
   *
   * <p>The gradient of u and vt is right where all singular values differ, and that of what does
   * not depend on the choice of vectors to equal ones.
   *
   * @param fullMatrices whether u and vt are square; the vectors that this adds have no gradient
   */
  public static SvdResult svd(Tensor a, boolean fullMatrices) {
    List<Tensor> three = Customs.apply(new Svd(fullMatrices), a);
    return new SvdResult(three.get(0), three.get(1), three.get(2));
  }

  /** The singular values of matrices, the largest first: {@code svd(a).s()}. */
  public static Tensor svdvals(Tensor a) {
    return svd(a).s();
  }

  /**
   * The eigenvalues of symmetric matrices, ascending, and the eigenvectors as columns of length 1,
   * of whose elements the one of largest magnitude is positive. The mean of {@code a} and its
   * transpose is what is decomposed.
   *
   * <p>The gradient of the vectors is right where all eigenvalues differ, and that of what does not
   * depend on the choice of vectors to equal ones.
   */
  public static EighResult eigh(Tensor a) {
    List<Tensor> both = Customs.apply(new Eigh(), a);
    return new EighResult(both.get(0), both.get(1));
  }

  /** The eigenvalues of symmetric matrices, ascending: {@code eigh(a).values()}. */
  public static Tensor eigvalsh(Tensor a) {
    return eigh(a).values();
  }

  /** An integer power of square matrices: the identity for 0, of the inverse for negative ones. */
  public static Tensor matrixPower(Tensor a, int exponent) {
    return composite(new MatrixPower(exponent), a);
  }

  /**
   * The exponential of square matrices, {@code I + a + a²/2! + a³/3! + ...}, by scaling and
   * squaring.
   */
  public static Tensor expm(Tensor a) {
    return kernel(new Expm(), a);
  }

  /**
   * How many singular values are larger than the largest times the larger number of rows or columns
   * times the machine epsilon of the dtype, as int64.
   */
  public static Tensor matrixRank(Tensor a) {
    return composite(new MatrixRank(), a);
  }

  /** The condition number in the 2-norm: infinite for singular matrices, NaN for those of zeros. */
  public static Tensor cond(Tensor a) {
    return composite(new ConditionNumber(), a);
  }

  private static Tensor kernel(CustomFunction function, Tensor... inputs) {
    return Apply.of(new Custom(function), inputs).output();
  }

  private static Tensor composite(Composite op, Tensor a) {
    return Apply.of(op, a).output();
  }
}
