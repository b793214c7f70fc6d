package io.opwalk.ops.linalg;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Linear.matrixTranspose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of gradients, and gradients where decompositions are not unique. */
class GradientsTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  static Stream<OpCase> rows() {
    return OpCases.all().stream()
        .filter(row -> row.covers().stream().anyMatch(name -> name.startsWith("LinearAlgebra.")))
        .filter(OpCase::isDifferentiable);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void secondDerivativesAreThoseOfFiniteDifferences(OpCase row) {
    // Squares and batches of up to 3 rows: the rules do not depend on more.
    for (Trial trial : row.smoothTrials(12)) {
      List<Tensor> inputs = trial.placeholders();
      Tensor output = trial.output(inputs);
      List<NDArray> values = trial.values();
      if (values.stream().allMatch(value -> value.size() > 0)) {
        Tensor[] wrt = trial.differentiable(inputs).toArray(Tensor[]::new);
        Feed feed = Trial.feed(inputs, values);
        Tensor weighted = multiply(output, multiply(output, 0.5));
        for (Tensor slope : Gradients.vjpOrZeros(
            List.of(weighted), List.of(Tensors.onesLike(output)), List.of(wrt))) {
          GradientCheck.Report report = GradientCheck.of(slope, wrt).on(BACKEND).run(feed);
          assertTrue(report.passed(), () -> trial + ": " + report);
        }
      }
    }
  }

  private static final Tensor X = Tensors.placeholder("x", DType.FLOAT64, 3, 3);

  private static double[] gradient(Tensor scalar, double[][] at) {
    return Gradients.gradient(scalar, X)
        .evaluate(Feed.feed(X, NDArray.ofArray(at)), BACKEND)
        .toDoubles();
  }

  /** The sum of the squares of a matrix made of eigenvectors is that of the eigenvalues. */
  @Test
  void whatDoesNotDependOnTheBasisHasAGradientAtEqualEigenvalues() {
    LinearAlgebra.EighResult eigen = LinearAlgebra.eigh(X);
    Tensor scaled = multiply(eigen.vectors(), Shapes.expandDims(eigen.values(), -2));
    Tensor rebuilt = matmul(scaled, matrixTranspose(eigen.vectors()));
    double[][] at = {{2, 0, 0}, {0, 2, 0}, {0, 0, 5}};
    // d sum(A * A) = 2 A: a few roundings of numbers up to 10.
    assertArrayEquals(
        new double[] {4, 0, 0, 0, 4, 0, 0, 0, 10},
        gradient(Reductions.sum(multiply(rebuilt, rebuilt)), at),
        1e-13);
  }

  @Test
  void whatDoesNotDependOnTheBasisHasAGradientAtEqualSingularValues() {
    LinearAlgebra.SvdResult svd = LinearAlgebra.svd(X);
    Tensor rebuilt = matmul(multiply(svd.u(), Shapes.expandDims(svd.s(), -2)), svd.vt());
    double[][] at = {{0, -2, 0}, {2, 0, 0}, {0, 0, 5}};
    // As above.
    assertArrayEquals(
        new double[] {0, -4, 0, 4, 0, 0, 0, 0, 10},
        gradient(Reductions.sum(multiply(rebuilt, rebuilt)), at),
        1e-13);
  }

  @Test
  void theDeterminantOfASingularMatrixHasAGradient() {
    double[][] rankTwo = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    double[][] rankOne = {{1, 2, 3}, {2, 4, 6}, {3, 6, 9}};
    // The cofactors, which are small integers; roundings of numbers up to 17^2.
    assertArrayEquals(
        new double[] {-3, 6, -3, 6, -12, 6, -3, 6, -3},
        gradient(LinearAlgebra.det(X), rankTwo),
        1e-13);
    assertArrayEquals(new double[9], gradient(LinearAlgebra.det(X), rankOne), 1e-13);
  }

  @Test
  void vectorsThatAreAnyThatFitHaveNoGradient() {
    Tensor tall = Tensors.placeholder("x", DType.FLOAT64, 3, 2);
    Tensor u = Reductions.sum(LinearAlgebra.svd(tall, true).u());
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Gradients.gradient(u, tall));
    assertTrue(thrown.getMessage().contains("the full U and V of svd have no gradient"));
  }

  @Test
  void aGradientThroughASingularMatrixIsRefused() {
    Tensor log = LinearAlgebra.slogdet(X).logAbs();
    Tensor slope = Gradients.gradient(log, X);
    NDArray zeros = NDArray.zeros(DType.FLOAT64, 3, 3);
    RuntimeException thrown =
        assertThrows(RuntimeException.class, () -> slope.evaluate(Feed.feed(X, zeros), BACKEND));
    assertTrue(thrown.getMessage().contains("singular"), thrown::getMessage);
    assertArrayEquals(
        new double[] {Double.NEGATIVE_INFINITY},
        log.evaluate(Feed.feed(X, zeros), BACKEND).toDoubles());
  }
}
