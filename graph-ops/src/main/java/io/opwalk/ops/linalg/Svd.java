package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The singular value decomposition {@code A = U diag(s) Vᵀ} of matrices {@code [..., m, n]}: U, the
 * singular values from the largest on, and the transpose of V. The element of largest magnitude in
 * each column of U that belongs to a singular value, the first of equal ones, is positive.
 *
 * <p>Gradient: J. Townsend, "Differentiating the singular value decomposition", 2016, equations 27
 * to 29. That of vectors to singular values that are equal, or 0, to working precision is the
 * gradient of a function that does not depend on which basis of their space is taken. The columns
 * that {@code full} adds have no gradient.
 *
 * @param full whether U and V are square, or have {@code min(m, n)} columns
 */
public record Svd(boolean full) implements MatrixFunction {
  @Override
  public String name() {
    return "Svd";
  }

  @Override
  public Map<String, Object> attributes() {
    return Map.of("full", full);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.matrices(inputs);
    Dim rows = a.dim(-2);
    Dim columns = a.dim(-1);
    Dim count = rows.min(columns);
    return List.of(
        MatrixTypes.withBlock(a, rows, full ? rows : count),
        MatrixTypes.withBlock(a, count),
        MatrixTypes.withBlock(a, full ? columns : count, columns));
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0));
    int count = Math.min(a.rows(), a.columns());
    Results left = new Results(a, a.rows(), full ? a.rows() : count);
    Results values = new Results(a, count);
    Results right = new Results(a, full ? a.columns() : count, a.columns());
    for (int i = 0; i < a.count(); i++) {
      if (count == 0) {
        left.put(i, identity(full ? a.rows() : 0));
        right.put(i, identity(full ? a.columns() : 0));
      } else {
        SvdFactors svd = new SvdFactors(a.finite(i));
        left.put(i, full ? SvdFactors.completed(svd.u()) : svd.u());
        values.put(i, svd.values());
        right.put(i, transposed(full ? SvdFactors.completed(svd.v()) : svd.v()));
      }
    }
    return List.of(left.done(), values.done(), right.done());
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < transposed.length; column++) {
        transposed[column][row] = matrix[row][column];
      }
    }
    return transposed;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor u = apply.outputs(0);
    Tensor s = apply.outputs(1);
    Tensor vt = apply.outputs(2);
    boolean vectors = gradients.get(0).isPresent() || gradients.get(2).isPresent();
    boolean square = u.shape().dim(-1).equals(s.shape().dim(-1))
        && vt.shape().dim(-2).equals(s.shape().dim(-1));
    if (!square) {
      if (vectors) {
        throw new IllegalArgumentException("the full U and V of svd have no gradient, as their last"
            + " columns are any that fit; svd(a) gives those that have one\n  " + apply);
      }
      // The singular values alone: those of the reduced decomposition, whose vectors fit them.
      return List.of(gradients.get(1).map(g -> {
        List<Tensor> reduced = new Svd(false).of(apply.inputs(0));
        return ofValues(reduced.get(0), g, reduced.get(2));
      }));
    }
    List<Tensor> terms = new ArrayList<>();
    gradients.get(1).ifPresent(g -> terms.add(ofValues(u, g, vt)));
    gradients.get(0).ifPresent(g -> terms.add(ofLeft(u, s, vt, g)));
    gradients
        .get(2)
        .ifPresent(g -> terms.add(MatrixFunction.transposed(ofLeft(
            MatrixFunction.transposed(vt),
            s,
            MatrixFunction.transposed(u),
            MatrixFunction.transposed(g)))));
    return List.of(terms.stream().reduce(Arithmetic::add));
  }

  private static Tensor ofValues(Tensor u, Tensor gradient, Tensor vt) {
    Tensor scaled = Arithmetic.multiply(u, Shapes.expandDims(gradient, -2));
    return MatrixFunction.product(scaled, vt);
  }

  /**
   * {@code [U (F * (Ut G - Gt U)) S + (G - U Ut G) / S] Vt} with {@code F = 1 / (s[j]^2 - s[i]^2)}.
   * What V contributes is the same for the transposed matrix.
   */
  private static Tensor ofLeft(Tensor u, Tensor s, Tensor vt, Tensor gradient) {
    Tensor inner = MatrixFunction.product(MatrixFunction.transposed(u), gradient);
    Tensor odd = Arithmetic.subtract(inner, MatrixFunction.transposed(inner));
    Tensor gaps = Arithmetic.multiply(
        Gaps.reciprocal(Gaps.differences(s), s), Gaps.reciprocal(Gaps.sums(s), s));
    Tensor within = Arithmetic.multiply(Arithmetic.multiply(gaps, odd), Shapes.expandDims(s, -2));
    Tensor outside = Arithmetic.multiply(
        Arithmetic.subtract(gradient, MatrixFunction.product(u, inner)),
        Shapes.expandDims(Gaps.reciprocal(s, s), -2));
    return MatrixFunction.product(Arithmetic.add(MatrixFunction.product(u, within), outside), vt);
  }
}
