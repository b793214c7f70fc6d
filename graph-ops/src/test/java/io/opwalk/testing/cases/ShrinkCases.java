package io.opwalk.testing.cases;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ShrinkFunctions;
import io.opwalk.testing.precise.Precise;
import io.opwalk.testing.precise.PreciseMath;
import java.util.List;

/** The rows of {@link ShrinkFunctions}. */
final class ShrinkCases {
  private static final double INF = POSITIVE_INFINITY;

  private ShrinkCases() {}

  static List<ScalarCase> all() {
    return List.of(
        hardTanh(),
        hardSilu(),
        thresholdedRelu(),
        hardShrink(),
        softShrink(),
        shrink(),
        sparsePlus(),
        sparseSigmoid(),
        tanhShrink(),
        celu(),
        squareplus(),
        threshold());
  }

  private static ScalarCase row(ScalarFunction function) {
    return ScalarCase.of(function)
        .focus(-9, 9)
        .focus(-1, 1)
        .corners(0, 1, -1, 3, -3)
        .gives(NaN, NaN);
  }

  private static Precise held(Precise x, double low, double high) {
    Precise raised = x.compareTo(Precise.of(low)) < 0 ? Precise.of(low) : x;
    return raised.compareTo(Precise.of(high)) > 0 ? Precise.of(high) : raised;
  }

  private static ScalarCase hardTanh() {
    return row(ShrinkFunctions.HARD_TANH)
        .unary(x -> held(x, -1, 1))
        .within(0, 0)
        .gives(1, INF)
        .gives(-1, -INF)
        .gives(-0.0, -0.0)
        .smooth(-0.9, 0.9)
        .smooth(1.1, 5)
        .slope(0, 0, 1)
        .slope(0, 0, -1);
  }

  private static ScalarCase hardSilu() {
    return row(ShrinkFunctions.HARD_SILU)
        .unary(x -> x.times(held(x.plus(3), 0, 6)).over(6))
        .within(2.5, 2.5)
        .inUnitsOf((dtype, args, exact) -> Math.abs(exact))
        .gives(INF, INF)
        .gives(-0.0, -INF)
        .gives(4, 4)
        .smooth(-2.9, 2.9)
        .smooth(3.1, 9)
        .slope(0, 0, -3)
        .slope(0, 1, 3);
  }

  private static ScalarCase thresholdedRelu() {
    return ScalarCase.of(ShrinkFunctions.THRESHOLDED_RELU)
        .binary((x, t) -> x.compareTo(t) > 0 ? x : Precise.ZERO)
        .within(0, 0)
        .focus(-9, 9, 0, 2)
        .corners(0, 1, -1)
        .gives(0.0, 1, 1)
        .gives(INF, INF, 1)
        .gives(0.0, -INF, 1)
        .gives(NaN, NaN, 1)
        .smooth(3, 9, 0, 2)
        .smooth(-9, -1, 0, 2)
        .slope(0, 0, 1, 1);
  }

  private static Precise shrunk(Precise x, Precise threshold, Precise bias) {
    if (x.abs().compareTo(threshold) <= 0) {
      return Precise.ZERO;
    }
    return x.signum() < 0 ? x.plus(bias) : x.minus(bias);
  }

  private static ScalarCase pair(ScalarFunction function) {
    return ScalarCase.of(function)
        .focus(-9, 9, 0, 2)
        .corners(0, 1, -1)
        .gives(0.0, 1, 1)
        .gives(0.0, -1, 1)
        .gives(INF, INF, 1)
        .gives(-INF, -INF, 1)
        .gives(NaN, NaN, 1)
        .smooth(3, 9, 0, 2)
        .smooth(-9, -3, 0, 2)
        .smooth(-0.5, 0.5, 1, 2)
        .slope(0, 0, 1, 1);
  }

  private static ScalarCase hardShrink() {
    return pair(ShrinkFunctions.HARD_SHRINK)
        .binary((x, t) -> shrunk(x, t, Precise.ZERO))
        .within(0, 0);
  }

  private static ScalarCase softShrink() {
    return pair(ShrinkFunctions.SOFT_SHRINK)
        .binary((x, t) -> shrunk(x, t, t))
        .within(0.5, 0.5)
        .slope(1, 0, 1, 1);
  }

  private static ScalarCase shrink() {
    return ScalarCase.of(ShrinkFunctions.SHRINK)
        .oracle(args -> shrunk(args[0], args[1], args[2]))
        .within(0.5, 0.5)
        .focus(-9, 9, 0, 2, -1, 1)
        .corners(0, 1, -1)
        .gives(0.0, 1, 1, 3)
        .gives(INF, INF, 1, 3)
        .gives(-INF, -INF, 1, 3)
        .gives(NaN, NaN, 1, 3)
        .smooth(4, 9, 0, 2, -1, 1)
        .smooth(-9, -4, 0, 2, -1, 1)
        .slope(0, 0, 1, 1, 3)
        .slope(2, 0, 1, 1, 3);
  }

