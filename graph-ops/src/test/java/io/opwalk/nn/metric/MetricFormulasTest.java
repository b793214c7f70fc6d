package io.opwalk.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each metric against loops over a data set of random numbers, in batches of several sizes that do
 * not divide it, with weights and without, in both dtypes.
 */
final class MetricFormulasTest {
  private static final int ROWS = 23;

  static List<Arguments> inAllWays() {
    List<Arguments> ways = new ArrayList<>();
    for (MetricCase each : MetricCase.all()) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        for (int batch : List.of(ROWS, 5, 1)) {
          ways.add(Arguments.of(each, dtype, batch, false));
          ways.add(Arguments.of(each, dtype, batch, true));
        }
      }
    }
    return ways;
  }

  @ParameterizedTest
  @MethodSource("inAllWays")
  void isTheFormula(MetricCase testCase, DType dtype, int batch, boolean weighted) {
    SplittableRandom random = new SplittableRandom(5);
    boolean areNumbers = testCase.data() == MetricCase.Data.NUMBERS;
    double[][] y = new double[ROWS][areNumbers ? 1 : MetricOracles.CLASSES];
    double[][] p = new double[ROWS][MetricOracles.CLASSES];
    double[] w = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int k = 0; k < MetricOracles.CLASSES; k++) {
        p[i][k] = testCase.data() == MetricCase.Data.PIXELS
            ? random.nextInt(3)
            : random.nextInt(1, 64) / 64.0;
        if (!areNumbers || k == 0) {
          y[i][k] = switch (testCase.data()) {
            case REALS -> random.nextInt(-100, 200) / 128.0;
            case YES_NO -> random.nextInt(2);
            case ONE_HOT -> k == i % MetricOracles.CLASSES ? 1 : 0;
            case NUMBERS -> random.nextInt(MetricOracles.CLASSES);
            case PIXELS -> random.nextInt(3);
          };
        }
      }
      w[i] = weighted ? random.nextInt(9) / 4.0 : 1;
    }
    NDArray labels =
        areNumbers ? NDArray.ofArray(y).cast(DType.INT64) : NDArray.ofArray(y).cast(dtype);
    NDArray predictions = NDArray.ofArray(p).cast(dtype);
    NDArray weights = weighted ? NDArray.ofArray(w).cast(dtype) : null;
    double expected = testCase.formula().of(y, p, w);
    double found = Measured.inBatches(testCase.metric(), labels, predictions, weights, batch);
    // Data are exact in both dtypes, and so are counts; logarithms, roots and quotients are not,
    // and Keras adds 1e-7 to what scores and correlations are divided by, over some tenths.
    double tolerance = 3e-6;
    assertEquals(expected, found, tolerance * Math.max(1, Math.abs(expected)));
  }
}
