package io.opwalk.nn.layer.recurrent;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.bidirectional;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.lstm;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.rnn;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.simpleRnn;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.timeDistributed;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.Masking;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands before the activations of recurrent layers, gate by gate and step by step. */
final class GatesTest {
  /** A few steps of sums of a few products, of magnitude 1. */
  private static final double TOLERANCE = 1e-12;

  private static final int STEPS = 4;
  private static final int FEATURES = 2;
  private static final int UNITS = 3;
  private static final List<String> GATES = List.of("i", "f", "c", "o");

  private final Tensor x = input(FLOAT64, UNKNOWN, FEATURES);
  private final NDArray values =
      new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, STEPS, FEATURES), 1);

  /** An LSTM step by step, for one sample: (gate, time, unit), and the outputs. */
  private Map<String, double[][]> byHand(List<NDArray> weights, int sample, boolean backwards) {
    Map<String, double[][]> before = new LinkedHashMap<>();
    GATES.forEach(gate -> before.put(gate, new double[STEPS][UNITS]));
    before.put("h", new double[STEPS][UNITS]);
    double[] h = new double[UNITS];
    double[] c = new double[UNITS];
    for (int step = 0; step < STEPS; step++) {
      int t = backwards ? STEPS - 1 - step : step;
      double[] next = new double[UNITS];
      for (int u = 0; u < UNITS; u++) {
        for (int g = 0; g < 4; g++) {
          int column = g * UNITS + u;
          double sum = weights.get(2).getDouble(column);
          for (int i = 0; i < FEATURES; i++) {
            sum += values.getDouble(sample, t, i) * weights.get(0).getDouble(i, column);
          }
          for (int i = 0; i < UNITS; i++) {
            sum += h[i] * weights.get(1).getDouble(i, column);
          }
          before.get(GATES.get(g))[t][u] = sum;
        }
        c[u] = sigmoid(before.get("f")[t][u]) * c[u]
            + sigmoid(before.get("i")[t][u]) * Math.tanh(before.get("c")[t][u]);
        next[u] = sigmoid(before.get("o")[t][u]) * Math.tanh(c[u]);
        before.get("h")[t][u] = next[u];
      }
      h = next;
    }
    return before;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static List<NDArray> weights(Layer layer, int from) {
    return layer.weights().subList(from, from + 3).stream()
        .map(weight -> slotOf(weight).value())
        .toList();
  }

  private static void assertSteps(double[][] expected, NDArray found, int sample) {
    for (int t = 0; t < STEPS; t++) {
      for (int u = 0; u < UNITS; u++) {
        assertEquals(expected[t][u], found.getDouble(sample, t, u), TOLERANCE);
      }
    }
  }

  @Test
  void gatesOfAnLstmAreAskedByName() {
    Rnn layer = lstm(UNITS, true);
    Tensor y = x.then(layer);
    Model model = Model.of(x, y);
    for (int sample = 0; sample < 2; sample++) {
      Map<String, double[][]> expected = byHand(weights(layer, 0), sample, false);
      assertSteps(expected.get("h"), y.evaluate(feed(x, values)), sample);
      for (String gate : GATES) {
        Tensor before = model.layer("lstm").preActivation(gate);
        assertEquals(3, before.shape().rank());
        assertSteps(expected.get(gate), before.evaluate(feed(x, values)), sample);
      }
    }
    NoSuchElementException none =
        assertThrows(NoSuchElementException.class, () -> model.layer("lstm").preActivation("z"));
    assertTrue(none.getMessage().contains("'lstm'"), none.getMessage());
    // In the order of the kernel's columns, in every run.
    assertTrue(none.getMessage().endsWith("[i, f, c, o]"), none.getMessage());
    assertThrows(NoSuchElementException.class, () -> model.layer("lstm").preActivation());
  }

  @Test
  void bothDirectionsHaveGates() {
    Bidirectional layer = bidirectional(lstm(UNITS, true));
    LayerCall call = LayerCall.of(x.then(layer)).orElseThrow();
    assertEquals(8, call.preActivations().size());
    for (String gate : GATES) {
      assertSteps(
          byHand(weights(layer, 0), 1, false).get(gate),
          call.preActivation("forward/" + gate).evaluate(feed(x, values)),
          1);
      assertSteps(
          byHand(weights(layer, 3), 1, true).get(gate),
          call.preActivation("backward/" + gate).evaluate(feed(x, values)),
          1);
    }
  }

  @Test
  void theWayBackMayHaveALayerOfItsOwn() {
    Rnn back = Rnn.of(Cell.of(CellKind.GRU, 2)).goBackwards(true).name("back").build();
    LayerRegistry registry = StandardLayers.registry();
    Bidirectional layer = new Bidirectional(
        lstm(UNITS), back, Bidirectional.MergeMode.CONCAT, registry, LayerOptions.defaults());
    Tensor y = x.then(layer);
    assertEquals(List.of(2, UNITS + 2), y.evaluate(feed(x, values)).shape());
    LayerCall call = LayerCall.of(y).orElseThrow();
    assertTrue(call.preActivations().keySet().contains("backward/z"), call.toString());
    // As Keras 3 writes it, with both layers under the names they have got.
    Layer again = registry.fromConfig("Bidirectional", layer.config());
    assertEquals(layer.config(), again.config());
    Rnn ahead = Rnn.of(Cell.of(CellKind.GRU, 2)).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bidirectional(
            lstm(2), ahead, Bidirectional.MergeMode.SUM, registry, LayerOptions.defaults()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bidirectional(
            lstm(2, true), back, Bidirectional.MergeMode.SUM, registry, LayerOptions.defaults()));
  }

  @Test
  void layersOfStepsHaveWhatTheirLayerHas() {
    Tensor y = x.then(timeDistributed(dense(UNITS, RELU)));
    Tensor before = LayerCall.of(y).orElseThrow().preActivation();
    NDArray sums = before.evaluate(feed(x, values));
    NDArray found = y.evaluate(feed(x, values));
    assertEquals(List.of(2, STEPS, UNITS), sums.shape());
    boolean negative = false;
    for (int t = 0; t < STEPS; t++) {
      for (int u = 0; u < UNITS; u++) {
        double sum = sums.getDouble(1, t, u);
        negative |= sum < 0;
        assertEquals(Math.max(0, sum), found.getDouble(1, t, u));
      }
    }
    assertTrue(negative, "some sum is below 0, so that relu shows");
  }

  @Test
  void cellsOnTopOfEachOtherAreNumbered() {
    Rnn layer = rnn(Cell.of(CellKind.SIMPLE_RNN, 2), Cell.of(CellKind.GRU, 2));
    LayerCall call = LayerCall.of(x.then(layer)).orElseThrow();
    assertEquals(Set.of("0/", "1/z", "1/r", "1/h"), call.preActivations().keySet());
    Tensor only = LayerCall.of(x.then(simpleRnn(2, true))).orElseThrow().preActivation();
    assertEquals(List.of(2, STEPS, 2), only.evaluate(feed(x, values)).shape());
  }

  @Test
  void maskedStepsAreLeftOut() {
    NDArray masked = NDArray.ofArray(new double[][][] {{{1, 2}, {0, 0}, {3, 4}, {0, 0}}});
    NDArray kept = NDArray.ofArray(new double[][][] {{{1, 2}, {3, 4}}});
    Rnn layer = lstm(UNITS);
    Tensor y = x.then(new Masking(0, LayerOptions.defaults())).then(layer);
    assertEquals(layer.apply(x).evaluate(feed(x, kept)), y.evaluate(feed(x, masked)));
  }

  @Test
  void inputAndStateAreDroppedInTrainingAlone() {
    for (Cell cell : List.of(
        Cell.builder(CellKind.GRU, 8).dropout(0.5).build(),
        Cell.builder(CellKind.GRU, 8).recurrentDropout(0.5).build())) {
      Rnn layer = Rnn.of(cell).seed(3).name("dropping").build();
      Tensor y = x.then(layer);
      NDArray plain = y.evaluate(feed(x, values));
      NDArray learning = y.evaluate(feed(x, values).and(Phase.learning(), NDArray.scalar(true)));
      assertNotEquals(plain, learning);
      Rnn without = Rnn.of(Cell.of(CellKind.GRU, 8)).seed(3).name("dropping").build();
      assertEquals(plain, x.then(without).evaluate(feed(x, values)));
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Cell.of(CellKind.LSTM, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> Cell.builder(CellKind.LSTM, 2).recurrentDropout(1).build());
  }
}
