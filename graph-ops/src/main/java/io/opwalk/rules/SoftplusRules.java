package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.LOG_SIGMOID;
import static io.opwalk.ops.scalar.ActivationFunctions.SOFTPLUS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.EXPM1;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG1P;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.List;

/** The softplus function written out by hand, and what undoes it. */
final class SoftplusRules {
  private SoftplusRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern softplus = fn(SOFTPLUS, x);
    return List.of(
        stabilises("log(1+exp(x)) -> softplus(x)", fn(LOG, fn(ADD, lit(1), fn(EXP, x))), softplus),
        stabilises("log1p(exp(x)) -> softplus(x)", fn(LOG1P, fn(EXP, x)), softplus),
        stabilises(
            "-logSigmoid(x) -> softplus(-x)",
            fn(NEGATIVE, fn(LOG_SIGMOID, x)),
            fn(SOFTPLUS, fn(NEGATIVE, x))),
        stabilises(
            "softplus(log(x)) -> log1p(x) where x >= 0",
            fn(SOFTPLUS, fn(LOG, x)),
            InverseRules.from(0, fn(LOG1P, fn(ABS, x)))),
        stabilises("exp(softplus(x)) -> 1+exp(x)", fn(EXP, softplus), fn(ADD, lit(1), fn(EXP, x))),
        stabilises("expm1(softplus(x)) -> exp(x)", fn(EXPM1, softplus), fn(EXP, x)));
  }
}
