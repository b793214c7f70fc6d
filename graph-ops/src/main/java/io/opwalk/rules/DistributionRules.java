package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SIGN;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.assumesFinite;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.DType;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Products moved into sums, where that makes a quotient vanish, and into choices, where what is not
 * chosen would be 0 times infinity. Gradients need none of this: what reaches a function is masked
 * when the gradient is built.
 */
final class DistributionRules {
  private DistributionRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern y = any("y");
    Pattern a = any("a");
    Pattern b = any("b");
    Pattern.Any c = any("c").of(DType.BOOL);
    return List.of(
        quotient("(a/x)*x -> a", fn(MULTIPLY, fn(DIVIDE, a, x), x), a),
        quotient("(a*x)/x -> a", fn(DIVIDE, fn(MULTIPLY, a, x), x), a),
        quotient(
            "(a/x+b)*x -> a+b*x",
            fn(MULTIPLY, fn(ADD, fn(DIVIDE, a, x), b), x),
            fn(ADD, a, fn(MULTIPLY, b, x))),
        quotient(
            "(a/x+b)*(x*y) -> a*y+b*(x*y)",
            fn(MULTIPLY, fn(ADD, fn(DIVIDE, a, x), b), fn(MULTIPLY, x, y)),
            fn(ADD, fn(MULTIPLY, a, y), fn(MULTIPLY, b, fn(MULTIPLY, x, y)))),
        quotient(
            "sign(x/y) -> sign(x)*sign(y)",
            fn(SIGN, fn(DIVIDE, x, y)),
            fn(MULTIPLY, fn(SIGN, x), fn(SIGN, y))),
        assumesFinite(
            "where(c, x, 0)*y -> where(c, x*y, 0)",
            fn(MULTIPLY, fn(WHERE, c, x, lit(0)), y),
            fn(WHERE, c, fn(MULTIPLY, x, y), lit(0))),
        assumesFinite(
            "where(c, 0, x)*y -> where(c, 0, x*y)",
            fn(MULTIPLY, fn(WHERE, c, lit(0), x), y),
            fn(WHERE, c, lit(0), fn(MULTIPLY, x, y))),
        assumesFinite(
            "where(c, x, 0)/y -> where(c, x/y, 0)",
            fn(DIVIDE, fn(WHERE, c, x, lit(0)), y),
            fn(WHERE, c, fn(DIVIDE, x, y), lit(0))),
        assumesFinite(
            "where(c, 0, x)/y -> where(c, 0, x/y)",
            fn(DIVIDE, fn(WHERE, c, lit(0), x), y),
            fn(WHERE, c, lit(0), fn(DIVIDE, x, y))));
  }

  /** Not for integers: their quotients are cut off, and their products wrap. */
  private static Rule quotient(String name, Pattern left, Pattern right) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(match -> match.root().dtype().isFloating())
        .safety(Safety.ASSUMES_FINITE)
        .build();
  }
}
