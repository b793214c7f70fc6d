package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.rules.GradientRules.masked;
import static io.opwalk.rules.GradientRules.through;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.broadcast;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;
import static io.opwalk.rules.Patterns.softmax;

import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of probabilities that are written out by hand. The forward rules make softmax and
 * sigmoid of these, but the gradient is that of what is written: it multiplies with an exponential
 * that overflows what it has divided by its sum. These rules put the gradient of the stable
 * function there, in the form that those of the logarithms among the {@link GradientRules} look
 * for.
 */
final class NaiveSlopeRules {
  private static final String LOGISTIC = "slope of exp(x)/(1+exp(x)) -> sigmoid(x)*sigmoid(-x)";
  private static final String TWICE = ", by two exponentials";

  private NaiveSlopeRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern minusX = fn(NEGATIVE, x);
    List<Rule> rules = new ArrayList<>();
    for (SlopeForm form : List.of(SlopeForm.general(), SlopeForm.ofOne(), SlopeForm.ofOpposite())) {
      rules.add(ofSoftmax(form, false));
      rules.add(ofSoftmax(form, true));
      rules.add(ofExpOverOnePlusExp(form));
      rules.add(ofTwoExponentials(form));
    }
    rules.add(ofExpOverOnePlusExp(SlopeForm.ofMinusOne()));
    rules.add(ofTwoExponentials(SlopeForm.ofMinusOne()));
    rules.addAll(List.of(
        ofQuotient("slope of c/(1+exp(-x)) -> c*sigmoid(x)*sigmoid(-x)", true, fn(EXP, minusX)),
        ofQuotient("slope of c/(1+exp(x)) -> -c*sigmoid(x)*sigmoid(-x)", false, fn(EXP, x))));
    return rules;
  }

  /**
   * What exp(x) gets in {@code p = exp(x) / sum(exp(x))}: g over the sum from above, and the sum of
   * {@code -(g p)} over the sum from below. Times exp(x) that is {@code p (g - sum(g p))}. Where
   * the exponential is written twice, x gets both apart, and the first is {@code g p} by the rule
   * for log(sum(exp(x))).
   */
  private static Rule ofSoftmax(SlopeForm form, boolean two) {
    Pattern g = form.gradient();
    Pattern exp = fn(EXP, any("x"));
    OpMatcher reduce = reduce("sum", Reduce.Kind.SUM);
    Pattern sum = op(reduce, exp);
    Pattern above = masked(g, fn(DIVIDE, g, sum));
    Pattern p = op(softmax("s"), any("x"));
    Pattern below = op(reduce, masked(g, form.minus(fn(DIVIDE, form.times(p), sum))));
    Pattern kept = either(below, op(GradientRules.RESHAPE, below));
    Pattern spread = either(op(new BroadcastLike(), kept, any("l")), op(broadcast("b"), kept));
    String name = "slope of exp(x)/sum(exp(x)) -> that of softmax(x)";
    return Rule.named(name + (two ? TWICE : "") + form.suffix())
        .when(
            two
                ? fn(ADD, either(fn(MULTIPLY, g, p), through(above, exp)), through(spread, exp))
                : through(fn(ADD, above, spread), exp))
        .then(match -> form.signed(match, softmaxSlope(match, form.size(match))))
        .where(NaiveSlopeRules::isOneSoftmax)
        .safety(Safety.STABILISES)
        .build();
  }

  private static boolean isOneSoftmax(Match match) {
    Reduce sum = match.op("sum", Reduce.class);
    Shape x = match.value("x").shape();
    List<Integer> axes = List.of(match.op("s", Softmax.class).axis());
    boolean reshaped = match
        .findOp("r")
        .filter(r -> ((Reshape) r).shape().equals(GradientRules.kept(x, axes)))
        .isPresent();
    // Without its axis, what is summed is aligned with the others only if it was the first one.
    return sum.axes().equals(axes)
        && (sum.keepDims() ? match.findOp("r").isEmpty() : reshaped && axes.get(0) == 0);
  }

  private static IrValue softmaxSlope(Match match, IrValue g) {
    Softmax softmax = match.op("s", Softmax.class);
    IrValue p = match.apply(softmax, match.value("x"));
    Reduce sum = new Reduce(Reduce.Kind.SUM, List.of(softmax.axis()), true);
    IrValue along = match.apply(sum, apply(match, MULTIPLY, g, p));
    return apply(match, MULTIPLY, p, apply(match, SUBTRACT, g, along));
  }

  /**
   * What exp(x) gets in {@code p = exp(x) / (1 + exp(x))}: {@code g sigmoid(-x)} from above and
   * {@code -(g p) sigmoid(-x)} from below.
   */
  private static Rule ofExpOverOnePlusExp(SlopeForm form) {
    Pattern p = fn(SIGMOID, any("x"));
    Pattern rest = fn(SIGMOID, fn(NEGATIVE, any("x")));
    Pattern g = form.gradient();
    Pattern above = masked(g, form.signedTimes(rest));
    Pattern below = masked(g, form.minus(fn(MULTIPLY, form.times(p), rest)));
    return Rule.named(LOGISTIC + form.suffix())
        .when(through(fn(ADD, above, below), fn(EXP, any("x"))))
        .then(match -> form.signed(match, hill(match, form.size(match))))
        .safety(Safety.STABILISES)
        .build();
  }

  private static IrValue hill(Match match, IrValue g) {
    IrValue x = match.value("x");
    IrValue rest = apply(match, SIGMOID, apply(match, NEGATIVE, x));
    IrValue slope = apply(match, MULTIPLY, apply(match, SIGMOID, x), rest);
    return apply(match, MULTIPLY, g, slope);
  }

  /**
   * The same where the exponential is written twice: {@code g p} and {@code -(g p) p}, by the rules
   * for {@code log(1 + exp(x))} and {@code c / (1 + exp(x))}. Their sum cancels where p is nearly
   * 1.
   */
  private static Rule ofTwoExponentials(SlopeForm form) {
    Pattern p = fn(SIGMOID, any("x"));
    Pattern g = form.gradient();
    Pattern above = form.isOne() ? masked(g, p) : form.signedTimes(p);
    return Rule.named(LOGISTIC + TWICE + form.suffix())
        .when(fn(ADD, above, masked(g, form.minus(form.timesSquare(p)))))
        .then(match -> form.signed(match, hill(match, form.size(match))))
        .safety(Safety.STABILISES)
        .build();
  }

  /**
   * What exp(u) gets in {@code c / (1 + exp(u))}, a product with {@code p = 1 / (1 + exp(u))}:
   * times exp(u) that is one with {@code 1 - p}.
   */
  private static Rule ofQuotient(String name, boolean rising, Pattern exp) {
    Pattern p = rising ? fn(SIGMOID, any("x")) : fn(SIGMOID, fn(NEGATIVE, any("x")));
    OpMatcher minus = OpMatcher.of("minus", Elementwise.class, List.of(new Elementwise(NEGATIVE)))
        .where(Elementwise.class, op -> op.function() == NEGATIVE);
    Pattern product = either(fn(MULTIPLY, any("r"), p), fn(SQUARE, p));
    Pattern slope = masked(any("g"), either(op(minus, product), product));
    return Rule.named(name)
        .when(through(slope, exp))
        .then(match -> quotientSlope(match, rising))
        .safety(Safety.STABILISES)
        .build();
  }

  private static IrValue quotientSlope(Match match, boolean isRising) {
    IrValue x = match.value("x");
    IrValue rising = apply(match, SIGMOID, x);
    IrValue falling = apply(match, SIGMOID, apply(match, NEGATIVE, x));
    IrValue probability = isRising ? rising : falling;
    IrValue rest = isRising ? falling : rising;
    IrValue factor = match.findValue("r").orElse(probability);
    IrValue product = withoutFactor(factor, probability, match, rest);
    IrValue slope =
        match.findOp("minus").map(minus -> match.apply(minus, product)).orElse(product);
    return GradientRules.masked(match, match.value("g"), slope);
  }

  /** A product of a factor, which may be one with p, and of 1 - p, with these two side by side. */
  private static IrValue withoutFactor(IrValue factor, IrValue p, Match match, IrValue rest) {
    if (factor.op().equals(new Elementwise(MULTIPLY))) {
      List<IrValue> inputs = factor.node().inputs();
      int at = inputs.indexOf(p);
      if (at >= 0) {
        return apply(match, MULTIPLY, inputs.get(1 - at), apply(match, MULTIPLY, p, rest));
      }
    }
    return apply(match, MULTIPLY, factor, rest);
  }

  private static IrValue apply(Match match, ScalarFunction function, IrValue... inputs) {
    return match.apply(new Elementwise(function), inputs);
  }
}
