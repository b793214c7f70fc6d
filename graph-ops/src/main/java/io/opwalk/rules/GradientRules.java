package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.LogicFunctions.EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.IS_NAN;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_AND;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.ops.scalar.SpecialFunctions.ERFC;
import static io.opwalk.ops.scalar.SpecialFunctions.ERFCX;
import static io.opwalk.rewrite.RuleExamples.COLUMNS;
import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.broadcast;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;
import static io.opwalk.rules.Patterns.softmax;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of logarithms. Gradients are built on what the user wrote, so that of log(sigmoid(x))
 * divides by a sigmoid and multiplies by it again, which is NaN where it underflows: the NaN of
 * Theano issue 3162. Slopes that may be infinite come as {@code where(g = 0 & isNaN(slope), 0,
 * slope)}, where g is the gradient of the output.
 */
final class GradientRules {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955125738961589031215;

  /** A reshape that brings a reduced axis back. */
  static final OpMatcher RESHAPE =
      OpMatcher.of("r", Reshape.class, List.of(new Reshape(Shape.of(ROWS, COLUMNS))));

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
        logOfErfc(),
        logOfSumOfExp(),
        logOfSoftmax());
  }

  /** What reaches the sigmoid from the logarithm of the other probability. */
  private static Pattern other(Pattern probability) {
    return masked(any("h"), fn(DIVIDE, any("h"), probability));
  }

  static Pattern masked(Pattern gradient, Pattern slope) {
    return fn(
        WHERE, fn(LOGICAL_AND, fn(EQUAL, gradient, lit(0)), fn(IS_NAN, slope)), lit(0), slope);
  }

  /** {@link #masked(Pattern, Pattern)} of what has been found. */
  static IrValue masked(Match match, IrValue gradient, IrValue slope) {
    IrValue zero = match.apply(new Constant(NDArray.full(slope.dtype(), 0)));
    IrValue isZero = match.apply(new Elementwise(EQUAL), gradient, zero);
    IrValue isNan = match.apply(new Elementwise(IS_NAN), slope);
    IrValue condition = match.apply(new Elementwise(LOGICAL_AND), isZero, isNan);
    return match.apply(new Elementwise(WHERE), condition, zero, slope);
  }

  /** Whether a value is the condition of {@link #masked(Match, IrValue, IrValue)}. */
  static boolean isMask(IrValue condition, IrValue gradient, IrValue slope) {
    if (!condition.op().equals(new Elementwise(LOGICAL_AND))) {
      return false;
    }
    IrValue isZero = condition.node().input(0);
    IrValue isNan = condition.node().input(1);
    return isZero.op().equals(new Elementwise(EQUAL))
        && isZero.node().input(0) == gradient
        && Uniform.isNumber(isZero.node().input(1), 0)
        && isNan.op().equals(new Elementwise(IS_NAN))
        && isNan.node().input(0) == slope;
  }

  /** A gradient that has come as far as {@code exp}. */
  static Pattern through(Pattern gradient, Pattern exp) {
    return masked(gradient, fn(MULTIPLY, gradient, exp));
  }

  /** The quotient of exp(-x^2) and erfc(x), both of which underflow, by the scaled complement. */
  private static Rule logOfErfc() {
    Pattern g = any("g");
    Pattern x = any("x");
    Pattern density = fn(MULTIPLY, lit(TWO_OVER_SQRT_PI), fn(EXP, fn(NEGATIVE, fn(SQUARE, x))));
    return stabilises(
        "slope of log(erfc(x)) -> 2/sqrt(pi)/erfcx(x)",
        fn(MULTIPLY, masked(g, fn(DIVIDE, g, fn(ERFC, x))), density),
        masked(g, fn(MULTIPLY, g, fn(DIVIDE, lit(TWO_OVER_SQRT_PI), fn(ERFCX, x)))));
  }

  /**
   * That of logSumExp: g softmax(x), over all axes of the sum at once. The gradient comes
   * broadcast, and reshaped where the sum has lost its axes.
   */
  private static Rule logOfSumOfExp() {
    Pattern g = any("g");
    Pattern exp = fn(EXP, any("x"));
    Pattern slope = masked(g, fn(DIVIDE, g, op(reduce("sum", Reduce.Kind.SUM), exp)));
    return Rule.named("slope of log(sum(exp(x))) -> softmax(x)")
        .when(through(spread(slope), exp))
        .then(match -> match.apply(
            new Elementwise(MULTIPLY),
            keptGradient(match),
            share(match, match.value("x"), match.op("sum", Reduce.class).axes())))
        .where(match -> match.op("sum", Reduce.class).axes().size() > 0 && comesBack(match, "sum"))
        .safety(Safety.STABILISES)
        .build();
  }

  /** What a reduction got, on its way to what was reduced. */
  static Pattern spread(Pattern gradient) {
    Pattern kept = either(gradient, op(RESHAPE, gradient));
    return either(kept, op(new BroadcastLike(), kept, any("l")), op(broadcast("b"), kept));
  }

  /** Whether g comes in just the shape of what x was reduced to, and has its axes put back. */
  static boolean comesBack(Match match, String name) {
    Reduce reduce = match.op(name, Reduce.class);
    Shape x = match.value("x").shape();
    Shape reduced = x.withoutDims(reduce.axes());
    return reduce.keepDims()
        ? match.findOp("r").isEmpty()
        : match
            .findOp("r")
            .filter(r -> ((Reshape) r).shape().equals(kept(x, reduce.axes())))
            .filter(r -> match.value("g").shape().equals(reduced))
            .isPresent();
  }

  static Shape kept(Shape shape, List<Integer> axes) {
    List<Dim> dims = new ArrayList<>(shape.dims());
    axes.forEach(axis -> dims.set(axis, Dim.of(1)));
    return Shape.of(dims);
  }

  static IrValue keptGradient(Match match) {
    return match
        .findOp("r")
        .map(reshape -> match.apply(reshape, match.value("g")))
        .orElseGet(() -> match.value("g"));
  }

  /** Softmax over several axes at once, of which the composite has only one. */
  private static IrValue share(Match match, IrValue x, List<Integer> axes) {
    return axes.size() == 1
        ? match.apply(new Softmax(axes.get(0)), x)
        : match.build(inputs -> share(inputs.get(0), axes), x);
  }

  private static Tensor share(Tensor x, List<Integer> axes) {
    Tensor powers = Exponents.exp(Arithmetic.subtract(x, Reductions.max(x, axes, true)));
    return Arithmetic.divide(powers, Reductions.sum(powers, axes, true));
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
