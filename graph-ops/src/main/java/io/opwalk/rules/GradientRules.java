package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.LogicFunctions.EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.IS_NAN;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_AND;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;
import static io.opwalk.rules.Patterns.softmax;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Gradients of logarithms. Gradients are built on what the user wrote, so that of log(sigmoid(x))
 * divides by a sigmoid and multiplies by it again, which is NaN where it underflows: the NaN of
 * Theano issue 3162. Slopes that may be infinite come as {@code where(g = 0 & isNaN(slope), 0,
 * slope)}, where g is the gradient of the output.
 */
final class GradientRules {
  private GradientRules() {}

  static List<Rule> all() {
    Pattern g = any("g");
    Pattern x = any("x");
    Pattern sigmoid = fn(SIGMOID, x);
    Pattern sigmoidMinus = fn(SIGMOID, fn(NEGATIVE, x));
    Pattern slope = fn(MULTIPLY, sigmoid, sigmoidMinus);
    Pattern overSigmoid = masked(g, fn(DIVIDE, g, sigmoid));
    Pattern overSigmoidMinus = masked(g, fn(DIVIDE, g, sigmoidMinus));
    return List.of(
        stabilises(
            "slope of log(sigmoid(x)) -> sigmoid(-x)",
            fn(MULTIPLY, overSigmoid, slope),
            fn(MULTIPLY, g, sigmoidMinus)),
        stabilises(
            "slope of log(sigmoid(-x)) -> -sigmoid(x)",
            fn(MULTIPLY, overSigmoidMinus, slope),
            fn(MULTIPLY, g, sigmoid)),
        stabilises(
            "slope of log(1+exp(x)) -> sigmoid(x)",
            through(masked(g, fn(MULTIPLY, g, sigmoidMinus)), fn(EXP, x)),
            fn(MULTIPLY, g, sigmoid)),
        stabilises(
            "slope of log(1+exp(-x)) -> -sigmoid(-x)",
            through(masked(g, fn(MULTIPLY, g, sigmoid)), fn(EXP, fn(NEGATIVE, x))),
            fn(MULTIPLY, g, sigmoidMinus)),
        // The same two where g is 1, and has been left away.
        stabilises(
            "slope of log(1+exp(x)) -> sigmoid(x), of gradient 1",
            through(masked(g, sigmoidMinus), fn(EXP, x)),
            masked(g, sigmoid)),
        stabilises(
            "slope of log(1+exp(-x)) -> -sigmoid(-x), of gradient 1",
            through(masked(g, sigmoid), fn(EXP, fn(NEGATIVE, x))),
            masked(g, sigmoidMinus)),
        stabilises(
            "slope of binary cross entropy, by sigmoid(x)",
            fn(MULTIPLY, fn(SUBTRACT, overSigmoid, other(sigmoidMinus)), slope),
            fn(SUBTRACT, fn(MULTIPLY, g, sigmoidMinus), fn(MULTIPLY, any("h"), sigmoid))),
        stabilises(
            "slope of binary cross entropy, by sigmoid(-x)",
            fn(MULTIPLY, fn(SUBTRACT, overSigmoidMinus, other(sigmoid)), slope),
            fn(SUBTRACT, fn(MULTIPLY, g, sigmoid), fn(MULTIPLY, any("h"), sigmoidMinus))),
        logOfSoftmax());
  }

  /** What reaches the sigmoid from the logarithm of the other probability. */
  private static Pattern other(Pattern probability) {
    return masked(any("h"), fn(DIVIDE, any("h"), probability));
  }

  private static Pattern masked(Pattern gradient, Pattern slope) {
    return fn(
        WHERE, fn(LOGICAL_AND, fn(EQUAL, gradient, lit(0)), fn(IS_NAN, slope)), lit(0), slope);
  }

  /** A gradient that has come as far as {@code exp}. */
  private static Pattern through(Pattern gradient, Pattern exp) {
    return masked(gradient, fn(MULTIPLY, gradient, exp));
  }

  /** That of logSoftmax: g - softmax(x) sum(g). */
  private static Rule logOfSoftmax() {
    OpMatcher sum = reduce("sum", Reduce.Kind.SUM);
    Pattern g = any("g");
    Pattern probabilities = op(softmax("s"), any("x"));
    Pattern slope = masked(g, fn(DIVIDE, g, probabilities));
    Pattern along = op(sum, fn(MULTIPLY, slope, probabilities));
    return Rule.named("slope of log(softmax(x)) -> that of logSoftmax(x)")
        .when(fn(MULTIPLY, probabilities, fn(SUBTRACT, slope, along)))
        .then(fn(SUBTRACT, g, fn(MULTIPLY, probabilities, op(sum, g))))
        .where(match -> match
            .op("sum", Reduce.class)
            .equals(
                new Reduce(Reduce.Kind.SUM, List.of(match.op("s", Softmax.class).axis()), true)))
        .safety(Safety.STABILISES)
        .build();
  }
}
