package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.testing.cases.Evaluation;
import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCase.Slope;
import io.opwalk.testing.cases.ScalarCases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every derivative against difference quotients of the oracle, and where those do not exist. */
class ScalarFunctionDerivativeTest {
  private static final Backend BACKEND = new ReferenceBackend();
  private static final int SAMPLES = 500;

  /**
   * In units of 2^-52 or 2^-23 of the larger of 1 and the derivative: derivatives are products and
   * sums of a few rounded numbers, some of which cancel to less than 1.
   */
  private static final double TOLERANCE = 50;

  static Stream<Arguments> derivatives() {
    return ScalarCases.all().stream()
        .flatMap(row -> IntStream.range(0, row.function().arity())
            .filter(argument -> row.function().derivative(argument).isPresent())
            .boxed()
            .flatMap(argument -> Stream.of(DType.FLOAT64, DType.FLOAT32)
                .map(dtype -> Arguments.of(row, argument, dtype))));
  }

  @ParameterizedTest(name = "{0} in argument {1}, {2}")
  @MethodSource("derivatives")
  void isTheLimitOfDifferenceQuotients(ScalarCase row, int argument, DType dtype) {
    List<double[]> points = row.smoothSamples(dtype, SAMPLES, 21);
    double[] actual = new Evaluation(row, dtype, BACKEND).derivatives(argument, points, 1);
    double unit = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    for (int i = 0; i < actual.length; i++) {
      double expected = row.derivative(argument, points.get(i)).doubleValue();
      double allowed = TOLERANCE * unit * Math.max(1, Math.abs(expected));
      assertEquals(expected, actual[i], allowed, row + " at " + Arrays.toString(points.get(i)));
    }
  }

  @ParameterizedTest(name = "{0} in argument {1}, {2}")
  @MethodSource("derivatives")
  void isWhatTheTableSaysAtKinksAndEdges(ScalarCase row, int argument, DType dtype) {
    Evaluation evaluation = new Evaluation(row, dtype, BACKEND);
    for (Slope slope : row.slopes()) {
      if (slope.argument() == argument) {
        double actual = evaluation.derivatives(argument, List.of(point(slope)), 1)[0];
        double expected = dtype == DType.FLOAT32 ? (float) slope.expected() : slope.expected();
        double unit = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
        // Exact zeros, ones and infinities; two units for the constants among them.
        double allowed = 2 * unit * (Double.isInfinite(expected) ? 0 : Math.abs(expected));
        assertEquals(expected, actual, allowed, row + " at " + slope.args());
      }
    }
  }

  /** What lies behind a mask gets a gradient of 0, and has to pass it on as such. */
  @ParameterizedTest(name = "{0} in argument {1}, {2}")
  @MethodSource("derivatives")
  void passesOnThatNothingDependsOnIt(ScalarCase row, int argument, DType dtype) {
    List<double[]> points = new ArrayList<>(row.smoothSamples(dtype, 20, 22));
    row.slopes().stream()
        .filter(slope -> slope.args().stream().allMatch(Double::isFinite))
        .forEach(slope -> points.add(point(slope)));
    double[] actual = new Evaluation(row, dtype, BACKEND).derivatives(argument, points, 0);
    for (int i = 0; i < actual.length; i++) {
      double[] point = points.get(i);
      double found = actual[i];
      assertTrue(found == 0, () -> row + " at " + Arrays.toString(point) + " gives " + found);
    }
  }

  private static double[] point(Slope slope) {
    return slope.args().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
