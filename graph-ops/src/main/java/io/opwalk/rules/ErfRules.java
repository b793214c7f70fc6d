package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.SpecialFunctions.ERF;
import static io.opwalk.ops.scalar.SpecialFunctions.ERFC;
import static io.opwalk.rules.LogExpFunctions.LOG_ERFC;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.List;

/** The error function subtracted from 1, or added to it, where it is nearly 1 itself. */
final class ErfRules {
  private ErfRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern erf = fn(ERF, x);
    Pattern erfc = fn(ERFC, x);
    return List.of(
        stabilises("1-erf(x) -> erfc(x)", fn(SUBTRACT, lit(1), erf), erfc),
        stabilises("1+erf(x) -> erfc(-x)", fn(ADD, lit(1), erf), fn(ERFC, fn(NEGATIVE, x))),
        stabilises("erf(x)-1 -> -erfc(x)", fn(SUBTRACT, erf, lit(1)), fn(NEGATIVE, erfc)),
        stabilises("erf(x)+(-1) -> -erfc(x)", fn(ADD, erf, lit(-1)), fn(NEGATIVE, erfc)),
        stabilises("1-erfc(x) -> erf(x)", fn(SUBTRACT, lit(1), erfc), erf),
        stabilises("erfc(-x)-1 -> erf(x)", fn(SUBTRACT, fn(ERFC, fn(NEGATIVE, x)), lit(1)), erf),
        stabilises("erfc(-x)+(-1) -> erf(x)", fn(ADD, fn(ERFC, fn(NEGATIVE, x)), lit(-1)), erf),
        stabilises("log(erfc(x)) -> logErfc(x)", fn(LOG, erfc), fn(LOG_ERFC, x)),
        stabilises("erfc(x)-1 -> -erf(x)", fn(SUBTRACT, erfc, lit(1)), fn(NEGATIVE, erf)),
        stabilises("erfc(x)+(-1) -> -erf(x)", fn(ADD, erfc, lit(-1)), fn(NEGATIVE, erf)));
  }
}
