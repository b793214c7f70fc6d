package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ActivationFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The rows of {@link ActivationFunctions}. */
final class ActivationCases {
  private static final double INF = POSITIVE_INFINITY;
  private static final BigInteger SIX = BigInteger.valueOf(6);

  /** Klambauer et al., 2017, in the appendix. */
  private static final Precise SELU_SCALE =
      Precise.of(new BigDecimal("1.0507009873554804934193349852946"));

  private static final Precise SELU_ALPHA =
      Precise.of(new BigDecimal("1.6732632423543772848170429916717"));

  private ActivationCases() {}

  static List<ScalarCase> all() {
    return List.of(
        sigmoid(),
        softplus(),
        softsign(),
        relu(),
        relu6(),
        leakyRelu(),
        elu(),
        selu(),
        gelu(),
        geluTanh(),
        silu(),
        mish(),
        hardSigmoid(),
        hardSigmoidKeras2(),
        logSigmoid());
  }

  private static boolean positive(Precise x) {
    return x.signum() > 0;
  }

  /**
   * For products x t where t, of the size of exp(x), has lost digits where it is subnormal: the
   * unit is that of x times the least normal number at least.
   */
  private static double timesSubnormal(DType dtype, double[] args, double exact) {
    double least = dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return Math.max(Math.abs(exact), Math.abs(args[0]) * least);
  }

