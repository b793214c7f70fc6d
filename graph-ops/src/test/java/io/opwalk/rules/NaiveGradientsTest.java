package io.opwalk.rules;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.reciprocal;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.ir.PassListener;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of losses over probabilities that are written by hand, at logits of any size. */
final class NaiveGradientsTest {
  private static final String SOFTMAX = "slope of exp(x)/sum(exp(x)) -> that of softmax(x)";
  private static final String TWO = ", by two exponentials";
  private static final String OF_ONE = ", of gradient 1";
  private static final String OF_OPPOSITE = ", of gradient -u";
  private static final int LENGTH = 4;

  private static final double[][] LOGITS = {
    {1000, 0, -1000, 0}, {-1000, -1000.5, -1001, -1000}, {1e6, -1e6, 1e6, 3}, {0.5, -1.25, 2, -3}
  };

  private static final double[][] LABELS = {
    {0, 1, 0, 0}, {0.25, 0.25, 0.5, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}
  };

  /** Logits at which a share neither underflows nor is 1, and others. */
  private static final double[] LINE = {0, 1, -1, 20, -20, 37, -37, 709, -709, 740, 1000, -1000};

  private final Tensor z = placeholder("z", FLOAT64, UNKNOWN, LENGTH);
  private final Tensor y = placeholder("y", FLOAT64, UNKNOWN, LENGTH);

  static Set<String> covered() {
    return Set.of(
        SOFTMAX,
        SOFTMAX + OF_ONE,
        SOFTMAX + OF_OPPOSITE,
        SOFTMAX + TWO,
        SOFTMAX + TWO + OF_ONE,
        SOFTMAX + TWO + OF_OPPOSITE);
  }

  /** As it is written with one exponential, or with two. */
  private static Tensor naiveSoftmax(Tensor x, boolean two) {
    Tensor powers = exp(x);
    return divide(powers, sum(two ? exp(x) : powers, List.of(1), true));
  }

  /** To many digits, and then rounded. */
  private static double[] softmax(double[] row) {
    BigDecimal largest = new BigDecimal(Arrays.stream(row).max().orElseThrow());
    List<BigDecimal> powers = Arrays.stream(row)
        .mapToObj(x -> (BigDecimal) TrueValue.exp(new BigDecimal(x).subtract(largest)))
        .toList();
    BigDecimal total = powers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return powers.stream()
        .mapToDouble(power -> power.divide(total, MathContext.DECIMAL128).doubleValue())
        .toArray();
  }

