package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.testing.cases.Evaluation;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCase.Special;
import io.opwalk.testing.cases.ScalarCases;
import io.opwalk.testing.precise.Precise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scalar function against its definition: at random points, and where it is special. */
class ScalarFunctionValueTest {
  private static final Backend BACKEND = new ReferenceBackend();
  private static final int SAMPLES = 2_000;
  private static final int MANY_SAMPLES = 10_000;

  static Stream<Arguments> floatingRows() {
    return ScalarCases.all().stream()
        .flatMap(row ->
            row.dtypes().stream().filter(DType::isFloating).map(dtype -> Arguments.of(row, dtype)));
  }

  static Stream<Arguments> rowsOfSpecials() {
    return ScalarCases.all().stream()
        .flatMap(row -> row.dtypes().stream()
            .filter(dtype -> dtype.isFloating() || row.dtypes().equals(List.of(DType.BOOL)))
            .map(dtype -> Arguments.of(row, dtype)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("floatingRows")
  void staysWithinItsErrorBound(ScalarCase row, DType dtype) {
    check(row, dtype, SAMPLES);
  }

  @Tag("soak")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("floatingRows")
  void staysWithinItsErrorBoundAtManyPoints(ScalarCase row, DType dtype) {
    check(row, dtype, MANY_SAMPLES);
  }

  private static void check(ScalarCase row, DType dtype, int samples) {
    List<double[]> points = row.samples(dtype, samples, 20);
    double[] actual = new Evaluation(row, dtype, BACKEND).values(points);
    double worst = 0;
    double[] worstPoint = {};
    for (int i = 0; i < actual.length; i++) {
      Precise exact = row.expected(points.get(i));
      double error = error(row, dtype, points.get(i), exact, actual[i]);
      if (error > worst) {
        worst = error;
        worstPoint = points.get(i);
      }
    }
    String what = row + " of " + Arrays.toString(worstPoint) + " in " + dtype;
    double times = worst;
    assertTrue(worst <= 1, () -> what + ": error is " + times + " times the bound");
  }

  /** The error over what is allowed. */
  private static double error(
      ScalarCase row, DType dtype, double[] point, Precise exact, double actual) {
    double nearest = dtype == DType.FLOAT32 ? exact.floatValue() : exact.doubleValue();
    if (actual == nearest || Double.isNaN(actual) && Double.isNaN(nearest)) {
      return 0;
    }
    if (!exact.isNumber() || !Double.isFinite(actual) && Double.isFinite(nearest)) {
      return Double.POSITIVE_INFINITY;
    }
    // An overflow that comes early or late is as far off as the next power of two.
    Precise found = Double.isInfinite(actual)
        ? Precise.of(Math.signum(actual)).scaled(dtype == DType.FLOAT32 ? 128 : 1024)
        : Precise.of(actual);
    double off = found.minus(exact).abs().doubleValue();
    return off / row.allowed(dtype, point, exact.doubleValue());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rowsOfSpecials")
  void givesItsSpecialValuesToTheBit(ScalarCase row, DType dtype) {
    List<double[]> points = new ArrayList<>();
    row.specials()
        .forEach(special ->
            points.add(special.args().stream().mapToDouble(Double::doubleValue).toArray()));
    double[] actual = new Evaluation(row, dtype, BACKEND).values(points);
    for (int i = 0; i < actual.length; i++) {
      Special special = row.specials().get(i);
      double expected = dtype == DType.FLOAT32 ? (float) special.expected() : special.expected();
      // assertEquals of doubles tells the zeros apart, and takes NaN for NaN.
      assertEquals(expected, actual[i], row + " of " + special.args() + " in " + dtype);
    }
  }
}
