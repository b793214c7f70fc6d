package io.opwalk.rules;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Exponents.log1p;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.ir.PassListener;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of losses as users write them, at logits where their pieces underflow. */
final class GradientRulesTest {
  private static final String SLOPE_OF_LOG_SOFTMAX =
      "slope of log(softmax(x)) -> that of logSoftmax(x)";

  private static final String SLOPE_OF_LOG_SUM_EXP = "slope of log(sum(exp(x))) -> softmax(x)";

  private static final double[] LOGITS = {
    0, 1, -1, 20, -20, 37, -37, 709, -709, 740, -740, 800, -800
  };

  private final Tensor z = placeholder("z", FLOAT64, UNKNOWN, 3);
  private final Tensor y = placeholder("y", FLOAT64, UNKNOWN, 3);

  /** What is compared with true values here, and not in {@link StableRulesTest}. */
  static Set<String> covered() {
    return Set.of(
        SLOPE_OF_LOG_SOFTMAX,
        SLOPE_OF_LOG_SUM_EXP,
        "slope of binary cross entropy, by sigmoid(x)",
        "slope of binary cross entropy, by sigmoid(-x)");
  }

  static Tensor gradient(Tensor loss, Tensor wrt, PassListener listener) {
    return RuleRunner.rewrite(
            List.of(Gradients.gradient(loss, wrt)),
            listener,
            CanonicalRules.set(),
            StableRules.set(),
            CanonicalRules.set(),
            SpecialRules.set())
        .get(0);
  }

  private static double logistic(double x) {
    return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
  }

  private static Stream<Arguments> elementwise() {
    DoubleUnaryOperator minusFalling = x -> -logistic(x);
    DoubleUnaryOperator falling = x -> logistic(-x);
    DoubleUnaryOperator rising = GradientRulesTest::logistic;
    DoubleUnaryOperator minusRising = x -> -logistic(-x);
    return Stream.of(
        of("log(sigmoid(x))", x -> log(sigmoid(x)), falling),
        of("log(sigmoid(-x))", x -> log(sigmoid(negative(x))), minusFalling),
        of("log(1-sigmoid(x))", x -> log(subtract(1, sigmoid(x))), minusFalling),
        of("log1p(-sigmoid(x))", x -> log1p(negative(sigmoid(x))), minusFalling),
        of("log(1+exp(x))", x -> log(add(1, exp(x))), rising),
        of("log1p(exp(x))", x -> log1p(exp(x)), rising),
        of("log(1+exp(-x))", x -> log(add(1, exp(negative(x)))), minusRising),
        of("-log(sigmoid(x))", x -> negative(log(sigmoid(x))), minusRising));
  }

  private static Arguments of(
      String name, UnaryOperator<Tensor> function, DoubleUnaryOperator slope) {
    return arguments(Named.of(name, function), slope);
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void slopesAreRightEverywhere(UnaryOperator<Tensor> function, DoubleUnaryOperator slope) {
    Tensor x = placeholder("x", FLOAT64, UNKNOWN);
    Tensor value = function.apply(x);
    // The mean gives a gradient of 1/n, the others constants that rules see through.
    for (Tensor loss : List.of(mean(value), sum(value), multiply(2, sum(value)))) {
      NDArray found = RuleRunner.evaluate(
              List.of(gradient(loss, x, PassListener.NONE)), Feed.feed(x, LOGITS))
          .get(0);
      double scale = loss.owner().op().name().equals("Mean")
          ? 1.0 / LOGITS.length
          : loss.owner().op().name().equals("Reduce") ? 1 : 2;
      for (int i = 0; i < LOGITS.length; i++) {
        double expected = scale * slope.applyAsDouble(LOGITS[i]);
        // A handful of roundings on either side, each of half a unit; a subnormal's is absolute.
        double tolerance = 1e-15 * Math.abs(expected) + 4 * Double.MIN_VALUE;
        int at = i;
        assertEquals(
            expected, found.getDouble(i), tolerance, () -> loss.owner() + " at " + LOGITS[at]);
      }
    }
  }

  @Test
  void crossEntropyOfSoftmaxWrittenByHandHasAGradientAtAnyLogits() {
    // Theano issue 3162.
    Tensor loss = negative(sum(multiply(y, log(softmax(z)))));
    RewriteTrace trace = new RewriteTrace();
    Tensor stable = gradient(loss, z, trace);
    assertEquals(1, trace.count(SLOPE_OF_LOG_SOFTMAX), trace::toString);
    double[][] logits = {{1000, 0, -1000}, {0, 0, 0}, {-1e6, 1e6, 0}};
    double[][] labels = {{0, 1, 0}, {0.25, 0.25, 0.5}, {1, 0, 0}};
    Feed feed = Feed.feed(z, logits).and(y, labels);
    NDArray naive =
        RuleRunner.evaluate(List.of(Gradients.gradient(loss, z)), feed).get(0);
    assertTrue(Double.isNaN(naive.getDouble(0, 0)), naive::toString);
    NDArray found = RuleRunner.evaluate(List.of(stable), feed).get(0);
    double third = 1.0 / 3;
    // softmax(z) - y, where every softmax here is 0, 1 or a third.
    double[][] expected = {{1, -1, 0}, {third - 0.25, third - 0.25, third - 0.5}, {-1, 1, 0}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        // Two roundings of numbers below 1.
        assertEquals(expected[i][j], found.getDouble(i, j), 2e-16, found::toString);
      }
    }
  }

