package io.opwalk.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.ops.elementary.Elementary;
import io.opwalk.ops.scalar.ActivationFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;
import io.opwalk.ops.scalar.SpecialFunctions;
import io.opwalk.ops.scalar.TrigonometricFunctions;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import io.opwalk.testing.precise.Precise;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code of the elementary functions at millions of points over the whole range, against
 * StrictMath, and against 128 bits where that does not tell: the bound is 1 ulp for exponentials
 * and logarithms, and 2 ulp for the rest, in both dtypes.
 */
class ElementarySweepTest {
  /** Ten million points in all. */
  private static final int POINTS = 250_000;

  private static final int SOAK_POINTS = 10_000_000;

  private static final Set<ScalarOp> ODD = Set.of(
      ScalarOp.SIN,
      ScalarOp.TAN,
      ScalarOp.ASIN,
      ScalarOp.ATAN,
      ScalarOp.SINH,
      ScalarOp.TANH,
      ScalarOp.CBRT,
      ScalarOp.ERF);

  /**
   * One function.
   *
   * @param ulps how far the result may be off
   * @param known another implementation
   * @param knownUlps how far off that may be; infinite where it is not said
   * @param asked every how many points the exact value is asked for
   * @param focus where half of the arguments are, from its negative on; the others are from
   *     everywhere
   */
  private record Row(
      ScalarOp op,
      ScalarFunction function,
      double ulps,
      DoubleBinaryOperator known,
      double knownUlps,
      int asked,
      double focus) {
    @Override
    public String toString() {
      return op.toString();
    }
  }

  /** By StrictMath, which says that it is within one ulp. */
  private static Row row(
      ScalarOp op, ScalarFunction function, double ulps, DoubleUnaryOperator known, double focus) {
    return new Row(
        op, function, ulps, (x, y) -> known.applyAsDouble(x), 1, Integer.MAX_VALUE, focus);
  }

  private static Row farther(
      ScalarOp op, ScalarFunction function, DoubleUnaryOperator known, int asked, double focus) {
    return new Row(
        op, function, 2, (x, y) -> known.applyAsDouble(x), Double.POSITIVE_INFINITY, asked, focus);
  }

  private static List<Row> rows() {
    return List.of(
        row(ScalarOp.EXP, ExponentFunctions.EXP, 1, StrictMath::exp, 50),
        row(ScalarOp.EXP2, ExponentFunctions.EXP2, 1, x -> StrictMath.pow(2, x), 50),
        row(ScalarOp.EXPM1, ExponentFunctions.EXPM1, 1, StrictMath::expm1, 3),
        row(ScalarOp.LOG, ExponentFunctions.LOG, 1, StrictMath::log, 4),
        row(ScalarOp.LOG1P, ExponentFunctions.LOG1P, 1, StrictMath::log1p, 2),
        row(ScalarOp.LOG10, ExponentFunctions.LOG10, 1, StrictMath::log10, 4),
        new Row(
            ScalarOp.LOG2,
            ExponentFunctions.LOG2,
            1,
            (x, y) -> StrictMath.log(x) / StrictMath.log(2),
            Double.POSITIVE_INFINITY,
            20,
            4),
        row(ScalarOp.CBRT, ExponentFunctions.CBRT, 2, StrictMath::cbrt, 9),
        row(ScalarOp.SIN, TrigonometricFunctions.SIN, 2, StrictMath::sin, 100),
        row(ScalarOp.COS, TrigonometricFunctions.COS, 2, StrictMath::cos, 100),
        row(ScalarOp.TAN, TrigonometricFunctions.TAN, 2, StrictMath::tan, 100),
        row(ScalarOp.ASIN, TrigonometricFunctions.ASIN, 2, StrictMath::asin, 1),
        row(ScalarOp.ACOS, TrigonometricFunctions.ACOS, 2, StrictMath::acos, 1),
        row(ScalarOp.ATAN, TrigonometricFunctions.ATAN, 2, StrictMath::atan, 4),
        farther(ScalarOp.SINH, TrigonometricFunctions.SINH, StrictMath::sinh, 20, 9),
        farther(ScalarOp.COSH, TrigonometricFunctions.COSH, StrictMath::cosh, 20, 9),
        farther(ScalarOp.TANH, TrigonometricFunctions.TANH, StrictMath::tanh, 20, 5),
        farther(
            ScalarOp.SIGMOID, ActivationFunctions.SIGMOID, ElementarySweepTest::logistic, 20, 40),
        farther(
            ScalarOp.SOFTPLUS, ActivationFunctions.SOFTPLUS, ElementarySweepTest::softplus, 20, 40),
        farther(ScalarOp.ERF, SpecialFunctions.ERF, Erf::value, 500, 6),
        farther(ScalarOp.ERFC, SpecialFunctions.ERFC, Erfc::value, 500, 27),
        new Row(
            ScalarOp.POW, ExponentFunctions.POWER, 2, StrictMath::pow, 1, Integer.MAX_VALUE, 20),
        new Row(
            ScalarOp.HYPOT,
            ExponentFunctions.HYPOT,
            2,
            StrictMath::hypot,
            1,
            Integer.MAX_VALUE,
            20),
        new Row(
            ScalarOp.ATAN2,
            TrigonometricFunctions.ATAN2,
            2,
            StrictMath::atan2,
            Double.POSITIVE_INFINITY,
            100,
            20));
  }

