package io.opwalk.rules;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Activations.logSigmoid;
import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.reciprocal;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.expm1;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Exponents.log1p;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.transpose;
import static io.opwalk.ops.Tensors.onesLike;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.Feed;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.RuleSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of expressions as users write them, under all rules together. */
final class RulePipelineTest {
  private static final int DEEP = 100_000;

  private static final Tensor X = placeholder("x", FLOAT64, UNKNOWN, 3);
  private static final Tensor Y = placeholder("y", FLOAT64, UNKNOWN, 3);

  private static String rewritten(Tensor tensor) {
    return Expressions.text(RuleRunner.rewrite(
        tensor, CanonicalRules.set(), StableRules.set(), CanonicalRules.set(), SpecialRules.set()));
  }

  private static Stream<Arguments> expressions() {
    Tensor sigmoid = sigmoid(X);
    return Stream.of(
        arguments(divide(1, add(1, exp(negative(X)))), "sigmoid(x)"),
        arguments(divide(1, add(exp(negative(X)), 1)), "sigmoid(x)"),
        arguments(divide(1, add(1, exp(multiply(X, -1)))), "sigmoid(x)"),
        arguments(divide(1, add(1, exp(subtract(0, X)))), "sigmoid(x)"),
        arguments(reciprocal(add(1, exp(negative(X)))), "sigmoid(x)"),
        arguments(divide(exp(X), add(1, exp(X))), "sigmoid(x)"),
        arguments(divide(exp(X), add(exp(X), 1)), "sigmoid(x)"),
        arguments(divide(1, add(1, exp(X))), "sigmoid(negative(x))"),
        arguments(divide(onesLike(X), add(onesLike(X), exp(negative(X)))), "sigmoid(x)"),
        arguments(subtract(1, sigmoid), "sigmoid(negative(x))"),
        arguments(divide(sigmoid, subtract(1, sigmoid)), "exp(x)"),
        arguments(divide(subtract(1, sigmoid), sigmoid), "exp(negative(x))"),
        arguments(divide(X, add(1, exp(negative(X)))), "silu(x)"),
        arguments(divide(Y, add(1, exp(negative(X)))), "multiply(y, sigmoid(x))"),
        arguments(log(divide(1, add(1, exp(negative(X))))), "logSigmoid(x)"),
        arguments(log(sigmoid), "logSigmoid(x)"),
        arguments(log(subtract(1, sigmoid)), "negative(softplus(x))"),
        arguments(log1p(negative(sigmoid)), "negative(softplus(x))"),
        arguments(negative(log(sigmoid(negative(X)))), "softplus(x)"),
        arguments(negative(log(sigmoid)), "softplus(negative(x))"),
        arguments(negative(log(subtract(1, sigmoid))), "softplus(x)"),
        arguments(negative(logSigmoid(negative(X))), "softplus(x)"),
        arguments(log(add(1, exp(X))), "softplus(x)"),
        arguments(log(add(exp(X), 1)), "softplus(x)"),
        arguments(log1p(exp(X)), "softplus(x)"),
        arguments(exp(negative(softplus(X))), "exp(negative(softplus(x)))"),
        arguments(log(subtract(1, exp(X))), "log1mexp(x)"),
        arguments(log(negative(expm1(X))), "log1mexp(x)"),
        arguments(log(subtract(1, X)), "log1p(negative(x))"),
        arguments(log(add(1, negative(X))), "log1p(negative(x))"),
        arguments(add(exp(X), -1), "expm1(x)"),
        arguments(log(softmax(X)), "LogSoftmax{axis=1}(x)"),
        arguments(log(divide(exp(X), sum(exp(X), List.of(1), true))), "LogSoftmax{axis=1}(x)"),
        arguments(log(transpose(softmax(X))), "Transpose{[1, 0]}(LogSoftmax{axis=1}(x))"),
        arguments(log(sum(exp(X))), "LogSumExp{axes=[0, 1]}(x)"),
        arguments(subtract(X, log(sum(exp(X), List.of(1), true))), "LogSoftmax{axis=1}(x)"),
        arguments(divide(exp(X), sum(exp(X), 0)), "Softmax{axis=0}(x)"),
        arguments(log(add(exp(X), exp(Y))), "logaddexp(x, y)"),
        // What looks alike and is not.
        arguments(log(add(2, X)), "log(add(2.0, x))"),
        arguments(divide(exp(X), add(1, exp(Y))), "multiply(exp(x), sigmoid(negative(y)))"),
        arguments(add(X, 0), "add(x, 0.0)"),
        arguments(multiply(X, 0), "multiply(x, 0.0)"),
        arguments(subtract(X, X), "subtract(x, x)"));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void becomes(Tensor expression, String expected) {
    assertEquals(expected, rewritten(expression));
  }

  @Test
  void whatOverflowedOrUnderflowedHasItsValue() {
    Tensor x = placeholder("x", FLOAT64);
    assertEquals(-800, value(log(sigmoid(x)), x, -800));
    assertEquals(800, value(log1p(exp(x)), x, 800));
    assertEquals(800, value(log(add(1, exp(x))), x, 800));
    assertEquals(-800, value(log(subtract(1, sigmoid(x))), x, 800));
    assertEquals(1, value(divide(exp(x), add(1, exp(x))), x, 800));
    assertEquals(1e-20, value(log(add(1, x)), x, 1e-20));
    assertEquals(1e-20, value(subtract(exp(x), 1), x, 1e-20));
  }

  private static double value(Tensor expression, Tensor x, double at) {
    Tensor stable = RuleRunner.rewrite(expression, StableRules.set());
    return RuleRunner.evaluate(List.of(stable), Feed.feed(x, at)).get(0).doubleValue();
  }

  @Test
  void handWrittenSoftmaxDoesNotOverflow() {
    Tensor x = placeholder("x", FLOAT64, 2);
    Tensor written = divide(exp(x), sum(exp(x), List.of(0), true));
    Tensor stable = RuleRunner.rewrite(written, CanonicalRules.set(), StableRules.set());
    Feed feed = Feed.feed(x, new double[] {1000, 0});
    assertTrue(Double.isNaN(RuleRunner.evaluate(List.of(written), feed).get(0).getDouble(0)));
    assertEquals(1, RuleRunner.evaluate(List.of(stable), feed).get(0).getDouble(0));
  }

  @Test
  void softmaxOverAnAxisThatDoesNotComeBackIsLeftAlone() {
    // Without its axis 1, the sum of a square matrix is broadcast along axis 0.
    Tensor square = placeholder("x", FLOAT64, 3, 3);
    Tensor quotient = divide(exp(square), sum(exp(square), 1));
    assertEquals("divide(exp(x), Reduce{sum, axes=[1]}(exp(x)))", rewritten(quotient));
  }

  @Test
  void aRuleCanBeSwitchedOff() {
    String name = "log(1+x) -> log1p(x)";
    RuleSet without = StableRules.set().without(List.of(name));
    assertEquals("log(add(1.0, x))", Expressions.text(RuleRunner.rewrite(log(add(1, X)), without)));
  }

  @Test
  void singlePrecisionLiteralsAreFound() {
    Tensor x = placeholder("x", FLOAT32, 3);
    assertEquals("logSigmoid(x)", rewritten(log(divide(1, add(1, exp(negative(x)))))));
  }

  // A walk that is linear takes a second or two here; a quadratic one would take minutes.
  @Test
  @Timeout(120)
  void deepChainsAreLinearUnderAllRules() {
    Tensor deep = X;
    for (int i = 0; i < DEEP / 4; i++) {
      deep = log(add(1, multiply(negative(deep), 1)));
    }
    RewriteTrace trace = new RewriteTrace();
    List<Tensor> result =
        RuleRunner.rewrite(List.of(deep), trace, CanonicalRules.set(), StableRules.set());
    assertEquals(DEEP / 4, trace.count("log(1-x) -> log1p(-x)"));
    assertEquals("log1p", ((Elementwise) result.get(0).owner().op()).function().name());
  }
}
