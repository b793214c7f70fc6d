package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.SpecialFunctions.ERFC;
import static io.opwalk.rules.GradientRules.masked;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;
import java.util.Set;

/** Logarithms of products along axes, such as likelihoods, which underflow soon. */
final class ProductRules {
  /** Functions that are never negative, and not so large that their logarithms would cancel. */
  private static final Set<ScalarFunction> POSITIVE = Set.of(EXP, SIGMOID, ERFC);

  private ProductRules() {}

  static List<Rule> all() {
    return List.of(ofPositive(), ofAny(), slope());
  }

  /** What is known not to be negative needs no look at signs; its logarithm is often simpler. */
  private static Rule ofPositive() {
    OpMatcher f = Patterns.function("f", 1, POSITIVE::contains);
    return Rule.named("log(prod(f(x))) -> sum(log(f(x))), f never negative")
        .when(fn(LOG, op(reduce("prod", Reduce.Kind.PROD), op(f, any("x")))))
        .then(match -> {
          Reduce prod = match.op("prod", Reduce.class);
          IrValue inner = match.apply(match.op("f", Elementwise.class), match.value("x"));
          return match.apply(
              new Reduce(Reduce.Kind.SUM, prod.axes(), prod.keepDims()),
              match.apply(new Elementwise(LOG), inner));
        })
        .safety(Safety.STABILISES)
        .build();
  }

  /**
   * In general the logarithms are those of magnitudes, and count where an even number of elements
   * is negative. Where the product is an ordinary number, its own logarithm is nearer: those of the
   * elements may be large, and cancel.
   */
  private static Rule ofAny() {
    return Rule.named("log(prod(x)) -> sum(log(abs(x))) where the product leaves its range")
        .when(fn(LOG, op(reduce("prod", Reduce.Kind.PROD), any("x"))))
        .then(match -> match.build(
            inputs -> guarded(inputs.get(0), match.op("prod", Reduce.class)), match.value("x")))
        .safety(Safety.STABILISES)
        .build();
  }

  private static Tensor guarded(Tensor x, Reduce prod) {
    Tensor product = Reductions.prod(x, prod.axes(), prod.keepDims());
    boolean single = x.dtype() == DType.FLOAT32;
    Tensor size = Arithmetic.abs(product);
    Tensor isOrdinary = Logic.logicalAnd(
        Logic.greaterEqual(size, single ? Float.MIN_NORMAL : Double.MIN_NORMAL),
        Logic.lessEqual(size, single ? Float.MAX_VALUE : Double.MAX_VALUE));
    Tensor near = Exponents.log(Logic.where(isOrdinary, product, 1));
    Tensor signs = Reductions.prod(Arithmetic.sign(x), prod.axes(), prod.keepDims());
    Tensor logs = Reductions.sum(Exponents.log(Arithmetic.abs(x)), prod.axes(), prod.keepDims());
    Tensor far = Logic.where(Logic.greaterEqual(signs, 0), logs, Double.NaN);
    return Logic.where(isOrdinary, near, far);
  }

  /** The product of all others, over that of all. */
  private static Rule slope() {
    Pattern g = any("g");
    Pattern x = any("x");
    Pattern over = masked(g, fn(DIVIDE, g, op(reduce("prod", Reduce.Kind.PROD), x)));
    Pattern kept = either(over, op(GradientRules.RESHAPE, over));
    Pattern others = fn(MULTIPLY, op(running("before", false), x), op(running("after", true), x));
    return Rule.named("slope of log(prod(x)) -> 1/x")
        .when(fn(MULTIPLY, kept, others))
        .then(match -> {
          IrValue gradient = GradientRules.keptGradient(match);
          IrValue slope = match.apply(new Elementwise(DIVIDE), gradient, match.value("x"));
          return GradientRules.masked(match, gradient, slope);
        })
        .where(match -> GradientRules.comesBack(match, "prod") && isAlongOneAxis(match))
        .safety(Safety.STABILISES)
        .build();
  }

  private static boolean isAlongOneAxis(Match match) {
    int axis = match.op("before", Cumulate.class).axis();
    return match.op("prod", Reduce.class).axes().equals(List.of(axis))
        && match.op("after", Cumulate.class).axis() == axis;
  }

  private static OpMatcher running(String name, boolean reverse) {
    List<Cumulate> examples = List.of(
        new Cumulate(Cumulate.Kind.PROD, 0, true, reverse),
        new Cumulate(Cumulate.Kind.PROD, 1, true, reverse));
    return OpMatcher.of(name, Cumulate.class, examples)
        .where(
            Cumulate.class,
            op -> op.kind() == Cumulate.Kind.PROD && op.exclusive() && op.reverse() == reverse);
  }
}
