package io.opwalk.rules;

import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.rules.TrueValue.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Bessels;
import io.opwalk.ops.Tensors;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import io.opwalk.testing.precise.PreciseModifiedBessel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logarithms of Bessel functions of any order, and their slopes, against many digits. */
final class BesselRulesTest {
  private static final String LOG_I = "log(iv(v, x)) -> log(ive(v, x))+abs(x)";
  private static final String LOG_K = "log(kv(v, x)) -> log(kve(v, x))-x";
  private static final String SLOPE_I =
      "slope of log(iv(v, x)) -> (ive(v-1, x)+ive(v+1, x))/2/ive(v, x)";
  private static final String SLOPE_K =
      "slope of log(kv(v, x)) -> -(kve(v-1, x)+kve(v+1, x))/2/kve(v, x)";

  /**
   * In ulp, over the four that {@link Nearness} allows: each of the functions of a quotient is good
   * to 24 ulp.
   */
  private static final double LOOSER = 20;

  /** The value of a function of an order and an argument. */
  private interface Definition {
    Precise at(Precise order, Precise x);
  }

  static Set<String> covered() {
    return oracles().keySet();
  }

  private static Map<String, StableRulesTest.Oracle> oracles() {
    return Map.of(
        LOG_I, vx -> logarithm(PreciseModifiedBessel::besselI, vx),
        LOG_K, vx -> logarithm(PreciseModifiedBessel::besselK, vx),
        SLOPE_I, gvx -> slope(PreciseModifiedBessel::besselI, 1, gvx),
        SLOPE_K, gvx -> slope(PreciseModifiedBessel::besselK, -1, gvx));
  }

  /** Where there is a value, and it does not take long to compute. */
  private static boolean isKnown(double v, double x) {
    return v >= 0 && v < 200 && x > 1e-3 && x < 2000;
  }

  private static Number logarithm(Definition function, double[] vx) {
    return isKnown(vx[0], vx[1])
        ? number(PreciseMath.log(function.at(Precise.of(vx[0]), Precise.of(vx[1]))))
        : null;
  }

  /** DLMF 10.29.1. */
  private static Number slope(Definition function, int sign, double[] gvx) {
    if (!isKnown(gvx[1], gvx[2]) || !Double.isFinite(gvx[0])) {
      return null;
    }
    Precise v = Precise.of(gvx[1]);
    Precise x = Precise.of(gvx[2]);
    // Of the order that the graph has, below and above.
    Precise slope = function
        .at(v.minus(1), x)
        .plus(function.at(v.plus(1), x))
        .over(function.at(v, x))
        .times(0.5 * sign);
    return TrueValue.times(of(gvx[0]), number(slope));
  }

  /** As two doubles, which is more than a double tells. */
  private static BigDecimal number(Precise value) {
    double leading = value.doubleValue();
    return new BigDecimal(leading).add(new BigDecimal(value.minus(leading).doubleValue()));
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    StableRulesTest.Oracle oracle = oracles().get(rule.name());
    boolean isSlope = rule.name().startsWith("slope");
    boolean nearer = false;
    for (RuleExample example : RuleRunner.examples(rule)) {
      nearer |= StableRulesTest.compare(example, oracle, point -> {
        Number truth = isSlope ? oracle.value(point) : null;
        return truth == null ? 0 : LOOSER / 4 * Math.abs(truth.doubleValue());
      });
    }
    assertTrue(nearer, () -> rule.name() + ": nowhere is the right side nearer");
  }

  /** What the user writes, far beyond where the functions overflow and underflow. */
  @Test
  void logarithmsAndTheirGradientsAreFiniteFarOut() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, 3);
    Feed feed = Feed.feed(x, NDArray.of(1.0, 1000.0, 1e6));
    // Of order 1/2: log(sqrt(pi / (2 x)) exp(-x)), whose slope is -1 - 1 / (2 x).
    assertLogarithm(log(Bessels.kv(0.5, x)), x, feed, at -> {
      return new double[] {Math.log(Math.PI / 2 / at) / 2 - at, -1 - 0.5 / at};
    });
    // log(sqrt(2 / (pi x)) sinh(x)), whose slope is coth(x) - 1 / (2 x).
    assertLogarithm(log(Bessels.iv(0.5, x)), x, feed, at -> {
      double logSinh = at + Math.log1p(-Math.exp(-2 * at)) - Math.log(2);
      return new double[] {Math.log(2 / Math.PI / at) / 2 + logSinh, 1 / Math.tanh(at) - 0.5 / at};
    });
  }

  private interface ValueAndSlope {
    double[] at(double x);
  }

  private static void assertLogarithm(Tensor y, Tensor x, Feed feed, ValueAndSlope expected) {
    Tensor slope = GradientRulesTest.gradient(sum(y), x, new RewriteTrace());
    Tensor value = RuleRunner.rewrite(y, CanonicalRules.set(), StableRules.set());
    List<NDArray> found = RuleRunner.evaluate(List.of(value, slope), feed);
    double[] points = {1, 1000, 1e6};
    for (int i = 0; i < points.length; i++) {
      double[] exact = expected.at(points[i]);
      // 24 ulp of the function, and a few of the formulas here.
      assertEquals(exact[0], found.get(0).getDouble(i), 1e-14 * Math.max(1, Math.abs(exact[0])));
      assertEquals(exact[1], found.get(1).getDouble(i), 2e-14);
    }
  }
}