  private static ScalarCase sigmoid() {
    return ScalarCase.of(ActivationFunctions.SIGMOID)
        .unary(PreciseMath::logistic)
        .within(2, 2)
        .focus(-750, 750)
        .focus(-40, 40)
        .focus(-1, 1)
        .corners(0, -708, -745, 37, -88, -104)
        .gives(0.5, 0.0)
        .gives(0.5, -0.0)
        .gives(1, INF)
        .gives(0.0, -INF)
        .gives(1, 800)
        .gives(0.0, -800)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0.25, 0)
        .slope(0, 0, INF)
        .slope(0, 0, -INF);
  }

  private static Precise softplus(Precise x) {
    return positive(x)
        ? x.plus(PreciseMath.log1p(PreciseMath.exp(x.negated())))
        : PreciseMath.log1p(PreciseMath.exp(x));
  }

  private static ScalarCase softplus() {
    return ScalarCase.of(ActivationFunctions.SOFTPLUS)
        .unary(ActivationCases::softplus)
        .within(2, 2)
        .focus(-750, 750)
        .focus(-40, 40)
        .focus(-1, 1)
        .corners(0, -708, -745, 37, -88, -104)
        .gives(Math.log(2), 0.0)
        .gives(INF, INF)
        .gives(0.0, -INF)
        .gives(1000, 1000)
        .gives(0.0, -1000)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 1, INF)
        .slope(0, 0, -INF);
  }

  private static ScalarCase softsign() {
    return ScalarCase.of(ActivationFunctions.SOFTSIGN)
        .unary(x -> x.over(x.abs().plus(1)))
        .within(1.5, 1.5)
        .focus(-9, 9)
        .corners(0, 1)
        .gives(-0.0, -0.0)
        .gives(0.5, 1)
        .gives(1, INF)
        .gives(-1, -INF)
        .gives(NaN, NaN)
        .smooth(0.2, 9)
        .smooth(-9, -0.2)
        .slope(0, 1, 0)
        .slope(0, 0, INF);
  }

  private static ScalarCase relu() {
    return ScalarCase.of(ActivationFunctions.RELU)
        .unary(x -> positive(x) ? x : Precise.ZERO)
        .within(0, 0)
        .focus(-9, 9)
        .gives(0.0, -0.0)
        .gives(0.0, 0.0)
        .gives(INF, INF)
        .gives(0.0, -INF)
        .gives(NaN, NaN)
        .smooth(-9, -0.1)
        .smooth(0.1, 9)
        .slope(0, 0, 0)
        .integers(args -> args.get(0).max(BigInteger.ZERO));
  }

  private static Precise relu6(Precise x) {
    Precise raised = positive(x) ? x : Precise.ZERO;
    return raised.compareTo(Precise.of(6)) < 0 ? raised : Precise.of(6);
  }

  private static Precise clippedToOne(Precise x) {
    Precise raised = positive(x) ? x : Precise.ZERO;
    return raised.compareTo(Precise.of(1)) < 0 ? raised : Precise.of(1);
  }

  private static ScalarCase relu6() {
    return ScalarCase.of(ActivationFunctions.RELU6)
        .unary(ActivationCases::relu6)
        .within(0, 0)
        .focus(-9, 9)
        .corners(6)
        .gives(0.0, -0.0)
        .gives(6, INF)
        .gives(0.0, -INF)
        .gives(NaN, NaN)
        .smooth(-9, -0.1)
        .smooth(0.1, 5.9)
        .smooth(6.1, 9)
        .slope(0, 0, 0)
        .slope(0, 0, 6)
        .integers(args -> args.get(0).max(BigInteger.ZERO).min(SIX));
  }

  private static ScalarCase leakyRelu() {
    return ScalarCase.of(ActivationFunctions.LEAKY_RELU)
        .binary((x, slope) -> positive(x) ? x : x.times(slope))
        .within(0.5, 0.5)
        .focus(-9, 9, 0, 1)
        .gives(3, 3, 0.25)
        .gives(-0.75, -3, 0.25)
        .gives(-0.0, -0.0, 0.25)
        .gives(INF, INF, 0.25)
        .gives(-INF, -INF, 0.25)
        .gives(NaN, NaN, 0.25)
        .gives(NaN, -1, NaN)
        .smooth(-9, -0.1, 0, 1)
        .smooth(0.1, 9, 0, 1)
        .slope(0, 0.25, 0, 0.25)
        .slope(1, 0, 0, 0.25);
  }

  private static ScalarCase elu() {
    return ScalarCase.of(ActivationFunctions.ELU)
        .binary((x, alpha) -> positive(x) ? x : PreciseMath.expm1(x).times(alpha))
        .within(2, 2)
        .focus(-40, 9, 0, 2)
        .focus(-1, 1, 0, 2)
        .corners(0, 1)
        .gives(3, 3, 2)
        .gives(-0.0, -0.0, 2)
        .gives(-2, -INF, 2)
        .gives(INF, INF, 2)
        .gives(NaN, NaN, 2)
        .smooth(-9, -0.1, 0, 2)
        .smooth(0.1, 9, 0, 2)
        .slope(0, 2, 0, 2)
        .slope(0, 1, INF, 2)
        .slope(0, 0, -INF, 2)
        .slope(1, 0, 0, 2)
        .slope(1, -1, -INF, 2)
        .slope(1, 0, INF, 2);
  }

  private static ScalarCase selu() {
    return ScalarCase.of(ActivationFunctions.SELU)
        .unary(x -> SELU_SCALE.times(positive(x) ? x : SELU_ALPHA.times(PreciseMath.expm1(x))))
        .within(2, 2)
        .focus(-40, 9)
        .focus(-1, 1)
        .gives(-0.0, -0.0)
        .gives(-1.7580993408473768, -INF)
        .gives(INF, INF)
        .gives(NaN, NaN)
        .smooth(-9, -0.1)
        .smooth(0.1, 9)
        .slope(0, 1.7580993408473768, 0)
        .slope(0, 0, -INF);
  }

  private static ScalarCase gelu() {
    return ScalarCase.of(ActivationFunctions.GELU)
        .unary(x -> {
          Precise inRoots = x.negated().over(Precise.of(2).sqrt());
          return x.times(PreciseMath.erfc(inRoots)).scaled(-1);
        })
        .within(4, 3)
        // The slope of log(erfc(-x / sqrt(2))) is about x: below 0 it amplifies the rounding of
        // x/sqrt(2).
        .inUnitsOf((dtype, args, exact) -> {
          double amplified = args[0] < 0 ? 1 + args[0] * args[0] / 2 : 1;
          return timesSubnormal(dtype, args, exact) * amplified;
        })
        .focus(-39, 9)
        .focus(-14, 9)
        .focus(-1, 1)
        .corners(0, -38, -13)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-0.0, -INF)
        .gives(-0.0, -99)
        .gives(NaN, NaN)
        .smooth(-5, 5)
        .slope(0, 0.5, 0)
        .slope(0, 1, INF)
        .slope(0, 0, -INF);
  }

  private static Precise geluTanh(Precise x) {
    Precise cube = x.times(x).times(x);
    Precise u = x.plus(cube.times(Precise.of(new BigDecimal("0.044715"))))
        .times(Precise.of(2).over(PreciseMath.PI).sqrt());
    // (1 + tanh(u)) / 2, without the cancellation.
    return x.times(PreciseMath.logistic(u.scaled(1)));
  }

  private static ScalarCase geluTanh() {
    return ScalarCase.of(ActivationFunctions.GELU_TANH)
        .unary(ActivationCases::geluTanh)
        .within(3, 3)
        // exp(2 u) amplifies the rounding of 2 u.
        .inUnitsOf((dtype, args, exact) -> {
          double amplified = 1 + Math.abs(1.6 * args[0] * (1 + 0.044715 * args[0] * args[0]));
          return timesSubnormal(dtype, args, exact) * Math.min(amplified, 800);
        })
        .focus(-25, 9)
        .focus(-9, 9)
        .focus(-1, 1)
        .corners(0, -21, -10)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-0.0, -INF)
        .gives(-0.0, -99)
        .gives(NaN, NaN)
        .smooth(-5, 5)
        .slope(0, 0.5, 0)
        .slope(0, 1, INF)
        .slope(0, 0, -INF)
        .slope(0, 0, -1e30);
  }

  private static ScalarCase silu() {
    return ScalarCase.of(ActivationFunctions.SILU)
        .unary(x -> x.times(PreciseMath.logistic(x)))
        .within(3, 3)
        .inUnitsOf(ActivationCases::timesSubnormal)
        .focus(-760, 9)
        .focus(-40, 9)
        .focus(-1, 1)
        .corners(0, -708, -745, -88, -104)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-0.0, -INF)
        .gives(-0.0, -900)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0.5, 0)
        .slope(0, 1, INF)
        .slope(0, 0, -INF);
  }

  private static ScalarCase mish() {
    return ScalarCase.of(ActivationFunctions.MISH)
        .unary(x -> x.times(PreciseMath.tanh(softplus(x))))
        .within(5, 4)
        .inUnitsOf(ActivationCases::timesSubnormal)
        .focus(-760, 9)
        .focus(-40, 9)
        .focus(-1, 1)
        .corners(0, -708, -745, -88, -104)
        .gives(0.0, 0.0)
        .gives(-0.0, -0.0)
        .gives(INF, INF)
        .gives(-0.0, -INF)
        .gives(-0.0, -900)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0.6, 0)
        .slope(0, 1, INF)
        .slope(0, 0, -INF);
  }

  private static ScalarCase hardSigmoid() {
    return ScalarCase.of(ActivationFunctions.HARD_SIGMOID)
        .unary(x -> relu6(x.plus(3)).over(6))
        .within(1.5, 1.5)
        .focus(-4, 4)
        .corners(0, 3, -3)
        .gives(0.5, 0)
        .gives(0.0, -3)
        .gives(1, 3)
        .gives(1, INF)
        .gives(0.0, -INF)
        .gives(NaN, NaN)
        .smooth(-9, -3.1)
        .smooth(-2.9, 2.9)
        .smooth(3.1, 9)
        .slope(0, 0, -3)
        .slope(0, 0, 3);
  }

  private static ScalarCase hardSigmoidKeras2() {
    return ScalarCase.of(ActivationFunctions.HARD_SIGMOID_KERAS2)
        .unary(x -> clippedToOne(x.plus(2.5).over(5)))
        .within(1, 1)
        .inUnitsOf((dtype, args, exact) -> Math.max(Math.abs(exact), 0.5))
        .focus(-4, 4)
        .corners(0, 2.5, -2.5)
        .gives(0.5, 0)
        .gives(0.0, -2.5)
        .gives(1, 2.5)
        .gives(1, INF)
        .gives(0.0, -INF)
        .gives(NaN, NaN)
        .smooth(-9, -2.6)
        .smooth(-2.4, 2.4)
        .smooth(2.6, 9)
        .slope(0, 0, -2.5)
        .slope(0, 0, 2.5);
  }

  private static ScalarCase logSigmoid() {
    return ScalarCase.of(ActivationFunctions.LOG_SIGMOID)
        .unary(x -> softplus(x.negated()).negated())
        .within(2, 2)
        .focus(-750, 750)
        .focus(-40, 40)
        .focus(-1, 1)
        .corners(0, 708, 745, -37, 88, 104)
        .gives(-Math.log(2), 0.0)
        .gives(0.0, INF)
        .gives(-INF, -INF)
        .gives(-1000, -1000)
        .gives(NaN, NaN)
        .smooth(-9, 9)
        .slope(0, 0, INF)
        .slope(0, 1, -INF);
  }
}
