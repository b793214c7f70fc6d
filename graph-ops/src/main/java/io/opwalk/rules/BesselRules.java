package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.BesselFunctions.I0;
import static io.opwalk.ops.scalar.BesselFunctions.I0E;
import static io.opwalk.ops.scalar.BesselFunctions.I1;
import static io.opwalk.ops.scalar.BesselFunctions.I1E;
import static io.opwalk.ops.scalar.BesselFunctions.IV;
import static io.opwalk.ops.scalar.BesselFunctions.KV;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.LogicFunctions.EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.GradientRules.masked;
import static io.opwalk.rules.LogBesselFunctions.LOG_IV;
import static io.opwalk.rules.LogBesselFunctions.LOG_KV;
import static io.opwalk.rules.LogBesselFunctions.SLOPE_OF_LOG_IV;
import static io.opwalk.rules.LogBesselFunctions.SLOPE_OF_LOG_KV;
import static io.opwalk.rules.LogExpFunctions.I1_OVER_SLOPE;
import static io.opwalk.rules.LogExpFunctions.LOG_I0;
import static io.opwalk.rules.LogExpFunctions.LOG_I1;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.stabilises;

import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Logarithms of Bessel functions, which grow as exponentials do, and their slopes, which are
 * quotients of two such: by the scaled functions.
 */
final class BesselRules {
  private BesselRules() {}

  static List<Rule> all() {
    List<Rule> rules = new ArrayList<>(ofOrders0And1());
    rules.addAll(ofAnyOrder());
    return rules;
  }

  private static List<Rule> ofAnyOrder() {
    Pattern g = any("g");
    Pattern v = any("v");
    Pattern x = any("x");
    Pattern iv = fn(IV, v, x);
    Pattern kv = fn(KV, v, x);
    return List.of(
        stabilises("log(iv(v, x)) -> log(ive(v, x))+abs(x)", fn(LOG, iv), fn(LOG_IV, v, x)),
        stabilises("log(kv(v, x)) -> log(kve(v, x))-x", fn(LOG, kv), fn(LOG_KV, v, x)),
        stabilises(
            "slope of log(iv(v, x)) -> (ive(v-1, x)+ive(v+1, x))/2/ive(v, x)",
            slope(g, iv, meanOfNeighbours(0.5, IV)),
            masked(g, fn(MULTIPLY, g, fn(SLOPE_OF_LOG_IV, v, x)))),
        stabilises(
            "slope of log(kv(v, x)) -> -(kve(v-1, x)+kve(v+1, x))/2/kve(v, x)",
            slope(g, kv, meanOfNeighbours(-0.5, KV)),
            masked(g, fn(MULTIPLY, g, fn(SLOPE_OF_LOG_KV, v, x)))));
  }

  /** Half the sum of the functions of the orders below and above, or minus that. */
  private static Pattern meanOfNeighbours(double half, ScalarFunction function) {
    Pattern v = any("v");
    Pattern x = any("x");
    Pattern below = fn(function, fn(SUBTRACT, v, lit(1)), x);
    Pattern above = fn(function, fn(ADD, v, lit(1)), x);
    return fn(MULTIPLY, lit(half), fn(ADD, below, above));
  }

  private static List<Rule> ofOrders0And1() {
    Pattern g = any("g");
    Pattern x = any("x");
    Pattern i0 = fn(I0, x);
    Pattern i1 = fn(I1, x);
    return List.of(
        stabilises("log(i0(x)) -> |x|+log(i0e(x))", fn(LOG, i0), fn(LOG_I0, x)),
        stabilises("log(i1(x)) -> x+log(i1e(x))", fn(LOG, i1), fn(LOG_I1, x)),
        stabilises(
            "slope of log(i0(x)) -> i1e(x)/i0e(x)",
            slope(g, i0, i1),
            masked(g, fn(MULTIPLY, g, fn(DIVIDE, fn(I1E, x), fn(I0E, x))))),
        stabilises(
            "slope of log(i1(x)) -> 1/(i1e(x)/(i0e(x)-i1e(x)/x))",
            slope(g, i1, slopeOfI1(i0, i1)),
            masked(g, fn(DIVIDE, g, fn(I1_OVER_SLOPE, x)))));
  }

  /** The gradient of log(f(x)), where f' is the derivative of f. */
  private static Pattern slope(Pattern gradient, Pattern function, Pattern derivative) {
    Pattern inner = masked(gradient, fn(DIVIDE, gradient, function));
    return masked(inner, fn(MULTIPLY, inner, derivative));
  }

  /** I0 - I1 / x, with the limit of the quotient at 0. */
  private static Pattern slopeOfI1(Pattern i0, Pattern i1) {
    Pattern x = any("x");
    Pattern isZero = fn(EQUAL, x, lit(0));
    Pattern quotient = fn(DIVIDE, i1, fn(WHERE, isZero, lit(1), x));
    return fn(SUBTRACT, i0, fn(WHERE, isZero, lit(0.5), quotient));
  }
}
