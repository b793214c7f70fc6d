package io.opwalk.nn.layer.recurrent;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Layers.batchInput;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.ops.DataFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is dropped of a convolutional LSTM's input and state, seen through kernels of one weight.
 */
final class ConvLstmTest {
  private static final double TOLERANCE = 1e-12; // one product, and a division to undo it

  private static final List<String> GATES = List.of("i", "f", "c", "o");
  private static final double[] WEIGHTS = {0.5, -1.5, 2, 0.75};
  private static final int STEPS = 4;
  private static final int PIXELS = 40;

  private final Tensor x = input(FLOAT64, UNKNOWN, PIXELS, 1);
  private final NDArray values =
      new RandomUniform(0.5, 1).initialize(FLOAT64, List.of(1, STEPS, PIXELS, 1), 1);

  private static void setWeights(Layer layer, double ofInput, double ofState) {
    double[] kernel = WEIGHTS.clone();
    double[] recurrent = WEIGHTS.clone();
    for (int i = 0; i < 4; i++) {
      kernel[i] *= ofInput;
      recurrent[i] *= ofState;
    }
    slotOf(layer.weights().get(0)).set(NDArray.wrap(kernel, 1, 1, 4));
    slotOf(layer.weights().get(1)).set(NDArray.wrap(recurrent, 1, 1, 4));
    slotOf(layer.weights().get(2)).set(NDArray.of(1.0, 1, 1, 1));
  }

  private static Feed learning(Feed feed) {
    return feed.and(Phase.learning(), NDArray.scalar(true));
  }

  /** Checks that factors are 0 or 1 / (1 - rate), those of each step, and others for each gate. */
  private static void assertDropped(double[][][] factors, double rate) {
    Set<List<Boolean>> patterns = new HashSet<>();
    for (double[][] gate : factors) {
      Boolean[] dropped = new Boolean[PIXELS];
      for (int p = 0; p < PIXELS; p++) {
        dropped[p] = Math.abs(gate[0][p]) < TOLERANCE;
        for (double[] step : gate) {
          assertEquals(dropped[p] ? 0 : 1 / (1 - rate), step[p], TOLERANCE);
        }
      }
      List<Boolean> pattern = List.of(dropped);
      assertTrue(pattern.contains(true) && pattern.contains(false), pattern.toString());
      patterns.add(pattern);
    }
    assertEquals(GATES.size(), patterns.size(), "each gate has a dropout of its own");
  }

  @Test
  void eachGateSeesTheInputBehindOneDropoutForAllSteps() {
    ConvLstm layer = ConvLstm.builder(1, 1).dropout(0.25).seed(7).build();
    LayerCall call = LayerCall.of(layer.apply(x)).orElseThrow();
    setWeights(layer, 1, 0);
    double[][][] factors = new double[GATES.size()][STEPS][PIXELS];
    for (int g = 0; g < GATES.size(); g++) {
      Tensor before = call.preActivation(GATES.get(g));
      NDArray sums = before.evaluate(learning(feed(x, values)));
      NDArray plain = before.evaluate(feed(x, values));
      for (int t = 0; t < STEPS; t++) {
        for (int p = 0; p < PIXELS; p++) {
          double product = values.getDouble(0, t, p, 0) * WEIGHTS[g];
          assertEquals(product + 1, plain.getDouble(0, t, p, 0), TOLERANCE);
          factors[g][t][p] = (sums.getDouble(0, t, p, 0) - 1) / product;
        }
      }
    }
    assertDropped(factors, 0.25);
    assertFalse(call.updates().isEmpty(), "the next step of a training drops others");
  }

  @Test
  void eachGateSeesTheStateBehindOneDropoutForAllSteps() {
    ConvLstm layer = ConvLstm.builder(1, 1)
        .recurrentDropout(0.5)
        .returnSequences(true)
        .seed(8)
        .build();
    Tensor y = layer.apply(x);
    LayerCall call = LayerCall.of(y).orElseThrow();
    setWeights(layer, 0, 1);
    NDArray states = y.evaluate(learning(feed(x, values)));
    double[][][] factors = new double[GATES.size()][STEPS - 1][PIXELS];
    for (int g = 0; g < GATES.size(); g++) {
      NDArray sums = call.preActivation(GATES.get(g)).evaluate(learning(feed(x, values)));
      for (int t = 1; t < STEPS; t++) {
        for (int p = 0; p < PIXELS; p++) {
          double product = states.getDouble(0, t - 1, p, 0) * WEIGHTS[g];
          factors[g][t - 1][p] = (sums.getDouble(0, t, p, 0) - 1) / product;
        }
      }
    }
    assertDropped(factors, 0.5);
  }

