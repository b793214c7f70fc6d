package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.EXPM1;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG1P;
import static io.opwalk.ops.scalar.ExponentFunctions.SQRT;
import static io.opwalk.ops.scalar.LogicFunctions.GREATER_EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.List;

/**
 * A function of its own inverse. Where the inner one has no value the result stays NaN, and where
 * it forgets the sign of zero, so does the result.
 */
final class InverseRules {
  private InverseRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    return List.of(
        stabilises("log(exp(x)) -> x", fn(LOG, fn(EXP, x)), x),
        stabilises("log1p(expm1(x)) -> x", fn(LOG1P, fn(EXPM1, x)), x),
        stabilises("exp(log(x)) -> x where x >= 0", fn(EXP, fn(LOG, x)), from(0, fn(ABS, x))),
        stabilises(
            "exp(log1p(x)) -> 1+x where x >= -1",
            fn(EXP, fn(LOG1P, x)),
            from(-1, fn(ADD, lit(1), x))),
        stabilises("expm1(log1p(x)) -> x where x >= -1", fn(EXPM1, fn(LOG1P, x)), from(-1, x)),
        stabilises(
            "square(sqrt(x)) -> x where x >= 0", fn(SQUARE, fn(SQRT, x)), from(0, fn(ABS, x))),
        stabilises("sqrt(square(x)) -> abs(x)", fn(SQRT, fn(SQUARE, x)), fn(ABS, x)));
  }

  /** The value where x is not below a bound, else NaN. */
  static Pattern from(double bound, Pattern value) {
    return fn(WHERE, fn(GREATER_EQUAL, any("x"), lit(bound)), value, lit(Double.NaN));
  }
}