  private static NDArray value(Tensor tensor, Feed feed) {
    return RuleRunner.evaluate(List.of(tensor), feed).get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void crossEntropyOfNaiveSoftmaxHasAGradientAtAnyLogits(boolean two) {
    // Theano issue 3162, with the softmax written out too.
    Tensor loss = negative(sum(multiply(y, log(naiveSoftmax(z, two)))));
    RewriteTrace trace = new RewriteTrace();
    Tensor stable = GradientRulesTest.gradient(loss, z, trace);
    assertEquals(1, trace.count(two ? SOFTMAX + TWO : SOFTMAX), trace::toString);
    Feed feed = Feed.feed(z, LOGITS).and(y, LABELS);
    assertTrue(Double.isNaN(value(Gradients.gradient(loss, z), feed).getDouble(0, 0)));
    NDArray found = value(stable, feed);
    for (int i = 0; i < LOGITS.length; i++) {
      double[] p = softmax(LOGITS[i]);
      for (int j = 0; j < LENGTH; j++) {
        // softmax(z) - y: a handful of roundings of numbers up to 1.
        assertEquals(p[j] - LABELS[i][j], found.getDouble(i, j), 1e-15, found::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anyLossOfNaiveSoftmaxHasAGradientAtAnyLogits(boolean two) {
    Tensor p = naiveSoftmax(z, two);
    String how = two ? TWO : "";
    // The gradient comes as it is, with its sign outside, as 1, and as a number that is not.
    assertSoftmaxSlopes(sum(multiply(y, p)), how, 1, LABELS);
    assertSoftmaxSlopes(sum(multiply(y, negative(p))), how + OF_OPPOSITE, -1, LABELS);
    assertSoftmaxSlopes(multiply(3, sum(multiply(y, p))), how, 3, LABELS);
    assertSoftmaxSlopes(sum(p), how + OF_ONE, 1, ones());
  }

  private static double[][] ones() {
    double[][] ones = new double[LABELS.length][LENGTH];
    Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
    return ones;
  }

  private void assertSoftmaxSlopes(Tensor loss, String form, double factor, double[][] gradient) {
    RewriteTrace trace = new RewriteTrace();
    Tensor stable = GradientRulesTest.gradient(loss, z, trace);
    assertEquals(1, trace.count(SOFTMAX + form), trace::toString);
    Feed feed = Feed.feed(z, LOGITS);
    if (Graph.of(List.of(stable)).inputs().contains(y)) {
      feed = feed.and(y, LABELS);
    }
    NDArray found = value(stable, feed);
    for (int i = 0; i < LOGITS.length; i++) {
      double[] p = softmax(LOGITS[i]);
      double mean = 0;
      for (int j = 0; j < LENGTH; j++) {
        mean += p[j] * gradient[i][j];
      }
      for (int j = 0; j < LENGTH; j++) {
        // A handful of roundings of numbers up to 1, times the factor.
        double expected = factor * p[j] * (gradient[i][j] - mean);
        assertEquals(expected, found.getDouble(i, j), 3e-15, found::toString);
      }
    }
  }

  @Test
  void softmaxOverTheFirstAxisHasAGradientAtAnyLogits() {
    Tensor x = placeholder("x", FLOAT64, LENGTH, UNKNOWN);
    for (boolean keepDims : List.of(true, false)) {
      Tensor powers = exp(x);
      Tensor p = divide(powers, sum(powers, List.of(0), keepDims));
      Tensor stable = GradientRulesTest.gradient(negative(sum(log(p))), x, PassListener.NONE);
      double[][] column = {{1000}, {0}, {-1000}, {1000}};
      NDArray found = value(stable, Feed.feed(x, column));
      double[] shares = softmax(new double[] {1000, 0, -1000, 1000});
      for (int i = 0; i < LENGTH; i++) {
        // 4 softmax(x) - 1: two roundings of numbers up to 4.
        assertEquals(LENGTH * shares[i] - 1, found.getDouble(i, 0), 1e-15, found::toString);
      }
    }
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    int nearer = 0;
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertFalse(examples.isEmpty());
    for (RuleExample example : examples) {
      DType dtype = example.left().dtype();
      // A gradient that comes as its opposite.
      double sign = rule.name().endsWith(OF_OPPOSITE) ? -1 : 1;
      double[][] gradient = rule.name().endsWith(OF_ONE) ? ones() : LABELS;
      Feed feed = Feed.empty();
      for (Tensor input : example.inputs()) {
        feed = feed.and(
            input, NDArray.ofArray(input.name().equals("x") ? LOGITS : LABELS).cast(dtype));
      }
      List<NDArray> sides = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
      Tensor right = example.right();
      Tensor product = sign < 0 ? right.owner().inputs(0) : right;
      int axis = ((Softmax) product.owner().inputs(0).owner().op()).axis();
      double[][] truth = truth(axis, gradient);
      // A handful of roundings of numbers up to 1.
      double tolerance = 16 * (dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53);
      for (int i = 0; i < LENGTH; i++) {
        for (int j = 0; j < LENGTH; j++) {
          double left = Math.abs(at(sides.get(0), i, j) - sign * truth[i][j]);
          double found = Math.abs(at(sides.get(1), i, j) - sign * truth[i][j]);
          String what = Expressions.text(example.left()) + ": " + sides;
          assertTrue(found <= tolerance || found <= left, what);
          nearer += found <= tolerance && !(left <= 2 * tolerance) ? 1 : 0;
        }
      }
    }
    assertNotEquals(0, nearer, "nowhere is the right side nearer");
  }

  private static double at(NDArray array, int i, int j) {
    return array.cast(FLOAT64).getDouble(i, j);
  }

  private static double[][] truth(int axis, double[][] gradient) {
    double[][] truth = new double[LENGTH][LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      double[] logits = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        logits[i] = axis == 0 ? LOGITS[i][k] : LOGITS[k][i];
      }
      double[] p = softmax(logits);
      double mean = 0;
      for (int i = 0; i < LENGTH; i++) {
        mean += p[i] * (axis == 0 ? gradient[i][k] : gradient[k][i]);
      }
      for (int i = 0; i < LENGTH; i++) {
        double label = axis == 0 ? gradient[i][k] : gradient[k][i];
        truth[axis == 0 ? i : k][axis == 0 ? k : i] = p[i] * (label - mean);
      }
    }
    return truth;
  }

  private static double logistic(double x) {
    return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
  }

  private static Stream<Arguments> elementwise() {
    DoubleUnaryOperator hill = x -> logistic(x) * logistic(-x);
    DoubleUnaryOperator valley = x -> -logistic(x) * logistic(-x);
    DoubleUnaryOperator falling = x -> logistic(-x);
    DoubleUnaryOperator minusRising = x -> -logistic(x);
    return Stream.of(
        of("1/(1+exp(-x))", x -> divide(1, add(1, exp(negative(x)))), hill),
        of("1/(1+exp(x))", x -> divide(1, add(1, exp(x))), valley),
        of("reciprocal(1+exp(-x))", x -> reciprocal(add(1, exp(negative(x)))), hill),
        of("exp(x)/(1+exp(x)), one exponential", NaiveGradientsTest::naiveLogistic, hill),
        of("1-exp(x)/(1+exp(x)), one", x -> subtract(1, naiveLogistic(x)), valley),
        of("log(exp(x)/(1+exp(x))), one", x -> log(naiveLogistic(x)), falling),
        of("log(1-exp(x)/(1+exp(x))), one", x -> log(subtract(1, naiveLogistic(x))), minusRising),
        of("exp(x)/(1+exp(x))", x -> divide(exp(x), add(1, exp(x))), hill),
        of("1-1/(1+exp(-x))", x -> subtract(1, divide(1, add(1, exp(negative(x))))), valley),
        of("1-exp(x)/(1+exp(x))", x -> subtract(1, divide(exp(x), add(1, exp(x)))), valley),
        of("log(1/(1+exp(-x)))", x -> log(divide(1, add(1, exp(negative(x))))), falling),
        of("log(exp(x)/(1+exp(x)))", x -> log(divide(exp(x), add(1, exp(x)))), falling),
        of("log(1/(1+exp(x)))", x -> log(divide(1, add(1, exp(x)))), minusRising),
        of("log(exp(x)+exp(0*x))", x -> log(add(exp(x), exp(multiply(0, x)))), x -> logistic(x)),
        of(
            "log(exp(x)+exp(-x)+exp(0*x))",
            x -> log(add(add(exp(x), exp(negative(x))), exp(multiply(0, x)))),
            NaiveGradientsTest::ofThree),
        of("log(exp(x))", x -> log(exp(x)), x -> 1));
  }

  private static Tensor naiveLogistic(Tensor x) {
    Tensor power = exp(x);
    return divide(power, add(1, power));
  }

  /** (exp(x) - exp(-x)) / (exp(x) + exp(-x) + 1). */
  private static double ofThree(double x) {
    double far = StrictMath.exp(-2 * Math.abs(x));
    double middle = StrictMath.exp(-Math.abs(x));
    return Math.signum(x) * -StrictMath.expm1(-2 * Math.abs(x)) / (1 + far + middle);
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
    List<Tensor> losses = List.of(sum(value), mean(value), negative(sum(value)));
    double[] factors = {1, 1.0 / LINE.length, -1};
    for (int k = 0; k < factors.length; k++) {
      Tensor stable = GradientRulesTest.gradient(losses.get(k), x, PassListener.NONE);
      NDArray found = value(stable, Feed.feed(x, LINE));
      for (int i = 0; i < LINE.length; i++) {
        double expected = factors[k] * slope.applyAsDouble(LINE[i]);
        // A handful of roundings on either side, each of half a unit; a subnormal's is absolute.
        double tolerance = 2e-15 * Math.abs(expected) + 8 * Double.MIN_VALUE;
        String what = losses.get(k).owner() + " at " + LINE[i];
        assertEquals(expected, found.getDouble(i), tolerance, what);
      }
    }
  }
}
