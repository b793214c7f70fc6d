package io.opwalk.ops.linalg;

import io.opwalk.Apply;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Shapes;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Eigenvalues, ascending, and eigenvectors, as columns of length 1, of symmetric matrices: {@code A
 * V = V diag(w)}. What is decomposed is the mean of A and its transpose. The element of largest
 * magnitude in each eigenvector, the first of equal ones, is positive.
 *
 * <p>Gradient: M. Giles, "An extended collection of matrix derivative results for forward and
 * reverse mode algorithmic differentiation", 2008, section 3.1. That of eigenvectors to eigenvalues
 * that are equal to working precision is the gradient of a function that does not depend on which
 * basis of their space is taken.
 */
public record Eigh() implements MatrixFunction {
  private static final double NEGLIGIBLE = 0x1p-70;

  @Override
  public String name() {
    return "Eigh";
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    TensorType a = MatrixTypes.square(inputs);
    return List.of(MatrixTypes.withBlock(a, a.dim(-1)), a);
  }

  @Override
  public List<NDArray> compute(List<NDArray> inputs) {
    Matrices a = new Matrices(inputs.get(0)).requireSquare();
    int n = a.rows();
    Results values = new Results(a, n);
    Results vectors = new Results(a, n, n);
    for (int i = 0; n > 0 && i < a.count(); i++) {
      double[][] matrix = a.symmetric(i);
      int exponent = PowerOfTwo.exponent(matrix);
      EigenDecomposition eigen = decompose(magnitudeOne(matrix, exponent), a.describe(i));
      values.put(i, PowerOfTwo.scale(reversed(eigen.getRealEigenvalues()), exponent));
      double[][] columns = eigen.getV().getData();
      for (int row = 0; row < n; row++) {
        columns[row] = reversed(columns[row]);
      }
      for (int column = 0; column < n; column++) {
        if (Signs.isNegative(columns, column)) {
          Signs.flip(columns, column);
        }
      }
      vectors.put(i, columns);
    }
    return List.of(values.done(), vectors.done());
  }

  /**
   * A matrix brought to magnitude 1, without elements that are next to nothing beside the rounding
   * errors of the largest: their squares would vanish on the way.
   */
  private static double[][] magnitudeOne(double[][] matrix, int exponent) {
    PowerOfTwo.scale(matrix, -exponent);
    for (double[] row : matrix) {
      for (int column = 0; column < row.length; column++) {
        row[column] = Math.abs(row[column]) < NEGLIGIBLE ? 0 : row[column];
      }
    }
    return matrix;
  }

  private static EigenDecomposition decompose(double[][] matrix, String name) {
    try {
      return new EigenDecomposition(new Array2DRowRealMatrix(matrix, false));
    } catch (MaxCountExceededException complaint) {
      throw new IllegalArgumentException(
          name + ": the eigenvalues were not found in " + complaint.getMax() + " iterations",
          complaint);
    }
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor values = apply.outputs(0);
    Tensor vectors = apply.outputs(1);
    Tensor turned = MatrixFunction.transposed(vectors);
    // V diag(g) Vt, with the columns of V scaled.
    Optional<Tensor> ofValues = gradients
        .get(0)
        .map(g ->
            MatrixFunction.product(Arithmetic.multiply(vectors, Shapes.expandDims(g, -2)), turned));
    Optional<Tensor> ofVectors = gradients.get(1).map(g -> {
      Tensor inverseGaps = Gaps.reciprocal(Gaps.differences(values), values);
      Tensor inner = Arithmetic.multiply(inverseGaps, MatrixFunction.product(turned, g));
      return MatrixFunction.product(vectors, inner, turned);
    });
    Optional<Tensor> sum = ofValues.isPresent() && ofVectors.isPresent()
        ? Optional.of(Arithmetic.add(ofValues.get(), ofVectors.get()))
        : ofValues.or(() -> ofVectors);
    return List.of(sum.map(MatrixFunction::symmetric));
  }
}
