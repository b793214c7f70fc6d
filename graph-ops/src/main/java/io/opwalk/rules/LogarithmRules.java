package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SOFTPLUS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.EXPM1;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG1MEXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG1P;
import static io.opwalk.ops.scalar.ExponentFunctions.LOGADDEXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOGSUBEXP;
import static io.opwalk.ops.scalar.ExponentFunctions.SQRT;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.List;

/** Logarithms and exponentials near 1, where the last digits are what matters. */
final class LogarithmRules {
  private LogarithmRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    return List.of(
        stabilises(
            "log(exp(a)+exp(b)) -> logaddexp(a, b)",
            fn(LOG, fn(ADD, fn(EXP, any("a")), fn(EXP, any("b")))),
            fn(LOGADDEXP, any("a"), any("b"))),
        stabilises(
            "log(exp(a)+exp(b)+exp(c)) -> logaddexp(a, logaddexp(b, c))",
            fn(LOG, fn(ADD, fn(ADD, fn(EXP, any("a")), fn(EXP, any("b"))), fn(EXP, any("c")))),
            fn(LOGADDEXP, any("a"), fn(LOGADDEXP, any("b"), any("c")))),
        stabilises(
            "log(1+exp(a)+exp(b)) -> softplus(logaddexp(a, b))",
            fn(
                LOG,
                Patterns.either(
                    fn(ADD, fn(ADD, lit(1), fn(EXP, any("a"))), fn(EXP, any("b"))),
                    fn(ADD, lit(1), fn(ADD, fn(EXP, any("a")), fn(EXP, any("b")))))),
            fn(SOFTPLUS, fn(LOGADDEXP, any("a"), any("b")))),
        stabilises(
            "log(exp(a)-exp(b)) -> logsubexp(a, b)",
            fn(LOG, fn(SUBTRACT, fn(EXP, any("a")), fn(EXP, any("b")))),
            fn(LOGSUBEXP, any("a"), any("b"))),
        stabilises("log(1/x) -> -log(x)", fn(LOG, fn(DIVIDE, lit(1), x)), fn(NEGATIVE, fn(LOG, x))),
        stabilises("log(1+x) -> log1p(x)", fn(LOG, fn(ADD, lit(1), x)), fn(LOG1P, x)),
        stabilises(
            "log(1-x) -> log1p(-x)", fn(LOG, fn(SUBTRACT, lit(1), x)), fn(LOG1P, fn(NEGATIVE, x))),
        stabilises("exp(x)-1 -> expm1(x)", fn(SUBTRACT, fn(EXP, x), lit(1)), fn(EXPM1, x)),
        stabilises("exp(x)+(-1) -> expm1(x)", fn(ADD, fn(EXP, x), lit(-1)), fn(EXPM1, x)),
        // Not -expm1(x), which is -0.0 at 0.
        stabilises(
            "1-exp(x) -> 0-expm1(x)",
            fn(SUBTRACT, lit(1), fn(EXP, x)),
            fn(SUBTRACT, lit(0), fn(EXPM1, x))),
        stabilises(
            "log1p(-exp(x)) -> log1mexp(x)", fn(LOG1P, fn(NEGATIVE, fn(EXP, x))), fn(LOG1MEXP, x)),
        stabilises(
            "log(-expm1(x)) -> log1mexp(x)", fn(LOG, fn(NEGATIVE, fn(EXPM1, x))), fn(LOG1MEXP, x)),
        stabilises(
            "log(0-expm1(x)) -> log1mexp(x)",
            fn(LOG, fn(SUBTRACT, lit(0), fn(EXPM1, x))),
            fn(LOG1MEXP, x)),
        stabilises(
            "log(sqrt(x)) -> 0.5*log(x)",
            fn(LOG, fn(SQRT, x)),
            fn(MULTIPLY, lit(0.5), fn(LOG, x))));
  }
}