  private static ScalarCase sparsePlus() {
    return row(ShrinkFunctions.SPARSE_PLUS)
        .unary(x -> {
          Precise above = x.plus(1);
          boolean inMiddle = above.signum() > 0 && x.compareTo(Precise.ONE) < 0;
          return inMiddle ? above.times(above).over(4) : x.signum() < 0 ? Precise.ZERO : x;
        })
        .within(2.5, 2.5)
        .gives(INF, INF)
        .gives(0.0, -INF)
        .smooth(-0.9, 0.9)
        .smooth(1.1, 9)
        .slope(0, 0, -1)
        .slope(0, 1, 1);
  }

  private static ScalarCase sparseSigmoid() {
    return row(ShrinkFunctions.SPARSE_SIGMOID)
        .unary(x -> held(x.plus(1).over(2), 0, 1))
        .within(0.5, 0.5)
        .gives(1, INF)
        .gives(0.0, -INF)
        .smooth(-0.9, 0.9)
        .smooth(1.1, 9)
        .slope(0, 0, -1)
        .slope(0, 0, 1);
  }

  private static ScalarCase tanhShrink() {
    return row(ShrinkFunctions.TANH_SHRINK)
        .unary(x -> x.minus(PreciseMath.tanh(x)))
        .within(2, 2)
        .inUnitsOf((dtype, args, exact) -> Math.abs(args[0]))
        .gives(0.0, 0.0)
        .gives(INF, INF)
        .gives(-INF, -INF)
        .smooth(-4, 4);
  }

  private static ScalarCase celu() {
    return ScalarCase.of(ShrinkFunctions.CELU)
        .binary((x, alpha) -> x.signum() > 0 ? x : alpha.times(PreciseMath.expm1(x.over(alpha))))
        .within(3, 3)
        .inUnitsOf((dtype, args, exact) -> {
          double least = dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
          return Math.max(Math.abs(exact), args[1] * least);
        })
        .known(args -> args[1] > 1e-3 && args[1] < 1e3)
        .focus(-9, 9, 0.5, 2)
        .focus(-1, 1, 0.1, 9)
        .corners(0, 1, -1)
        .gives(INF, INF, 2)
        .gives(-2, -INF, 2)
        .gives(0.0, 0.0, 2)
        .gives(-0.0, -0.0, 2)
        .gives(NaN, NaN, 2)
        .smooth(-4, -0.1, 0.5, 3)
        .smooth(0.1, 4, 0.5, 3)
        .slope(0, 1, 0, 2);
  }

  private static ScalarCase squareplus() {
    return ScalarCase.of(ShrinkFunctions.SQUAREPLUS)
        .binary((x, b) -> x.signum() == 0 && b.signum() == 0
            ? Precise.ZERO
            : squareplus(x, x.times(x).plus(b).sqrt(), b))
        .within(3, 3)
        .known(args -> Math.abs(args[0]) < 1e30 && args[1] >= 0)
        .focus(-9, 9, 0, 9)
        .focus(-999, 999, 0, 1)
        .corners(0, 1, -1, 4)
        .gives(1, 0, 4)
        .gives(2, 2, 0)
        .gives(0.0, -2, 0)
        .gives(0.0, 0, 0)
        .gives(INF, INF, 4)
        .gives(0.0, -INF, 4)
        .gives(NaN, NaN, 4)
        .gives(NaN, 1, NaN)
        .gives(NaN, 1, -4)
        .smooth(-9, 9, 0.5, 5)
        .slope(0, 0.5, 0, 4)
        .slope(0, 1, INF, 4)
        .slope(0, 0, -INF, 4)
        .slope(0, 0, 0, 0)
        .slope(1, INF, 0, 0);
  }

  private static Precise squareplus(Precise x, Precise root, Precise b) {
    return x.signum() < 0 ? b.over(root.minus(x)).scaled(-1) : root.plus(x).scaled(-1);
  }

  private static ScalarCase threshold() {
    return ScalarCase.of(ShrinkFunctions.THRESHOLD)
        .oracle(args -> args[0].compareTo(args[1]) > 0 ? args[0] : args[2])
        .within(0, 0)
        .focus(-9, 9, 0, 2, -1, 1)
        .corners(0, 1, -1)
        .gives(3, 1, 1, 3)
        .gives(INF, INF, 1, 3)
        .gives(3, -INF, 1, 3)
        .gives(NaN, NaN, 1, 3)
        .gives(-0.0, 0.0, 0.0, -0.0)
        .smooth(3, 9, 0, 2, -1, 1)
        .smooth(-9, -1, 0, 2, -1, 1)
        .slope(0, 0, 1, 1, 3)
        .slope(2, 1, 1, 1, 3);
  }
}
