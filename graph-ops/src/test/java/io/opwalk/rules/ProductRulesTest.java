package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for logarithms of products, with the same demands as {@link StableRulesTest}. */
final class ProductRulesTest {
  private static final int SIZE = 6;
  private static final String POSITIVE = "log(prod(f(x))) -> sum(log(f(x))), f never negative";
  private static final String ANY =
      "log(prod(x)) -> sum(log(abs(x))) where the product leaves its range";
  private static final String SLOPE = "slope of log(prod(x)) -> 1/x";

  static Set<String> covered() {
    return Set.of(POSITIVE, ANY, SLOPE);
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  /** Square matrices whose products stay in range, overflow, or underflow; of either sign. */
  private static List<double[][]> matrices(DType dtype) {
    Random random = new Random(23);
    double huge = dtype == DType.FLOAT32 ? 1e20 : 1e150;
    List<double[][]> matrices = new ArrayList<>();
    for (double scale : new double[] {1, 20, huge, 1 / huge}) {
      for (boolean signed : new boolean[] {false, true}) {
        double[][] matrix = new double[SIZE][SIZE];
        for (double[] row : matrix) {
          for (int j = 0; j < SIZE; j++) {
            double value = scale * (0.5 + random.nextDouble());
            value = signed && random.nextBoolean() ? -value : value;
            row[j] = dtype == DType.FLOAT32 ? (float) value : value;
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
      for (double[][] matrix : matrices(example.left().dtype())) {
        nearer += compare(example, matrix);
      }
    }
    assertTrue(nearer > 0, () -> rule.name() + ": nowhere is the right side nearer");
  }

  /** At how many places the right side is nearer. */
  private static int compare(RuleExample example, double[][] matrix) {
    DType dtype = example.left().dtype();
    Feed feed = Feed.empty();
    for (Tensor input : example.inputs()) {
      // The gradient that goes into a product with its axis kept is the same along that axis.
      double[][] value = input.name().equals("g") ? ones() : matrix;
      feed = feed.and(input, NDArray.ofArray(value).cast(dtype));
    }
    List<double[]> sides =
        RuleRunner.evaluate(List.of(example.left(), example.right()), feed).stream()
            .map(value -> value.cast(DType.FLOAT64).toDoubles())
            .toList();
    List<Term> truth = truth(example, matrix);
    assertEquals(truth.size(), sides.get(0).length);
    double unit = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    int nearer = 0;
    for (int i = 0; i < truth.size(); i++) {
      double left = sides.get(0)[i];
      double right = sides.get(1)[i];
      String what = Expressions.text(example.left()) + ": " + left + ", " + right;
      if (truth.get(i).value == null) {
        assertTrue(Double.isNaN(right), what);
      } else {
        // Each logarithm is good to a unit and a bit, and so is each of the sums on the way.
        double tolerance = 2 * (SIZE + 2) * unit * truth.get(i).magnitude;
        double error = error(right, truth.get(i).value);
        assertTrue(error <= Math.max(error(left, truth.get(i).value), tolerance), what);
        nearer += error(left, truth.get(i).value) > 2 * tolerance && error <= tolerance ? 1 : 0;
      }
    }
    return nearer;
  }

  private static double[][] ones() {
    double[][] ones = new double[SIZE][SIZE];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return ones;
  }

  /** A true value, null where there is none, and what it is a sum of in magnitude. */
  private record Term(BigDecimal value, double magnitude) {}

  private static List<Term> truth(RuleExample example, double[][] matrix) {
    if (example.rule().name().equals(SLOPE)) {
      List<Term> terms = new ArrayList<>();
      for (double[] row : matrix) {
        for (double x : row) {
          BigDecimal value = (BigDecimal) TrueValue.of(1 / x);
          terms.add(new Term(value, Math.abs(value.doubleValue())));
        }
      }
      return terms;
    }
    Reduce prod = (Reduce) example.left().owner().inputs(0).owner().op();
    Tensor inner = example.left().owner().inputs(0).owner().inputs(0);
    String f = example.rule().name().equals(ANY)
        ? "x"
        : ((Elementwise) inner.owner().op()).function().name();
    List<Term> terms = new ArrayList<>();
    for (int k = 0; k < (prod.axes().size() == 2 ? 1 : SIZE); k++) {
      List<Double> group = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          if ((prod.axes().contains(0) || i == k) && (prod.axes().contains(1) || j == k)) {
            group.add(matrix[i][j]);
          }
        }
      }
      terms.add(logOfProduct(f, group));
    }
    return terms;
  }

  private static Term logOfProduct(String f, List<Double> group) {
    BigDecimal sum = BigDecimal.ZERO;
    double magnitude = 1;
    boolean negative = false;
    for (double x : group) {
      BigDecimal term = (BigDecimal)
          switch (f) {
            case "exp" -> TrueValue.of(x);
            case "sigmoid" -> TrueValue.negative(TrueValue.softplus(TrueValue.of(-x)));
            case "erfc" -> TrueValue.logErfc(TrueValue.of(x));
            default -> TrueValue.log(TrueValue.of(Math.abs(x)));
          };
      negative ^= f.equals("x") && x < 0;
      sum = sum.add(term);
      magnitude += Math.abs(term.doubleValue());
    }
    return new Term(negative ? null : sum, magnitude);
  }

  private static double error(double found, BigDecimal truth) {
    return Double.isFinite(found)
        ? new BigDecimal(found).subtract(truth).abs().doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  @Test
  void zerosInfinitiesAndNanComeOutAsTheyHaveTo() {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 7, 3);
    double[][] rows = {
      {0, 2, 3}, {-0.0, -2, 3}, {inf, 2, 3}, {-inf, 2, 3}, {nan, 2, 3}, {-inf, -2, 3}, {0, inf, 3}
    };
    Tensor stable = RuleRunner.rewrite(Exponents.log(Reductions.prod(x, 1)), StableRules.set());
    double[] found =
        RuleRunner.evaluate(List.of(stable), Feed.feed(x, rows)).get(0).toDoubles();
    double[] expected = {-inf, -inf, inf, nan, nan, inf, nan};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i]);
    }
  }
}
