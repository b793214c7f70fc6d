package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.ir.PassListener;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.Rule;
import io.opwalk.testing.cases.ExactMatrix;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of log(det(a)) where determinant and cofactors overflow or vanish. */
final class DeterminantSlopeRulesTest {
  private static final double[][] MATRIX = {{4, 1, -2}, {1, 3, 0.5}, {-2, 0.5, 5}};

  private final Tensor a = Tensors.placeholder("a", DType.FLOAT64, 3, 3);

  static Set<String> covered() {
    return DeterminantSlopeRules.all().stream().map(Rule::name).collect(Collectors.toSet());
  }

  private static Tensor log(Tensor a) {
    return Exponents.log(LinearAlgebra.det(a));
  }

  private static Stream<Named<UnaryOperator<Tensor>>> functions() {
    return Stream.of(
        Named.of("log det", a -> log(a)),
        Named.of("log abs det", a -> Exponents.log(Arithmetic.abs(LinearAlgebra.det(a)))),
        Named.of("log det of a triangle", a -> log(Diagonals.tril(a))),
        Named.of("log det of a diagonal", a -> log(Diagonals.diag(Diagonals.diagonal(a)))));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isRightWhereTheNaiveOneIsNot(UnaryOperator<Tensor> function) {
    Tensor matrices = Tensors.placeholder("a", DType.FLOAT64, -1, 3, 3);
    Tensor loss = Arithmetic.multiply(-2, Reductions.sum(function.apply(matrices)));
    RewriteTrace trace = new RewriteTrace();
    Tensor stable = GradientRulesTest.gradient(loss, matrices, trace);
    assertEquals(
        1, covered().stream().mapToLong(trace::count).sum(), () -> "rules fired: " + trace);
    for (double scale : new double[] {1, 1e-3, 0x1p400, 0x1p-400}) {
      double[][] scaled = scaled(scale);
      Feed feed = Feed.feed(matrices, new double[][][] {scaled, MATRIX});
      NDArray found = RuleRunner.evaluate(List.of(stable), feed).get(0);
      double[][] expected = slope(function, scaled);
      for (int i = 0; i < 9; i++) {
        double exact = -2 * expected[i / 3][i % 3];
        // The condition number is below 10, and each element is a sum of three products.
        assertEquals(exact, found.toDoubles()[i], 1e-14 / scale, () -> "scale " + scale);
      }
    }
  }

  private static double[][] scaled(double scale) {
    double[][] scaled = new double[3][3];
    for (int i = 0; i < 9; i++) {
      scaled[i / 3][i % 3] = scale * MATRIX[i / 3][i % 3];
    }
    return scaled;
  }

  /** The transposed inverse of the part of the matrix whose determinant it is, on that part. */
  private static double[][] slope(UnaryOperator<Tensor> function, double[][] matrix) {
    Tensor constant = Tensors.constant(NDArray.ofArray(matrix));
    Tensor det = function.apply(constant).owner().inputs(0);
    while (!det.owner().op().name().equals("Determinant")) {
      det = det.owner().inputs(0);
    }
    Tensor part = det.owner().inputs(0);
    double[][] values =
        (double[][]) RuleRunner.evaluate(List.of(part), Feed.empty()).get(0).toArray();
    ExactMatrix inverse = ExactMatrix.of(values, 3).inverse().transposed();
    double[][] slope = new double[3][3];
    for (int i = 0; i < 9; i++) {
      boolean reached = values[i / 3][i % 3] != 0;
      slope[i / 3][i % 3] = reached ? inverse.at(i / 3, i % 3).doubleValue() : 0;
    }
    return slope;
  }

  @Test
  void theNaiveOneIsNotRight() {
    Tensor naive = Gradients.gradient(log(a), a);
    NDArray huge =
        RuleRunner.evaluate(List.of(naive), Feed.feed(a, scaled(0x1p400))).get(0);
    // The determinant is infinite, and what is divided by it vanishes.
    assertEquals(0, huge.toDoubles()[0]);
  }

  @Test
  void whatTheGradientDoesNotReachMayBeSingular() {
    Tensor matrices = Tensors.placeholder("a", DType.FLOAT64, 2, 3, 3);
    Tensor weights = Tensors.constant(NDArray.of(1.0, 0.0));
    Tensor loss =
        Reductions.sum(Arithmetic.multiply(weights, Arithmetic.maximum(log(matrices), -1000)));
    Tensor stable = GradientRulesTest.gradient(loss, matrices, PassListener.NONE);
    double[][] ones = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
    NDArray found = RuleRunner.evaluate(
            List.of(stable), Feed.feed(matrices, new double[][][] {MATRIX, ones}))
        .get(0);
    double[][] expected = slope(DeterminantSlopeRulesTest::log, MATRIX);
    for (int i = 0; i < 9; i++) {
      // As above.
      assertEquals(expected[i / 3][i % 3], found.toDoubles()[i], 1e-14);
      assertEquals(0, found.toDoubles()[9 + i], "no gradient reaches the singular matrix");
    }
  }

  @Test
  void aSingularMatrixHasAnInfiniteSlope() {
    Tensor stable = GradientRulesTest.gradient(log(a), a, PassListener.NONE);
    double[][] singular = {{1, 2, 3}, {2, 4, 7}, {0, 0, 0}};
    NDArray found = RuleRunner.evaluate(List.of(stable), Feed.feed(a, singular)).get(0);
    NDArray naive = RuleRunner.evaluate(
            List.of(Gradients.gradient(log(a), a)), Feed.feed(a, singular))
        .get(0);
    assertTrue(Double.isInfinite(found.toDoubles()[6]), found::toString);
    assertEquals(naive.toDoubles()[6], found.toDoubles()[6]);
  }
}