  @Test
  void logSumExpWrittenByHandHasAGradientAtAnyLogits() {
    double[][] logits = {{1000, 0, -1000}, {-2000, -2000, -2000}, {-1e6, 1e6, 0}};
    double third = 1.0 / 3;
    double[][] expected = {{1, 0, 0}, {third, third, third}, {0, 1, 0}};
    for (boolean keepDims : List.of(true, false)) {
      for (int factor : List.of(1, 2)) {
        Tensor value = log(sum(exp(z), List.of(1), keepDims));
        Tensor loss = factor == 1 ? sum(value) : multiply(factor, sum(value));
        RewriteTrace trace = new RewriteTrace();
        Tensor stable = gradient(loss, z, trace);
        assertEquals(1, trace.count(SLOPE_OF_LOG_SUM_EXP), trace::toString);
        NDArray found =
            RuleRunner.evaluate(List.of(stable), Feed.feed(z, logits)).get(0);
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            // One rounding of a number below 1, doubled with it.
            assertEquals(factor * expected[i][j], found.getDouble(i, j), 2e-16, found::toString);
          }
        }
      }
    }
  }

  private static Stream<Rule> ofBinaryCrossEntropy() {
    return Rules.all().stream()
        .filter(rule -> rule.name().startsWith("slope of binary cross entropy"));
  }

  @ParameterizedTest
  @MethodSource("ofBinaryCrossEntropy")
  void slopesOfBinaryCrossEntropyAreAsNearOrNearer(Rule rule) {
    RuleExample example = RuleRunner.examples(rule).get(0);
    double sign = rule.name().endsWith("(-x)") ? -1 : 1;
    double[] gradients = {0, 1, -1, 0.5, -3e-5, 1e10};
    for (double g : gradients) {
      for (double h : gradients) {
        for (double x : LOGITS) {
          Map<String, Double> values = Map.of("g", g, "h", h, "x", x);
          Feed feed = Feed.empty();
          for (Tensor input : example.inputs()) {
            feed = feed.and(input, new double[][] {{values.get(input.name())}});
          }
          List<NDArray> sides = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
          BigDecimal first = product(g, -sign * x);
          BigDecimal second = product(h, sign * x);
          // Three roundings of each product, and they may cancel.
          double tolerance = 4 * Math.ulp(first.abs().max(second.abs()).doubleValue());
          double right = error(sides.get(1).doubleValue(), first.subtract(second));
          double left = error(sides.get(0).doubleValue(), first.subtract(second));
          assertTrue(right <= Math.max(left, tolerance), () -> values + ": " + sides);
        }
      }
    }
  }

  private static BigDecimal product(double factor, double x) {
    return (BigDecimal) TrueValue.times(TrueValue.of(factor), TrueValue.sigmoid(TrueValue.of(x)));
  }

  private static double error(double found, BigDecimal truth) {
    return Double.isFinite(found)
        ? new BigDecimal(found).subtract(truth).abs().doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  @Test
  void binaryCrossEntropyWrittenByHandHasAGradientAtAnyLogits() {
    Tensor p = sigmoid(z);
    Tensor terms = add(multiply(y, log(p)), multiply(subtract(1, y), log(subtract(1, p))));
    Tensor stable = gradient(negative(mean(terms)), z, PassListener.NONE);
    double[][] logits = {{1000, 0, -1000}, {1000, 0, -1000}};
    double[][] labels = {{0, 0.5, 1}, {1, 0.25, 0}};
    NDArray found = RuleRunner.evaluate(List.of(stable), Feed.feed(z, logits).and(y, labels))
        .get(0);
    double[][] expected = {{1, 0, -1}, {0, 0.25, 0}};
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        // The mean divides by 6; a few roundings of numbers below 1/6.
        assertEquals(expected[i][j] / 6, found.getDouble(i, j), 1e-16, found::toString);
      }
    }
  }

  @Test
  void nanStaysNan() {
    Tensor loss = negative(sum(multiply(y, log(softmax(z)))));
    Tensor stable = gradient(loss, z, PassListener.NONE);
    Feed feed = Feed.feed(z, new double[][] {{Double.NaN, 1, 2}, {1, 2, 3}}).and(y, new double[][] {
      {0, 1, 0}, {0, 1, 0}
    });
    NDArray found = RuleRunner.evaluate(List.of(stable), feed).get(0);
    for (int j = 0; j < 3; j++) {
      assertTrue(Double.isNaN(found.getDouble(0, j)), found::toString);
      assertFalse(Double.isNaN(found.getDouble(1, j)), found::toString);
    }
  }

  @Test
  void aSlopeAlongAnotherAxisIsLeftAlone() {
    // Only where the sum runs along the axis of the softmax is it the softmax's own gradient.
    Tensor p = softmax(z, 1);
    Tensor slope = where(equal(y, 0), 0, divide(y, p));
    Tensor other = multiply(p, subtract(slope, sum(multiply(slope, p), List.of(0), true)));
    RewriteTrace trace = new RewriteTrace();
    RuleRunner.rewrite(List.of(other), trace, StableRules.set());
    assertEquals(0, trace.count(SLOPE_OF_LOG_SOFTMAX));
  }
}
