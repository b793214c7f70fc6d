package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/** Where a sign is written. Negation changes nothing but the sign, so most of these are exact. */
final class SignRules {
  private SignRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern y = any("y");
    Pattern minusX = fn(NEGATIVE, x);
    return List.of(
        exact("x*(-1) -> -x", fn(MULTIPLY, any("x"), lit(-1)), fn(NEGATIVE, any("x"))),
        exact("x/(-1) -> -x", fn(DIVIDE, any("x"), lit(-1)), fn(NEGATIVE, any("x"))),
        exact(
            "x+(-y) -> x-y",
            fn(ADD, any("x"), fn(NEGATIVE, any("y"))),
            fn(SUBTRACT, any("x"), any("y"))),
        exact(
            "x-(-y) -> x+y",
            fn(SUBTRACT, any("x"), fn(NEGATIVE, any("y"))),
            fn(ADD, any("x"), any("y"))),
        exact(
            "(-x)*(-y) -> x*y",
            fn(MULTIPLY, fn(NEGATIVE, any("x")), fn(NEGATIVE, any("y"))),
            fn(MULTIPLY, any("x"), any("y"))),
        exact(
            "(-x)*y -> -(x*y)",
            fn(MULTIPLY, fn(NEGATIVE, any("x")), any("y")),
            fn(NEGATIVE, fn(MULTIPLY, any("x"), any("y")))),
        quotient("(-x)/(-y) -> x/y", fn(DIVIDE, minusX, fn(NEGATIVE, y)), fn(DIVIDE, x, y)),
        quotient("-((-x)/y) -> x/y", fn(NEGATIVE, fn(DIVIDE, minusX, y)), fn(DIVIDE, x, y)),
        quotient(
            "-(x/(-y)) -> x/y", fn(NEGATIVE, fn(DIVIDE, x, fn(NEGATIVE, y))), fn(DIVIDE, x, y)),
        exact("abs(-x) -> abs(x)", fn(ABS, fn(NEGATIVE, any("x"))), fn(ABS, any("x"))),
        exact("square(-x) -> square(x)", fn(SQUARE, fn(NEGATIVE, any("x"))), fn(SQUARE, any("x"))),
        exact("square(abs(x)) -> square(x)", fn(SQUARE, fn(ABS, any("x"))), fn(SQUARE, any("x"))),
        // 0 - x is -x but for the sign of a zero, which exp does not see.
        exact(
            "exp(0-x) -> exp(-x)",
            fn(EXP, fn(SUBTRACT, lit(0), any("x"))),
            fn(EXP, fn(NEGATIVE, any("x")))));
  }

  /** Not for integers: the least one is its own negative. */
  private static Rule quotient(String name, Pattern left, Pattern right) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(match -> match.root().dtype().isFloating())
        .safety(Safety.EXACT)
        .build();
  }
}
