package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.LOG_SIGMOID;
import static io.opwalk.ops.scalar.ActivationFunctions.SIGMOID;
import static io.opwalk.ops.scalar.ActivationFunctions.SILU;
import static io.opwalk.ops.scalar.ActivationFunctions.SOFTPLUS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ABS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.RECIPROCAL;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG1P;
import static io.opwalk.ops.scalar.LogicFunctions.GREATER_EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.LESS_EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_AND;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.ops.scalar.SpecialFunctions.LOGIT;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.List;

/**
 * The logistic function written out by hand, which overflows on one side, and its logarithm, which
 * underflows on the other.
 */
final class SigmoidRules {
  private SigmoidRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern minusX = fn(NEGATIVE, x);
    Pattern onePlusExp = fn(ADD, lit(1), fn(EXP, x));
    Pattern onePlusExpMinus = fn(ADD, lit(1), fn(EXP, minusX));
    Pattern sigmoid = fn(SIGMOID, x);
    Pattern sigmoidMinus = fn(SIGMOID, minusX);
    Pattern minusSoftplus = fn(NEGATIVE, fn(SOFTPLUS, x));
    return List.of(
        stabilises("1/(1+exp(-x)) -> sigmoid(x)", fn(DIVIDE, lit(1), onePlusExpMinus), sigmoid),
        stabilises("reciprocal(1+exp(-x)) -> sigmoid(x)", fn(RECIPROCAL, onePlusExpMinus), sigmoid),
        stabilises("1/(1+exp(x)) -> sigmoid(-x)", fn(DIVIDE, lit(1), onePlusExp), sigmoidMinus),
        stabilises("reciprocal(1+exp(x)) -> sigmoid(-x)", fn(RECIPROCAL, onePlusExp), sigmoidMinus),
        stabilises("exp(x)/(1+exp(x)) -> sigmoid(x)", fn(DIVIDE, fn(EXP, x), onePlusExp), sigmoid),
        stabilises(
            "c/(1+exp(-x)) -> c*sigmoid(x)",
            fn(DIVIDE, any("c"), onePlusExpMinus),
            fn(MULTIPLY, any("c"), sigmoid)),
        stabilises(
            "c/(1+exp(x)) -> c*sigmoid(-x)",
            fn(DIVIDE, any("c"), onePlusExp),
            fn(MULTIPLY, any("c"), sigmoidMinus)),
        stabilises(
            "exp(x)*sigmoid(-x) -> sigmoid(x)", fn(MULTIPLY, fn(EXP, x), sigmoidMinus), sigmoid),
        stabilises("x*sigmoid(x) -> silu(x)", fn(MULTIPLY, x, sigmoid), fn(SILU, x)),
        stabilises("1-sigmoid(x) -> sigmoid(-x)", fn(SUBTRACT, lit(1), sigmoid), sigmoidMinus),
        stabilises(
            "sigmoid(x)/sigmoid(-x) -> exp(x)", fn(DIVIDE, sigmoid, sigmoidMinus), fn(EXP, x)),
        stabilises(
            "sigmoid(-x)/sigmoid(x) -> exp(-x)",
            fn(DIVIDE, sigmoidMinus, sigmoid),
            fn(EXP, minusX)),
        stabilises("log(sigmoid(-x)) -> -softplus(x)", fn(LOG, sigmoidMinus), minusSoftplus),
        stabilises("log(sigmoid(x)) -> logSigmoid(x)", fn(LOG, sigmoid), fn(LOG_SIGMOID, x)),
        stabilises(
            "log(1-sigmoid(x)) -> -softplus(x)",
            fn(LOG, fn(SUBTRACT, lit(1), sigmoid)),
            minusSoftplus),
        stabilises(
            "log1p(-sigmoid(x)) -> -softplus(x)", fn(LOG1P, fn(NEGATIVE, sigmoid)), minusSoftplus),
        stabilises("logit(sigmoid(x)) -> x", fn(LOGIT, sigmoid), x),
        stabilises(
            "sigmoid(logit(x)) -> x where 0 <= x <= 1",
            fn(SIGMOID, fn(LOGIT, x)),
            fn(
                WHERE,
                fn(LOGICAL_AND, fn(GREATER_EQUAL, x, lit(0)), fn(LESS_EQUAL, x, lit(1))),
                fn(ABS, x),
                lit(Double.NaN))));
  }
}
