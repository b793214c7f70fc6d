package io.opwalk.nn.layer.norm;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.nn.layer.Layers.input;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.WeightSpec;
import io.opwalk.ops.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Normalizations that look at one sample at a time, with options that are not the usual ones. */
final class SampleNormalizationTest {
  /** A dozen roundings of values of magnitude 1. */
  private static final double TOLERANCE = 1e-12;

  private static final double[][][] VALUES = {{{1, 2, 3, 4}, {5, 6, 7, 10}}};

  private final Tensor x = input(FLOAT64, 2, 4);

  private double[] run(Layer layer) {
    return x.then(layer).evaluate(feed(x, VALUES)).toDoubles();
  }

  private static double[] scaled(double[] values, double mean, double divisor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (values[i] - mean) / divisor;
    }
    return scaled;
  }

  private static final double[] FLAT = {1, 2, 3, 4, 5, 6, 7, 10};

  @Test
  void alongSeveralAxesThereIsOneMean() {
    SampleNormalization layer = SampleNormalization.builder(SampleNormalization.Kind.LAYER)
        .axes(1, 2)
        .epsilon(0.5)
        .build();
    // Mean 38 / 8, mean of squares 240 / 8.
    double variance = 30 - 4.75 * 4.75;
    assertArrayEquals(scaled(FLAT, 4.75, Math.sqrt(variance + 0.5)), run(layer), TOLERANCE);
    assertEquals(List.of(2, 4), Tensors.slotOf(layer.weights().get(0)).value().shape());
  }

  @Test
  void scaleAndOffsetAreLearnedAlongTheAxes() {
    SampleNormalization layer = SampleNormalization.builder(SampleNormalization.Kind.LAYER)
        .axes(1)
        .epsilon(0)
        .gamma(WeightSpec.of(Initializers.constant(2)))
        .beta(WeightSpec.of(Initializers.constant(10)))
        .build();
    run(layer);
    Tensors.slotOf(layer.weights().get(1)).set(NDArray.of(10.0, 20));
    // Of two values, one is 1 below and the other 1 above.
    assertArrayEquals(new double[] {8, 8, 8, 8, 22, 22, 22, 22}, run(layer), TOLERANCE);
    SampleNormalization bare = SampleNormalization.builder(SampleNormalization.Kind.LAYER)
        .scale(false)
        .center(false)
        .build();
    run(bare);
    assertEquals(List.of(), bare.weights());
  }

  @Test
  void rootMeanSquaresHaveNoMeanTakenOff() {
    SampleNormalization layer = SampleNormalization.builder(SampleNormalization.Kind.RMS)
        .axes(1, 2)
        .epsilon(6)
        .build();
    assertArrayEquals(scaled(FLAT, 0, 6), run(layer), TOLERANCE);
    assertEquals(1, layer.weights().size());
  }

  @Test
  void unitLengthsHaveNoWeights() {
    SampleNormalization layer =
        SampleNormalization.builder(SampleNormalization.Kind.UNIT).axes(1, 2).build();
    assertArrayEquals(scaled(FLAT, 0, Math.sqrt(240)), run(layer), TOLERANCE);
    assertEquals(List.of(), layer.weights());
  }

  @Test
  void groupsOfChannelsHaveAMeanEach() {
    GroupNormalization layer =
        GroupNormalization.builder(2).epsilon(0.25).center(false).build();
    // Channels 0 and 1: 1, 2, 5, 6; channels 2 and 3: 3, 4, 7, 10.
    double first = Math.sqrt(4.25 + 0.25);
    double second = Math.sqrt(43.5 - 36 + 0.25);
    assertArrayEquals(
        new double[] {
          -2.5 / first,
          -1.5 / first,
          -3 / second,
          -2 / second,
          1.5 / first,
          2.5 / first,
          1 / second,
          4 / second
        },
        run(layer),
        TOLERANCE);
    GroupNormalization rows = GroupNormalization.builder(-1).axis(1).epsilon(0).build();
    double deviation = Math.sqrt(1.25);
    assertEquals(-1.5 / deviation, run(rows)[0], TOLERANCE);
    assertEquals(2, rows.weights().size());
  }

  @Test
  void epsilonsAreNotNegative() {
    assertThrows(
        IllegalArgumentException.class, () -> BatchNormalization.builder().epsilon(-1));
    assertThrows(
        IllegalArgumentException.class, () -> GroupNormalization.builder(1).epsilon(Double.NaN));
  }
}
