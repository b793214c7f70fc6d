package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that look at whole rows, with the same demands as {@link StableRulesTest}. */
final class SoftmaxRulesTest {
  private static final int LENGTH = 5;

  /** Comes no nearer than a rounding or two, and earns its place by saving work. */
  private static final String CHEAPER = "exp(logSoftmax(x)) -> softmax(x)";

  static Set<String> covered() {
    return Set.of(
        "log(softmax(x)) -> logSoftmax(x)",
        "log(transpose(softmax(x))) -> transpose(logSoftmax(x))",
        CHEAPER,
        "log(sum(exp(x))) -> logSumExp(x)",
        "exp(x)/sum(exp(x)) -> softmax(x)",
        "x-logSumExp(x) -> logSoftmax(x)");
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  private static List<double[][]> finite(DType dtype) {
    double most = dtype == DType.FLOAT32 ? 1e30 : 1e300;
    Random random = new Random(17);
    List<double[][]> matrices = new ArrayList<>();
    for (double scale : List.of(1e-9, 1.0, 30.0, 300.0, 1_000.0, 1e6, most)) {
      for (double shift : List.of(0.0, 800.0, -100.0)) {
        double[][] matrix = new double[LENGTH][LENGTH];
        for (double[] row : matrix) {
          for (int j = 0; j < LENGTH; j++) {
            double x = shift + scale * random.nextGaussian();
            row[j] = dtype == DType.FLOAT32 ? (float) x : x;
          }
        }
        matrices.add(matrix);
      }
    }
    return matrices;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    int nearer = 0;
    for (RuleExample example : RuleRunner.examples(rule)) {
      for (double[][] matrix : finite(example.left().dtype())) {
        List<double[]> sides = evaluate(example, matrix);
        List<BigDecimal> truth = RowOracle.of(example.right(), matrix);
        for (int i = 0; i < truth.size(); i++) {
          double left = error(sides.get(0)[i], truth.get(i));
          double right = error(sides.get(1)[i], truth.get(i));
          double tolerance = tolerance(example.left().dtype(), truth.get(i));
          String what = Expressions.text(example.left()) + ": " + left + ", " + right;
          assertTrue(right <= Math.max(left, tolerance), what);
          nearer += left > 2 * tolerance && right <= tolerance ? 1 : 0;
        }
      }
    }
    assertTrue(
        nearer > 0 || rule.name().equals(CHEAPER),
        rule.name() + ": nowhere is the right side nearer: what is the rule good for?");
  }

  /**
   * A sum of all 25 powers, each good to one unit, loses at most one more for each; in a logarithm
   * this is an absolute error. What becomes of a probability is measured against 1, their sum: far
   * below the largest, the difference in the exponent is rounded.
   */
  private static double tolerance(DType dtype, BigDecimal truth) {
    double unit = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    return (2 * LENGTH * LENGTH + 4) * unit * Math.max(1, truth.abs().doubleValue());
  }

  private static double error(double found, BigDecimal truth) {
    return Double.isFinite(found)
        ? new BigDecimal(found).subtract(truth).abs().doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  /** For infinities the left side's value, unless the left side is NaN somewhere in the row. */
  @ParameterizedTest
  @MethodSource("rules")
  void infinitiesAndNanComeOutAsBefore(Rule rule) {
    double inf = Double.POSITIVE_INFINITY;
    double[] row = {-inf, 1, 2, -inf, 0};
    List<double[]> specials = List.of(
        new double[] {-inf, -inf, -inf, -inf, -inf},
        new double[] {inf, 1, 2, 3, 4},
        new double[] {inf, -inf, 2, 3, 4},
        new double[] {Double.NaN, 1, -inf, 3, 4});
    for (RuleExample example : RuleRunner.examples(rule)) {
      for (double[] special : specials) {
        // The same along both axes, so that every group of either axis holds what is special.
        double[][] matrix = new double[LENGTH][LENGTH];
        for (int i = 0; i < LENGTH; i++) {
          for (int j = 0; j < LENGTH; j++) {
            matrix[i][j] = special[(i + j) % LENGTH];
          }
        }
        assertAlike(example, evaluate(example, matrix));
      }
      assertAlike(example, evaluate(example, new double[][] {row, row, row, row, row}));
    }
  }

  private static void assertAlike(RuleExample example, List<double[]> sides) {
    boolean spoiled = false;
    for (double left : sides.get(0)) {
      spoiled |= Double.isNaN(left);
    }
    for (int i = 0; i < sides.get(0).length; i++) {
      double left = sides.get(0)[i];
      double right = sides.get(1)[i];
      // The tolerance is that of the other test, for results up to 10.
      boolean near = left == right || Math.abs(left - right) < 1e-5;
      boolean alike = Double.isNaN(left) ? Double.isNaN(right) : near;
      String what = Expressions.text(example.left()) + ": " + left + ", " + right;
      assertTrue(alike || (spoiled && Double.isNaN(right)), what);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thereAreExamplesForBothAxes(Rule rule) {
    assertFalse(RuleRunner.examples(rule).size() < 4);
  }

  /** The elements of both sides. */
  private static List<double[]> evaluate(RuleExample example, double[][] matrix) {
    NDArray x = NDArray.ofArray(matrix).cast(example.left().dtype());
    Feed feed = Feed.feed(example.inputs().get(0), x);
    return RuleRunner.evaluate(List.of(example.left(), example.right()), feed).stream()
        .map(value -> value.cast(DType.FLOAT64).toDoubles())
        .toList();
  }
}
