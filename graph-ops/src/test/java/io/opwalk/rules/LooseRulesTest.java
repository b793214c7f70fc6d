package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where everything that the left side of a loose rule computes is finite, both sides agree up to
 * rounding.
 */
final class LooseRulesTest {
  private static final int SIZE = 24;

  /** Exponents up to 20 in magnitude, so that a sum of two magnifies its rounding by 40 at most. */
  private static final double LARGEST = 20;

  /** 40 units from the exponent, and some roundings on either side. */
  private static final double UNITS = 64;

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>(LooseRules.set().rules());
    // MatrixIdentityRulesTest has these: what their parts multiply errors by is not bounded here.
    MatrixIdentityRules.all().forEach(matrix -> rules.removeIf(rule -> isNamed(rule, matrix)));
    return rules;
  }

  private static boolean isNamed(Rule rule, Rule other) {
    return rule.name().equals(other.name());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void bothSidesAgreeWhereAllIsFinite(Rule rule) {
    for (RuleExample example : RuleRunner.examples(rule)) {
      assertTrue(compare(example) > SIZE, () -> "too few points are finite for " + rule);
    }
  }

  /** Compares; tells at how many points. */
  private static int compare(RuleExample example) {
    Feed feed = Feed.empty();
    for (int i = 0; i < example.inputs().size(); i++) {
      Tensor input = example.inputs().get(i);
      feed = feed.and(input, matrix(input.dtype(), i));
    }
    List<Tensor> parts = parts(example.left());
    List<Tensor> all = new ArrayList<>(parts);
    all.addAll(parts(example.right()));
    List<double[]> values = RuleRunner.evaluate(all, feed).stream()
        .map(value -> value.cast(DType.FLOAT64).toDoubles())
        .toList();
    double[] left = values.get(parts.size() - 1);
    double[] right = values.get(values.size() - 1);
    double unit = example.left().dtype() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    int compared = 0;
    for (int i = 0; i < left.length; i++) {
      double scale = scale(values, i);
      if (Double.isFinite(scale)) {
        compared++;
        // Relative to the largest number on the way, since sums may cancel.
        double tolerance = UNITS * unit * scale;
        String what = Expressions.text(example.left()) + ": " + left[i] + ", " + right[i];
        assertEquals(left[i], right[i], tolerance, () -> what);
      }
    }
    return compared;
  }

  /** A tensor and all that it is computed from, the tensor last. */
  private static List<Tensor> parts(Tensor tensor) {
    List<Tensor> parts = new ArrayList<>();
    Walk.ancestors(tensor).forEach(apply -> parts.add(apply.output()));
    return parts;
  }

  /** The largest magnitude at a point among values of the size of the result; NaN is infinite. */
  private static double scale(List<double[]> values, int point) {
    int size = values.get(values.size() - 1).length;
    double scale = 1;
    for (double[] value : values) {
      if (value.length == size) {
        scale = Math.max(scale, Math.abs(value[point]));
      }
    }
    return Double.isNaN(scale) ? Double.POSITIVE_INFINITY : scale;
  }

  private static NDArray matrix(DType dtype, int input) {
    Random random = new Random(17 + input);
    double[] values = new double[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      double value = switch (random.nextInt(8)) {
        case 0 -> 0;
        case 1 -> -0.0;
        case 2 -> random.nextInt(7) - 3;
        default -> LARGEST * (2 * random.nextDouble() - 1);
      };
      // An integer that is divided by must not be 0.
      values[i] = dtype.isInteger() && (long) value == 0 ? 1 : value;
    }
    return NDArray.ofArray(values).cast(dtype).reshape(SIZE, SIZE);
  }

  @Test
  void aRuleThatIsWrongIsFound() {
    Pattern x = Patterns.any("x");
    Pattern a = Patterns.any("a");
    List<Rule> wrong = List.of(
        Patterns.assumesFinite("x+1 -> x", Patterns.fn(ADD, x, Patterns.lit(1)), x),
        Patterns.assumesFinite(
            "(a*x)/a -> a", Patterns.fn(DIVIDE, Patterns.fn(MULTIPLY, a, x), a), a));
    for (Rule rule : wrong) {
      assertThrows(AssertionError.class, () -> bothSidesAgreeWhereAllIsFinite(rule), rule.name());
    }
  }
}
