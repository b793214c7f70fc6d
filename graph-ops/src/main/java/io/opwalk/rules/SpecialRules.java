package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.RECIPROCAL;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ExponentFunctions.POWER;
import static io.opwalk.ops.scalar.ExponentFunctions.RSQRT;
import static io.opwalk.ops.scalar.ExponentFunctions.SQRT;
import static io.opwalk.ops.scalar.GammaFunctions.DIGAMMA;
import static io.opwalk.ops.scalar.GammaFunctions.POLYGAMMA;
import static io.opwalk.ops.scalar.GammaFunctions.TRIGAMMA;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.DType;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Rules that give the same bits for less work. All are EXACT.
 *
 * <p>What looks as if it belonged here and does not: {@code power(x, 0.5)} is not the square root
 * for -0.0 and negative infinity.
 */
public final class SpecialRules {
  private SpecialRules() {}

  /** The rules. */
  public static RuleSet set() {
    return families().all();
  }

  /** The rules, made when a graph has what they need. */
  public static RuleFamilies families() {
    return RuleFamilies.of("special", List.of(Family.SPECIAL));
  }

  static List<Rule> all() {
    return List.of(
        Rule.named("power(x, 0) -> 1")
            .when(fn(POWER, any("x"), lit(0)))
            .then(ZeroRules.throughout(1))
            .safety(Safety.EXACT)
            .build(),
        exact("power(x, 1) -> x", fn(POWER, any("x"), lit(1)), any("x")),
        exact("power(x, 2) -> square(x)", fn(POWER, any("x"), lit(2)), fn(SQUARE, any("x"))),
        exact(
            "power(x, -1) -> reciprocal(x)",
            fn(POWER, any("x"), lit(-1)),
            fn(RECIPROCAL, any("x"))),
        exact(
            "polygamma(0, x) -> digamma(x)",
            fn(POLYGAMMA, lit(0), any("x")),
            fn(DIGAMMA, any("x"))),
        exact(
            "polygamma(1, x) -> trigamma(x)",
            fn(POLYGAMMA, lit(1), any("x")),
            fn(TRIGAMMA, any("x"))),
        exact("1/sqrt(x) -> rsqrt(x)", fn(DIVIDE, lit(1), fn(SQRT, any("x"))), fn(RSQRT, any("x"))),
        opposite("-(c*x) -> (-c)*x", MULTIPLY),
        opposite("-(c/x) -> (-c)/x", DIVIDE),
        quotientByPowerOfTwo(),
        choiceOfOneOrZero());
  }

  private static Rule opposite(String name, ScalarFunction function) {
    return Rule.named(name)
        .when(fn(NEGATIVE, fn(function, new UniformPattern("c"), any("x"))))
        .then(match -> match.apply(
            new Elementwise(function),
            match.apply(UniformPattern.negative(match.value("c"))),
            match.value("x")))
        .safety(Safety.EXACT)
        .build();
  }

  /** Both are the same number, rounded once. */
  private static Rule quotientByPowerOfTwo() {
    return Rule.named("x/2^k -> x*2^-k")
        .when(fn(DIVIDE, any("x"), new PowerOfTwoPattern("2^k")))
        .then(match -> match.apply(
            new Elementwise(MULTIPLY),
            match.value("x"),
            match.apply(PowerOfTwoPattern.reciprocal(match.value("2^k")))))
        .safety(Safety.EXACT)
        .build();
  }

  private static Rule choiceOfOneOrZero() {
    return Rule.named("where(c, 1, 0) -> cast(c)")
        .when(fn(WHERE, any("c").of(DType.BOOL), lit(1), lit(0)))
        .then(match -> match.apply(new Cast(match.root().dtype()), match.value("c")))
        .safety(Safety.EXACT)
        .build();
  }
}
