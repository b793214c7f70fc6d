package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.RECIPROCAL;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Operations that leave their operand as it is, to the bit, and two ways of writing the same
 * number.
 *
 * <p>What looks as if it belonged here and does not: {@code x + 0} is 0.0 for -0.0, {@code 0 * x}
 * and {@code x - x} are NaN for infinities. These are among the {@link ZeroRules}.
 */
final class IdentityRules {
  private IdentityRules() {}

  static List<Rule> all() {
    return List.of(
        exact("x*1 -> x", fn(MULTIPLY, any("x"), lit(1)), any("x")),
        exact("x/1 -> x", fn(DIVIDE, any("x"), lit(1)), any("x")),
        exact("x-0 -> x", fn(SUBTRACT, any("x"), lit(0)), any("x")),
        exact("x+(-0.0) -> x", fn(ADD, any("x"), lit(-0.0)), any("x")),
        integerSum(),
        integerDifference(),
        integerZero("x*0 -> 0 for integers", fn(MULTIPLY, integer(), lit(0))),
        integerZero("x-x -> 0 for integers", fn(SUBTRACT, integer(), integer())),
        exact("reciprocal(x) -> 1/x", fn(RECIPROCAL, any("x")), fn(DIVIDE, lit(1), any("x"))),
        exact("x*x -> square(x)", fn(MULTIPLY, any("x"), any("x")), fn(SQUARE, any("x"))));
  }

  private static Rule integerSum() {
    return Rule.named("x+0 -> x for integers")
        .when(fn(ADD, integer(), lit(0)))
        .then(any("x"))
        .safety(Safety.EXACT)
        .build();
  }

  private static Rule integerDifference() {
    return Rule.named("0-x -> -x for integers")
        .when(fn(SUBTRACT, lit(0), integer()))
        .then(fn(NEGATIVE, any("x")))
        .safety(Safety.EXACT)
        .build();
  }

  private static Pattern integer() {
    return any("x").where(x -> x.dtype().isInteger());
  }

  private static Rule integerZero(String name, Pattern left) {
    return Rule.named(name)
        .when(left)
        .then(ZeroRules.throughout(0))
        .safety(Safety.EXACT)
        .build();
  }
}
