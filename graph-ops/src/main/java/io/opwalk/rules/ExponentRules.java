package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.RECIPROCAL;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.POWER;
import static io.opwalk.ops.scalar.ExponentFunctions.RSQRT;
import static io.opwalk.ops.scalar.ExponentFunctions.SQRT;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.reassociates;

import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Products of powers as powers of sums, and powers as products.
 *
 * <p>What a sum rounds in an exponent, the exponential magnifies: {@code exp(a+b)} is off by up to
 * |a+b| units in the last place, {@code exp(a)*exp(b)} by two or three.
 */
final class ExponentRules {
  /** Up to here a power is at most 16 products; Theano has the same limit. */
  private static final int LARGEST_EXPONENT = 512;

  private ExponentRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern a = any("a");
    Pattern b = any("b");
    return List.of(
        reassociates(
            "exp(a)*exp(b) -> exp(a+b)",
            fn(MULTIPLY, fn(EXP, a), fn(EXP, b)),
            fn(EXP, fn(ADD, a, b))),
        reassociates(
            "exp(a)/exp(b) -> exp(a-b)",
            fn(DIVIDE, fn(EXP, a), fn(EXP, b)),
            fn(EXP, fn(SUBTRACT, a, b))),
        reassociates(
            "x/exp(b) -> x*exp(-b)",
            fn(DIVIDE, x, fn(EXP, b)),
            fn(MULTIPLY, x, fn(EXP, fn(NEGATIVE, b)))),
        // Where x is negative and a or b is not integral, the left side is NaN.
        Patterns.assumesFinite(
            "power(x, a)*power(x, b) -> power(x, a+b)",
            fn(MULTIPLY, fn(POWER, x, a), fn(POWER, x, b)),
            fn(POWER, x, fn(ADD, a, b))),
        Patterns.assumesFinite("power(x, 0.5) -> sqrt(x)", fn(POWER, x, lit(0.5)), fn(SQRT, x)),
        Patterns.assumesFinite("power(x, -0.5) -> rsqrt(x)", fn(POWER, x, lit(-0.5)), fn(RSQRT, x)),
        nestedSquaring());
  }

  private static Rule nestedSquaring() {
    return Rule.named("power(x, n) -> squares and products")
        .when(fn(POWER, any("x"), new IntegerPattern("n", 3, LARGEST_EXPONENT)))
        .then(ExponentRules::power)
        .safety(Safety.REASSOCIATES)
        .build();
  }

  /** By the binary digits of the exponent, the lowest one first. */
  private static IrValue power(Match match) {
    int exponent = IntegerPattern.value(match.value("n"));
    IrValue square = match.value("x");
    IrValue product = null;
    for (int rest = Math.abs(exponent); rest > 0; rest /= 2) {
      if (rest % 2 == 1) {
        product =
            product == null ? square : match.apply(new Elementwise(MULTIPLY), product, square);
      }
      if (rest > 1) {
        square = match.apply(new Elementwise(SQUARE), square);
      }
    }
    return exponent > 0 ? product : match.apply(new Elementwise(RECIPROCAL), product);
  }
}
