package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of linear algebra, with the same demands as {@link StableRulesTest}. */
final class LinearAlgebraRulesTest {
  private static final int SIZE = 4;

  /** Come no nearer than some roundings, and earn their place by saving a decomposition. */
  private static boolean isMerelyCheaper(Rule rule) {
    boolean ofStructure =
        TriangleRules.all().stream().anyMatch(other -> other.name().equals(rule.name()));
    return ofStructure && !rule.name().startsWith("log(") || rule.name().contains("identity");
  }

  static Set<String> covered() {
    return rules().stream().map(Rule::name).collect(Collectors.toSet());
  }

  private static List<Rule> rules() {
    Set<String> slopes = DeterminantSlopeRulesTest.covered();
    return LinearAlgebraRules.all().stream()
        .filter(rule -> !slopes.contains(rule.name()))
        .toList();
  }

  /** Positive definite matrices, so that all rules take them; some badly conditioned, some huge. */
  private static List<double[][]> matrices(DType dtype) {
    double most = dtype == DType.FLOAT32 ? 1e15 : 1e120;
    SplittableRandom random = new SplittableRandom(3);
    List<double[][]> matrices = new ArrayList<>();
    for (double scale : new double[] {1, most, 1 / most}) {
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
    for (RuleExample example : examples) {
      DType dtype = example.left().dtype();
      for (double[][] matrix : matrices(dtype)) {
        Map<Tensor, NDArray> inputs = inputs(example, matrix, sides(matrix, dtype, random));
        Feed feed = Feed.empty();
        for (Map.Entry<Tensor, NDArray> input : inputs.entrySet()) {
          feed = feed.and(input.getKey(), input.getValue());
        }
        List<NDArray> values = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
        ExactEvaluation exact = new ExactEvaluation(inputs, SIZE);
        ExactMatrix truth = exact.value(example.left());
        double tolerance = tolerance(truth, exact.condition(), dtype);
        double left = distance(values.get(0), truth);
        double right = distance(values.get(1), truth);
        String what = Expressions.text(example.left()) + " " + dtype + ": " + left + ", " + right
            + ", " + tolerance;
        assertTrue(right <= Math.max(left, tolerance), what);
        nearer += left > 2 * tolerance && right <= tolerance ? 1 : 0;
      }
    }
    assertEquals(
        !isMerelyCheaper(rule),
        nearer > 0,
        () -> rule.name() + ": if the right side is nowhere nearer, what is the rule good for?");
  }

  private static Map<Tensor, NDArray> inputs(
      RuleExample example, double[][] matrix, double[][] sides) {
    Map<Tensor, NDArray> inputs = new LinkedHashMap<>();
    for (Tensor input : example.inputs()) {
      NDArray value = input.shape().rank() == 1
          ? NDArray.ofArray(
              IntStream.range(0, SIZE).mapToDouble(i -> matrix[i][i]).toArray())
          : NDArray.ofArray(input.name().equals("b") ? sides : matrix);
      inputs.put(input, value.cast(input.dtype()));
    }
    return inputs;
  }

  /** What LU decompositions allow, and a few roundings to the dtype. */
  private static double tolerance(ExactMatrix truth, double condition, DType dtype) {
    double largest = Math.max(largest(truth), 1e-300);
    if (largest == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double rounding = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    return largest * (32 * SIZE * 0x1p-52 * condition + 2 * rounding);
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
      double nearest = found.dtype() == DType.FLOAT32 ? exact.floatValue() : exact.doubleValue();
      double apart = Double.isFinite(values[i])
          ? new BigDecimal(values[i]).subtract(exact).abs().doubleValue()
          : Double.POSITIVE_INFINITY;
      // What overflows has an infinity for its nearest value.
      distance = Math.max(distance, values[i] == nearest ? 0 : apart);
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