  private static double logistic(double x) {
    double t = StrictMath.exp(-Math.abs(x));
    return x < 0 ? t / (1 + t) : 1 / (1 + t);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  static Stream<Arguments> functions() {
    return rows().stream()
        .flatMap(
            row -> Stream.of(Arguments.of(row, DType.FLOAT64), Arguments.of(row, DType.FLOAT32)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void staysWithinItsBound(Row row, DType dtype) {
    new Sweep(row, dtype).run(POINTS);
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("functions")
  void staysWithinItsBoundAtTenMillionPoints(Row row, DType dtype) {
    new Sweep(row, dtype).run(SOAK_POINTS);
  }

  /** Arguments whose values are near the middle of two doubles, or hard to reduce. */
  static Stream<Arguments> hardCases() {
    return Stream.of(
        // Lefevre and Muller, "Worst Cases for Correct Rounding of the Elementary Functions in
        // Double Precision", 2001, and CR-LIBM, "A library of correctly rounded elementary
        // functions", 2006.
        Arguments.of(ScalarOp.EXP, new double[] {0x1.83d4bcdebb3f4p2}),
        Arguments.of(ScalarOp.EXP, new double[] {-0x1.1d5c2daebe367p4}),
        Arguments.of(ScalarOp.EXP, new double[] {0x1.fffffffffffffp-53}),
        Arguments.of(ScalarOp.LOG, new double[] {0x1.62a88613629b6p678}),
        Arguments.of(ScalarOp.LOG, new double[] {0x1.fffffffffffffp-1}),
        Arguments.of(ScalarOp.EXP2, new double[] {0x1.e4596526bf94dp-10}),
        Arguments.of(ScalarOp.LOG2, new double[] {0x1.61555f75885b4p-1}),
        Arguments.of(ScalarOp.SIN, new double[] {0x1.e0000000001c2p-20}),
        Arguments.of(ScalarOp.TAN, new double[] {0x1.dffffffffff1fp-22}),
        Arguments.of(ScalarOp.ASIN, new double[] {0x1.7cb7648526f99p-1}),
        Arguments.of(ScalarOp.ACOS, new double[] {0x1.53ea6c7255e88p-4}),
        Arguments.of(ScalarOp.POW, new double[] {0x1.000002c5e2e99p0, 0x1.c9eee35374af6p31}),
        Arguments.of(ScalarOp.POW, new double[] {0x1.0000000000001p0, 0x1p62}),
        Arguments.of(ScalarOp.POW, new double[] {0x1.fffffffffffffp-1, 0x1p62}),
        // The multiples of pi / 2 nearest to doubles (W. Kahan, "Minimizing q*m-n", 1983), and on
        // either side of where StrictMath takes over.
        Arguments.of(ScalarOp.COS, new double[] {0x1.6ac5b262ca1ffp849}),
        Arguments.of(ScalarOp.SIN, new double[] {0x1.6ac5b262ca1ffp849}),
        Arguments.of(ScalarOp.SIN, new double[] {1e22}),
        Arguments.of(ScalarOp.SIN, new double[] {0x1.921fb54442d18p1}),
        Arguments.of(ScalarOp.COS, new double[] {0x1.921fb54442d18p0}),
        Arguments.of(ScalarOp.TAN, new double[] {0x1.921fb54442d18p0}),
        Arguments.of(ScalarOp.SIN, new double[] {0x1.fffffffffffffp29}),
        Arguments.of(ScalarOp.COS, new double[] {0x1p30}),
        Arguments.of(ScalarOp.TAN, new double[] {0x1.fffffffffffffp29}));
  }

  @ParameterizedTest
  @MethodSource("hardCases")
  void staysWithinItsBoundWhereThatIsHard(ScalarOp op, double[] args) {
    Row row = rows().stream().filter(one -> one.op == op).findFirst().orElseThrow();
    Sweep sweep = new Sweep(row, DType.FLOAT64);
    sweep.checkExactly(args, sweep.program.run(args));
  }

  /** What the rules rewrite, and say that no bit changes. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT64", "FLOAT32"})
  void powersThatAreOneOperationAreRoundedCorrectly(DType dtype) {
    Row power =
        rows().stream().filter(one -> one.op == ScalarOp.POW).findFirst().orElseThrow();
    Sweep sweep = new Sweep(power, dtype);
    for (int i = 0; i < 100_000; i++) {
      double x = sweep.argument(i % 2 == 0);
      boolean isFloat = dtype == DType.FLOAT32;
      double square = isFloat ? (float) x * (float) x : x * x;
      double reciprocal = isFloat ? 1 / (float) x : 1 / x;
      assertEquals(x, sweep.program.run(x, 1));
      assertEquals(square, sweep.program.run(x, 2));
      assertEquals(reciprocal, sweep.program.run(x, -1));
    }
  }

  /** The points of one function in one dtype. */
  private static final class Sweep {
    private final Row row;
    private final DType dtype;
    private final FloatingProgram program;
    private final ScalarCase definition;
    private final SplittableRandom random = new SplittableRandom(20261123);

    Sweep(Row row, DType dtype) {
      this.row = row;
      this.dtype = dtype;
      this.definition = ScalarCases.of(row.function);
      this.program = new FloatingProgram(
          Elementary.code(row.op, dtype).orElseThrow(), new ScalarInterpreter(dtype));
    }

    void run(int points) {
      double[] args = new double[row.op.arity()];
      for (int i = 0; i < points; i++) {
        for (int a = 0; a < args.length; a++) {
          args[a] = argument(i % 2 == 0);
        }
        double value = program.run(args);
        if (dtype == DType.FLOAT32) {
          checkFloat(args, value);
        } else {
          check(args, value, i % row.asked == 0);
        }
        if (i % 16 == 0 && ODD.contains(row.op)) {
          // assertEquals tells zeros apart, and takes NaN for NaN.
          assertEquals(-value, program.run(-args[0]), () -> describe(args));
        }
      }
    }

    /** A number of the dtype; everywhere means that all patterns are equally likely. */
    private double argument(boolean everywhere) {
      double any = everywhere
          ? Double.longBitsToDouble(random.nextLong())
          : random.nextDouble(-row.focus, row.focus);
      if (dtype == DType.FLOAT64) {
        return any;
      }
      return everywhere ? Float.intBitsToFloat(random.nextInt()) : (float) any;
    }

    /** Doubles have so many more digits that a last one that is wrong does not matter. */
    private void checkFloat(double[] args, double value) {
      double known = known(args);
      double nearest = (float) known;
      if (sameBits(nearest, value)) {
        return;
      }
      double off = Math.abs(reach(value, 0x1p128) - reach(known, 0x1p128));
      double unit = Math.ulp((float) known);
      assertTrue(
          off <= row.ulps * (Double.isInfinite(unit) ? 0x1p104 : unit),
          () -> describe(args) + " gives " + value + ", not " + known);
    }

    private void check(double[] args, double value, boolean exactly) {
      double known = known(args);
      if (Double.isNaN(known) || Double.isInfinite(known) || known == 0) {
        boolean same = sameBits(known, value);
        // One of the two may round to infinity, or to 0, and the other not.
        if (!same) {
          checkExactly(args, value);
        }
        return;
      }
      double apart = Math.abs(value - known) / Math.ulp(known);
      boolean isFar = row.knownUlps < Double.POSITIVE_INFINITY
          ? apart > 0 && apart + row.knownUlps > row.ulps
          : !(apart <= 3);
      if (isFar || exactly) {
        checkExactly(args, value);
      }
    }

    void checkExactly(double[] args, double value) {
      Precise exact = definition.expected(args);
      double nearest = exact.doubleValue();
      if (nearest == value || Double.isNaN(nearest) && Double.isNaN(value)) {
        return;
      }
      assertTrue(exact.isNumber() && !Double.isNaN(value), () -> describe(args) + ": " + value);
      Precise found = Double.isInfinite(value)
          ? Precise.of(Math.signum(value)).scaled(1024)
          : Precise.of(value);
      double unit = Double.isInfinite(nearest) ? Math.ulp(Double.MAX_VALUE) : Math.ulp(nearest);
      double off = found.minus(exact).abs().doubleValue() / unit;
      assertTrue(off <= row.ulps, () -> describe(args) + " is " + off + " ulp off: " + value);
    }

    private double known(double[] args) {
      return row.known.applyAsDouble(args[0], args[args.length - 1]);
    }

    private static double reach(double value, double beyond) {
      return Math.abs(value) > Float.MAX_VALUE ? Math.copySign(beyond, value) : value;
    }

    private static boolean sameBits(double a, double b) {
      return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
    }

    private String describe(double[] args) {
      return row + " of " + Arrays.toString(args) + " in " + dtype;
    }
  }
}
