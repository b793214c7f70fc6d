package io.opwalk.nn.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.initializer.VarianceScaling.Distribution;
import io.opwalk.nn.initializer.VarianceScaling.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class InitializersTest {
  private static final List<Integer> DENSE = List.of(300, 200);
  private static final List<Integer> CONV = List.of(3, 5, 40, 100);

  /** Initializer, shape, and the end of its range by the formula of its paper. */
  static Stream<Arguments> uniform() {
    return Stream.of(
        Arguments.of(Initializers.glorotUniform(), DENSE, Math.sqrt(6.0 / 500)),
        Arguments.of(Initializers.glorotUniform(), CONV, Math.sqrt(6.0 / (15 * 40 + 15 * 100))),
        Arguments.of(Initializers.heUniform(), DENSE, Math.sqrt(6.0 / 300)),
        Arguments.of(Initializers.heUniform(), CONV, Math.sqrt(6.0 / 600)),
        Arguments.of(Initializers.lecunUniform(), DENSE, Math.sqrt(3.0 / 300)),
        Arguments.of(Initializers.randomUniform(), DENSE, 0.05),
        Arguments.of(Initializers.glorotUniform(), List.of(20_000), Math.sqrt(6.0 / 40_000)),
        Arguments.of(
            new VarianceScaling(1, Mode.FAN_OUT, Distribution.UNIFORM),
            CONV,
            Math.sqrt(3.0 / 1500)));
  }

  @ParameterizedTest
  @MethodSource("uniform")
  void uniformValuesFillTheirRange(Initializer initializer, List<Integer> shape, double limit) {
    NDArray array = initializer.initialize(DType.FLOAT64, shape, 1);
    double[] values = array.toDoubles();
    assertEquals(shape, array.shape());
    // With 20,000 values at least, the largest is within 0.1 % of the end but once in 10^9 seeds.
    assertEquals(limit, Arrays.stream(values).max().orElseThrow(), limit * 1e-3);
    assertEquals(-limit, Arrays.stream(values).min().orElseThrow(), limit * 1e-3);
    assertTrue(Arrays.stream(values).allMatch(v -> v >= -limit && v < limit));
    // Five standard deviations of the mean, limit / sqrt(3 n).
    assertEquals(0, mean(values), 5 * limit / Math.sqrt(3.0 * values.length));
  }

  /** Initializer, shape, standard deviation, and what the values stay within. */
  static Stream<Arguments> normal() {
    double cut = 2 / 0.87962566103423978;
    return Stream.of(
        Arguments.of(
            Initializers.glorotNormal(), DENSE, Math.sqrt(2.0 / 500), Math.sqrt(2.0 / 500) * cut),
        Arguments.of(
            Initializers.heNormal(), CONV, Math.sqrt(2.0 / 600), Math.sqrt(2.0 / 600) * cut),
        Arguments.of(
            Initializers.lecunNormal(), DENSE, Math.sqrt(1.0 / 300), Math.sqrt(1.0 / 300) * cut),
        Arguments.of(Initializers.randomNormal(), DENSE, 0.05, Double.POSITIVE_INFINITY),
        Arguments.of(Initializers.truncatedNormal(), DENSE, 0.05 * 0.87962566103423978, 0.1),
        Arguments.of(
            new VarianceScaling(2, Mode.FAN_OUT, Distribution.UNTRUNCATED_NORMAL),
            DENSE,
            0.1,
            Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("normal")
  void normalValuesHaveTheirVariance(
      Initializer initializer, List<Integer> shape, double stddev, double limit) {
    double[] values = initializer.initialize(DType.FLOAT64, shape, 1).toDoubles();
    double mean = mean(values);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    // Five standard deviations of the estimates for a normal distribution of 60,000 values; a
    // truncated one varies less.
    assertEquals(0, mean, 5 * stddev / Math.sqrt(values.length));
    assertEquals(stddev * stddev, variance, stddev * stddev * 5 * Math.sqrt(2.0 / values.length));
    assertTrue(Arrays.stream(values).allMatch(v -> Math.abs(v) <= limit));
    assertTrue(Arrays.stream(values).anyMatch(v -> Math.abs(v) > 1.9 * stddev));
  }

  @Test
  void constantsFill() {
    assertArrayEquals(
        new double[] {0, 0, 0, 0, 0, 0},
        Initializers.zeros().initialize(DType.FLOAT64, List.of(2, 3), 9).toDoubles());
    assertArrayEquals(
        new float[] {1, 1},
        Initializers.ones().initialize(DType.FLOAT32, List.of(2), 9).toFloats());
    assertEquals(
        0.5, Initializers.constant(0.5).initialize(DType.FLOAT64, List.of(), 9).doubleValue());
  }

  @Test
  void theSeedAloneDecides() {
    Initializer initializer = Initializers.glorotNormal();
    NDArray first = initializer.initialize(DType.FLOAT64, DENSE, 4);
    assertEquals(first, Initializers.glorotNormal().initialize(DType.FLOAT64, DENSE, 4));
    assertNotEquals(first, initializer.initialize(DType.FLOAT64, DENSE, 5));
  }

  /** Bits that a change of the generator would change; worked out in Python. */
  @Test
  void theBitsAreTheSameForEver() {
    assertArrayEquals(
        new double[] {0.9389158930172474, -0.1677214688974944, -1.1599956190124474},
        Initializers.glorotUniform().initialize(DType.FLOAT64, List.of(3, 1), 0).toDoubles());
    assertArrayEquals(
        new double[] {-0.09419541666762203, 0.011380396773180264, -0.01107189402985774},
        Initializers.randomNormal().initialize(DType.FLOAT64, List.of(3), 0).toDoubles());
  }

  @Test
  void float32IsFloat64Rounded() {
    NDArray wide = Initializers.heUniform().initialize(DType.FLOAT64, List.of(7, 5), 2);
    NDArray narrow = Initializers.heUniform().initialize(DType.FLOAT32, List.of(7, 5), 2);
    assertEquals(wide.cast(DType.FLOAT32), narrow);
  }

  @Test
  void anEmptyWeightIsAllowed() {
    assertEquals(
        List.of(0, 3),
        Initializers.glorotUniform().initialize(DType.FLOAT64, List.of(0, 3), 0).shape());
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new RandomUniform(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new RandomUniform(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new RandomNormal(0, -1));
    assertThrows(IllegalArgumentException.class, () -> new TruncatedNormal(Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new VarianceScaling(0, Mode.FAN_IN, Distribution.UNIFORM));
    IllegalArgumentException error = assertThrows(
        IllegalArgumentException.class,
        () -> Initializers.glorotUniform().initialize(DType.INT32, DENSE, 0));
    assertTrue(error.getMessage().contains("int32"), error.getMessage());
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
