package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Linear;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.ops.Tensors;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.testing.cases.ExactMatrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of linear algebra, with the same demands as {@link StableRulesTest}. */
final class LinearAlgebraRulesTest {
  private static final int SIZE = 4;
  private static final String SOLVE = "inverse(a)·b -> solve(a, b)";
  private static final String SOLVE_RIGHT =
      "b·inverse(a) -> transpose(solve(transpose(a), transpose(b)))";
  private static final String MAGNITUDE = "log(abs(det(a))) -> logDet(a) of the magnitude";
  private static final String LOGARITHM = "log(det(a)) -> logDet(a)";
  private static final String LOWER = "solve(cholesky(a), b) -> triangularSolve(cholesky(a), b)";
  private static final String UPPER =
      "solve(upper cholesky(a), b) -> triangularSolve(upper cholesky(a), b)";

  /** Come no nearer than some roundings, and earn their place by saving a decomposition. */
  private static final Set<String> CHEAPER = Set.of(LOWER, UPPER);

  static Set<String> covered() {
    return Set.of(SOLVE, SOLVE_RIGHT, MAGNITUDE, LOGARITHM, LOWER, UPPER);
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  /** Positive definite matrices, so that all rules take them; some badly conditioned, some huge. */
  private static List<double[][]> matrices(DType dtype) {
    double most = dtype == DType.FLOAT32 ? 1e15 : 1e120;
    SplittableRandom random = new SplittableRandom(3);
    List<double[][]> matrices = new ArrayList<>();
    for (double scale : new double[] {1, 1e-3, most, 1 / most}) {
      for (double step : new double[] {1, 0.03}) {
        double[][] matrix = new double[SIZE][SIZE];
        for (int row = 0; row < SIZE; row++) {
          for (int column = 0; column <= row; column++) {
            double value = 1.0 / (row + column + 1) + step * random.nextDouble(0, 0.01);
            double stored = scale * (row == column ? value + 0.01 * step : value);
            matrix[row][column] = dtype == DType.FLOAT32 ? (float) stored : stored;
            matrix[column][row] = matrix[row][column];
          }
        }
        matrices.add(matrix);
      }
    }
    return matrices;
  }

  /** A R A for a random R: the solution from either side is R A or A R, and not large. */
  private static double[][] sides(double[][] a, DType dtype, SplittableRandom random) {
    double[][] middle = new double[SIZE][SIZE];
    for (double[] row : middle) {
      Arrays.setAll(row, column -> random.nextDouble(-1, 1));
    }
    ExactMatrix matrix = ExactMatrix.of(a, SIZE);
    ExactMatrix product = matrix.times(ExactMatrix.of(middle, SIZE)).times(matrix);
    double[][] sides = new double[SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        double value = product.at(row, column).doubleValue();
        sides[row][column] = dtype == DType.FLOAT32 ? (float) value : value;
      }
    }
    return sides;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    SplittableRandom random = new SplittableRandom(5);
    int nearer = 0;
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertEquals(2, examples.size(), "one for each floating dtype");
    for (RuleExample example : examples) {
      DType dtype = example.left().dtype();
      for (double[][] matrix : matrices(dtype)) {
        double[][] sides = sides(matrix, dtype, random);
        Feed feed = Feed.empty();
        for (Tensor input : example.inputs()) {
          feed = feed.and(
              input, NDArray.ofArray(input.name().equals("a") ? matrix : sides).cast(dtype));
        }
        List<NDArray> values = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
        ExactMatrix truth = truth(rule, matrix, sides, dtype);
        double tolerance = tolerance(truth, matrix, dtype);
        double left = distance(values.get(0), truth);
        double right = distance(values.get(1), truth);
        String what = rule.name() + " " + dtype + ": " + left + ", " + right + ", " + tolerance;
        assertTrue(right <= Math.max(left, tolerance), what);
        nearer += left > 2 * tolerance && right <= tolerance ? 1 : 0;
      }
    }
    assertTrue(
        nearer > 0 || CHEAPER.contains(rule.name()),
        rule.name() + ": nowhere is the right side nearer: what is the rule good for?");
  }

  private static ExactMatrix truth(Rule rule, double[][] a, double[][] b, DType dtype) {
    ExactMatrix matrix = ExactMatrix.of(a, SIZE);
    ExactMatrix sides = ExactMatrix.of(b, SIZE);
    return switch (rule.name()) {
      case SOLVE -> matrix.solve(sides);
      case SOLVE_RIGHT -> matrix.transposed().solve(sides.transposed()).transposed();
      case LOWER -> factor(a, dtype).solve(sides);
      case UPPER -> factor(a, dtype).transposed().solve(sides);
      default -> {
        BigDecimal log = BigDecimalMath.log(matrix.determinant().abs(), new MathContext(40));
        yield new ExactMatrix(List.of(List.of(log)), 1);
      }
    };
  }

  /** The factor as it is computed: what the rules are about is what comes after. */
  private static ExactMatrix factor(double[][] a, DType dtype) {
    Tensor value = Tensors.constant(NDArray.ofArray(a).cast(dtype));
    NDArray factor = RuleRunner.evaluate(List.of(LinearAlgebra.cholesky(value)), Feed.empty())
        .get(0);
    return ExactMatrix.of((double[][]) factor.cast(DType.FLOAT64).toArray(), SIZE);
  }

  /** What LU decompositions allow, and one rounding to the dtype. */
  private static double tolerance(ExactMatrix truth, double[][] a, DType dtype) {
    ExactMatrix matrix = ExactMatrix.of(a, SIZE);
    double condition = matrix.norm() * matrix.inverse().norm();
    double largest = Math.max(largest(truth), 1e-300);
    double rounding = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    return largest * (32 * SIZE * 0x1p-52 * condition + rounding);
  }

  private static double largest(ExactMatrix matrix) {
    return matrix.rows().stream()
        .flatMap(List::stream)
        .mapToDouble(value -> Math.abs(value.doubleValue()))
        .max()
        .orElseThrow();
  }

  private static double distance(NDArray found, ExactMatrix truth) {
    double[] values = found.cast(DType.FLOAT64).toDoubles();
    double distance = 0;
    for (int i = 0; i < values.length; i++) {
      BigDecimal exact = truth.at(i / truth.columns(), i % truth.columns());
      distance = Double.isFinite(values[i])
          ? Math.max(distance, new BigDecimal(values[i]).subtract(exact).abs().doubleValue())
          : Double.POSITIVE_INFINITY;
    }
    return distance;
  }

  private static String stable(BinaryOperator<Tensor> function, long[] a, long[] b) {
    Tensor left = Tensors.placeholder("a", DType.FLOAT64, a);
    Tensor right = Tensors.placeholder("b", DType.FLOAT64, b);
    return Expressions.text(RuleRunner.rewrite(function.apply(left, right), StableRules.set()));
  }

  @Test
  void aBatchIsSolvedWhereItNeedsNoBroadcasting() {
    BinaryOperator<Tensor> product = (a, b) -> Linear.matmul(LinearAlgebra.inverse(a), b);
    assertEquals("Solve(a, b)", stable(product, new long[] {3, 3}, new long[] {5, 3, 2}));
    assertEquals("Solve(a, b)", stable(product, new long[] {5, 3, 3}, new long[] {5, 3, 2}));
    String broadcast = stable(product, new long[] {5, 3, 3}, new long[] {3, 2});
    assertTrue(broadcast.contains("Inverse(a)"), broadcast);
  }
}