  @Test
  void nothingIsDroppedButInTraining() {
    ConvLstm layer = ConvLstm.builder(2, 3).dropout(0.25).recurrentDropout(0.5).build();
    ConvLstm without = ConvLstm.builder(2, 3).build();
    Tensor y = layer.apply(x);
    Tensor plain = without.apply(x);
    without
        .weights()
        .forEach(weight -> slotOf(weight)
            .set(slotOf(layer.weights().get(without.weights().indexOf(weight))).value()));
    // Each channel is a sum of its own, in one order: the same bits gate by gate as all at once.
    assertEquals(plain.evaluate(feed(x, values)), y.evaluate(feed(x, values)));
    assertNotEquals(y.evaluate(feed(x, values)), y.evaluate(learning(feed(x, values))));
  }

  @Test
  void rateIsBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> ConvLstm.builder(1, 1).dropout(1));
    assertThrows(IllegalArgumentException.class, () -> ConvLstm.builder(1, 1).recurrentDropout(-1));
  }

  @Test
  void firstStatesMayBeGiven() {
    ConvLstm layer = ConvLstm.builder(1, 1).returnState(true).build();
    List<Tensor> whole = layer.apply(List.of(x));
    Tensor h = input("h", FLOAT64, PIXELS, 1);
    Tensor c = input("c", FLOAT64, PIXELS, 1);
    List<Tensor> gone = layer.apply(List.of(x, h, c));
    setWeights(layer, 1, 1);
    NDArray first = values.reshape(STEPS, PIXELS).slice(0, 2).reshape(1, 2, PIXELS, 1);
    NDArray rest = values.reshape(STEPS, PIXELS).slice(2, STEPS).reshape(1, 2, PIXELS, 1);
    Feed fed = feed(x, rest)
        .and(h, whole.get(1).evaluate(feed(x, first)))
        .and(c, whole.get(2).evaluate(feed(x, first)));
    // The same operations in the same order.
    assertEquals(whole.get(0).evaluate(feed(x, values)), gone.get(0).evaluate(fed));
    assertThrows(TypeException.class, () -> layer.apply(List.of(x, h)));
  }

  @Test
  void channelsMayComeFirst() {
    for (boolean sequences : new boolean[] {true, false}) {
      Tensor last = batchInput("last", FLOAT64, 2, UNKNOWN, 4, 5, 3);
      Tensor first = batchInput("first", FLOAT64, 2, UNKNOWN, 3, 4, 5);
      ConvLstm lastLayer = images(DataFormat.CHANNELS_LAST, sequences);
      ConvLstm firstLayer = images(DataFormat.CHANNELS_FIRST, sequences);
      Model lastModel = Model.of(List.of(last), lastLayer.apply(List.of(last)));
      Model firstModel = Model.of(List.of(first), firstLayer.apply(List.of(first)));
      firstModel.setWeights(lastModel.getWeights());
      NDArray one = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 3, 4, 5, 3), 3);
      NDArray other = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 3, 4, 5, 3), 4);
      for (NDArray each : List.of(one, other)) {
        List<NDArray> expected = lastModel.predict(feed(last, each));
        List<NDArray> found = firstModel.predict(feed(first, channelsFirst(each, 2)));
        // The same sums in the same order.
        assertEquals(channelsFirst(expected.get(0), sequences ? 2 : 1), found.get(0));
        assertEquals(channelsFirst(expected.get(1), 1), found.get(1));
        assertEquals(channelsFirst(expected.get(2), 1), found.get(2));
        assertEquals(found.get(1), slotOf(firstLayer.states().get(0)).value());
      }
      assertEquals(
          List.of(2, 3, 2, 2, 3),
          LayerCall.of(firstModel.outputs().get(0))
              .orElseThrow()
              .preActivation("i")
              .evaluate(feed(first, channelsFirst(one, 2)))
              .shape());
    }
  }

  private static ConvLstm images(DataFormat format, boolean sequences) {
    return ConvLstm.builder(2, 3, 3)
        .dataFormat(format)
        .returnSequences(sequences)
        .returnState(true)
        .stateful(true)
        .build();
  }

  /** The last axis at another place. */
  private static NDArray channelsFirst(NDArray values, int to) {
    int channels = values.dim(values.rank() - 1);
    int before = 1;
    for (int axis = 0; axis < to; axis++) {
      before *= values.dim(axis);
    }
    int places = values.size() / before / channels;
    double[] from = values.toDoubles();
    double[] moved = new double[from.length];
    for (int b = 0; b < before; b++) {
      for (int p = 0; p < places; p++) {
        for (int c = 0; c < channels; c++) {
          moved[(b * channels + c) * places + p] = from[(b * places + p) * channels + c];
        }
      }
    }
    List<Integer> shape = new ArrayList<>(values.shape());
    shape.add(to, shape.remove(shape.size() - 1));
    return NDArray.wrap(moved, shape.stream().mapToInt(Integer::intValue).toArray());
  }
}
