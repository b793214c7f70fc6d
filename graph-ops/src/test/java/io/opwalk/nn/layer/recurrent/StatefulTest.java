package io.opwalk.nn.layer.recurrent;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Layers.batchInput;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.bidirectional;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.timeDistributed;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.Masking;
import io.opwalk.nn.model.Carrying;
import io.opwalk.nn.model.CloneWeights;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.StandardLayers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stateful layer over one batch after another is a layer that is not over their sequences behind
 * each other.
 */
final class StatefulTest {
  /** A few sums of products of magnitude 1, in another order of batches at most. */
  private static final double TOLERANCE = 1e-12;

  private static final int BATCH = 2;
  private static final int STEPS = 3;

  /** A layer's class, its config, and the shape of a step. */
  private record Kind(String className, Config config, List<Integer> step) {
    Layer layer(boolean stateful, String name) {
      Config told = config.with("stateful", stateful).with("name", name);
      return StandardLayers.registry().fromConfig(className, told);
    }

    Tensor placeholder(long batch) {
      long[] shape = new long[2 + step.size()];
      shape[0] = batch;
      shape[1] = UNKNOWN;
      for (int i = 0; i < step.size(); i++) {
        shape[2 + i] = step.get(i);
      }
      return batchInput(FLOAT64, shape);
    }

    NDArray values(int batch, int steps, long seed) {
      List<Integer> shape = new ArrayList<>(List.of(batch, steps));
      shape.addAll(step);
      return new RandomUniform(-1, 1).initialize(FLOAT64, shape, seed);
    }
  }

  private static Config config(Object... keysAndValues) {
    Config.Builder config = Config.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      config.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return config.build();
  }

  static List<Kind> kinds() {
    Config cell = config("units", 2);
    List<Config> cells = List.of(
        config("class_name", "LSTMCell", "config", cell),
        config("class_name", "GRUCell", "config", config("units", 4)));
    Config conv = config("filters", 2, "kernel_size", 2, "strides", 2);
    return List.of(
        new Kind("SimpleRNN", cell, List.of(3)),
        new Kind("LSTM", cell, List.of(3)),
        new Kind("GRU", cell, List.of(3)),
        new Kind("RNN", config("cells", cells), List.of(3)),
        new Kind("ConvLSTM1D", conv, List.of(5, 2)),
        new Kind("ConvLSTM2D", conv.with("padding", "same"), List.of(3, 5, 1)));
  }

  /** One array behind another along time. */
  private static NDArray behind(NDArray first, NDArray second) {
    int samples = first.dim(0);
    int one = first.size() / samples;
    int other = second.size() / samples;
    double[] all = new double[samples * (one + other)];
    double[] a = first.toDoubles();
    double[] b = second.toDoubles();
    for (int i = 0; i < samples; i++) {
      System.arraycopy(a, i * one, all, i * (one + other), one);
      System.arraycopy(b, i * other, all, i * (one + other) + one, other);
    }
    int[] shape = first.shape().stream().mapToInt(Integer::intValue).toArray();
    shape[1] += second.dim(1);
    return NDArray.wrap(all, shape);
  }

  private static void assertClose(NDArray expected, NDArray found) {
    assertEquals(expected.shape(), found.shape());
    double[] a = expected.toDoubles();
    double[] b = found.toDoubles();
    for (int i = 0; i < a.length; i++) {
      assertEquals(a[i], b[i], TOLERANCE);
    }
  }

  private static void copyWeights(Layer from, Layer to) {
    for (int i = 0; i < from.weights().size(); i++) {
      slotOf(to.weights().get(i)).set(slotOf(from.weights().get(i)).value());
    }
  }

  private static List<NDArray> states(Layer layer) {
    return layer.states().stream().map(state -> slotOf(state).value()).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void batchesGoOnWhereTheLastEnded(Kind kind) {
    Tensor x = kind.placeholder(BATCH);
    Layer layer = kind.layer(true, "carrying");
    Model model = Model.of(x, layer.apply(x));
    Tensor whole = kind.placeholder(UNKNOWN);
    Layer plain = kind.layer(false, "plain");
    Tensor y = plain.apply(whole);
    copyWeights(layer, plain);
    // Not among the weights, and so in no count of parameters and no list of values.
    assertEquals(plain.weights().size(), layer.weights().size());
    assertEquals(layer.weights(), model.parameters());
    assertEquals(List.of(), plain.states());

    NDArray first = kind.values(BATCH, STEPS, 1);
    NDArray second = kind.values(BATCH, 2 * STEPS, 2);
    NDArray alone = y.evaluate(feed(whole, second));
    NDArray both = y.evaluate(feed(whole, behind(first, second)));
    assertNotEquals(alone, both);

    // To evaluate a tensor changes nothing, however often.
    Tensor output = model.output();
    assertClose(alone, output.evaluate(feed(x, second)));
    assertClose(alone, output.evaluate(feed(x, second)));
    assertClose(y.evaluate(feed(whole, first)), model.predict(first));
    assertClose(both, output.evaluate(feed(x, second)));
    assertClose(both, model.predict(second));
    assertNotEquals(alone, model.predict(second));

    layer.resetStates();
    states(layer).forEach(state -> assertEquals(0, sumOfMagnitudes(state)));
    assertClose(y.evaluate(feed(whole, first)), model.predict(first));
    model.resetStates();
    assertClose(alone, model.predict(second));
  }

  private static double sumOfMagnitudes(NDArray values) {
    double sum = 0;
    for (double value : values.toDoubles()) {
      sum += Math.abs(value);
    }
    return sum;
  }

  @Test
  void simpleStatesAreWhatTheFormulaSays() {
    Tensor x = batchInput(FLOAT64, 1, UNKNOWN, 1);
    Rnn layer = Rnn.of(Cell.of(CellKind.SIMPLE_RNN, 1)).stateful(true).build();
    Model model = Model.of(x, layer.apply(x));
    model.setWeights(List.of(
        NDArray.ofArray(new double[][] {{0.5}}),
        NDArray.ofArray(new double[][] {{-2}}),
        NDArray.of(0.25)));
    double h = 0;
    for (double value : new double[] {1, -1, 0.5, 2}) {
      h = Math.tanh(0.5 * value - 2 * h + 0.25);
      NDArray found = model.predict(NDArray.ofArray(new double[][][] {{{value}}}));
      assertEquals(h, found.getDouble(0, 0), TOLERANCE);
      assertEquals(h, states(layer).get(0).getDouble(0, 0), TOLERANCE);
    }
  }

  @Test
  void statesGivenByHandComeBeforeThoseCarried() {
    Tensor x = batchInput(FLOAT64, BATCH, UNKNOWN, 3);
    Tensor h = batchInput("h", FLOAT64, BATCH, 2);
    Rnn layer = Rnn.of(Cell.of(CellKind.GRU, 2)).stateful(true).build();
    Model model = Model.of(List.of(x, h), layer.apply(List.of(x, h)));
    Kind kind = kinds().get(2);
    NDArray state = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(BATCH, 2), 5);
    NDArray values = kind.values(BATCH, STEPS, 1);
    NDArray found = model.predict(feed(x, values).and(h, state)).get(0);
    assertEquals(found, model.predict(feed(x, values).and(h, state)).get(0));
    assertEquals(List.of(found), states(layer));
  }

  @Test
  void bothDirectionsCarryTheirOwn() {
    Tensor x = batchInput(FLOAT64, BATCH, UNKNOWN, 3);
    Bidirectional layer = bidirectional(
        Rnn.of(Cell.of(CellKind.LSTM, 2)).returnSequences(true).stateful(true).build());
    Model model = Model.of(x, layer.apply(x));
    assertEquals(4, layer.states().size());

    Rnn plain = Rnn.of(Cell.of(CellKind.LSTM, 2))
        .returnSequences(true)
        .returnState(true)
        .build();
    Bidirectional given = bidirectional(plain);
    List<Tensor> begun = given.apply(List.of(x));
    List<Tensor> inputs = new ArrayList<>(List.of(x));
    List<Tensor> placeholders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      placeholders.add(batchInput("state_" + i, FLOAT64, BATCH, 2));
    }
    inputs.addAll(placeholders);
    Tensor gone = given.apply(inputs).get(0);
    copyWeights(layer, given);
    NDArray first = kinds().get(1).values(BATCH, STEPS, 1);
    NDArray second = kinds().get(1).values(BATCH, STEPS, 2);

    assertClose(begun.get(0).evaluate(feed(x, first)), model.predict(first));
    Feed fed = feed(x, second);
    for (int i = 0; i < 4; i++) {
      fed = fed.and(placeholders.get(i), begun.get(1 + i).evaluate(feed(x, first)));
    }
    assertClose(gone.evaluate(fed), model.predict(second));
    layer.resetStates();
    assertClose(begun.get(0).evaluate(feed(x, second)), model.predict(second));
  }

  @Test
  void aSequenceThatIsLeftOutWhollyPassesItsStateOnAndGivesZeros() {
    Kind kind = kinds().get(1);
    Tensor x = kind.placeholder(BATCH);
    Layer layer = kind.layer(true, "carrying");
    Model model = Model.of(x, layer.apply(x.then(new Masking(0, LayerOptions.defaults()))));
    model.predict(kind.values(BATCH, STEPS, 1));
    List<NDArray> before = states(layer);
    assertEquals(0, sumOfMagnitudes(model.predict(NDArray.zeros(FLOAT64, BATCH, STEPS, 3))));
    assertEquals(before, states(layer));
  }

  @Test
  void eachStepOfABatchOfSequencesHasAStateOfItsOwn() {
    Tensor x = batchInput(FLOAT64, 2, 2, 3, 1);
    Rnn inner = Rnn.of(Cell.of(CellKind.SIMPLE_RNN, 2)).stateful(true).build();
    TimeDistributed layer = timeDistributed(inner);
    Model model = Model.of(x, layer.apply(x));
    NDArray values = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 2, 3, 1), 1);
    NDArray found = model.predict(values);
    assertEquals(found.reshape(4, 2), states(layer).get(0));
  }

  @Test
  void aBatchOfAnotherSizeIsRefused() {
    Rnn layer = Rnn.of(Cell.of(CellKind.LSTM, 2)).stateful(true).name("memory").build();
    Tensor unknown = input(FLOAT64, UNKNOWN, 3);
    String none = assertThrows(TypeException.class, () -> layer.apply(unknown)).getMessage();
    assertTrue(none.contains("'memory'") && none.contains("found ?"), none);

    Tensor x = batchInput(FLOAT64, 4, UNKNOWN, 3);
    Model model = Model.of(x, layer.apply(x));
    Tensor other = batchInput("other", FLOAT64, 5, UNKNOWN, 3);
    String twice = assertThrows(TypeException.class, () -> layer.apply(other)).getMessage();
    assertTrue(twice.contains("'memory'") && twice.contains("of 4,"), twice);
    assertTrue(twice.contains("batches of 5"), twice);

    String fed = assertThrows(
            FeedException.class, () -> model.predict(NDArray.zeros(FLOAT64, 3, STEPS, 3)))
        .getMessage();
    assertTrue(fed.contains("'memory'") && fed.contains("of 4 samples"), fed);
    assertTrue(fed.contains("batch of 3"), fed);
    assertEquals(0, sumOfMagnitudes(states(layer).get(0)));

    ConvLstm images = ConvLstm.builder(1, 2).stateful(true).name("images").build();
    String image = assertThrows(
            TypeException.class, () -> images.apply(input(FLOAT64, UNKNOWN, 5, 1)))
        .getMessage();
    assertTrue(image.contains("'images' is stateful"), image);
  }

  @Test
  void aLayerAppliedTwiceDoesNotSayWhichComesLast() {
    Tensor x = batchInput(FLOAT64, BATCH, UNKNOWN, 2);
    Rnn layer =
        Rnn.of(Cell.of(CellKind.LSTM, 2)).returnSequences(true).stateful(true).build();
    Model model = Model.of(x, layer.apply(layer.apply(x)));
    String message =
        assertThrows(IllegalStateException.class, () -> Carrying.of(model)).getMessage();
    assertTrue(message.contains("lstm/rnn_state"), message);
    assertThrows(
        IllegalStateException.class, () -> model.predict(NDArray.zeros(FLOAT64, BATCH, STEPS, 2)));
    // Evaluated, both begin with what is there.
    assertEquals(
        List.of(BATCH, STEPS, 2),
        model
            .output()
            .evaluate(feed(x, NDArray.zeros(FLOAT64, BATCH, STEPS, 2)))
            .shape());
  }

  @Test
  void aCloneBeginsAnew() {
    Kind kind = kinds().get(1);
    Tensor x = kind.placeholder(BATCH);
    Model model = Model.of(x, kind.layer(true, "carrying").apply(x));
    NDArray values = kind.values(BATCH, STEPS, 1);
    NDArray first = model.predict(values);
    Model clone = model.cloned(CloneWeights.COPY);
    assertEquals(first, clone.predict(values));
    Model again = Model.fromConfig(model.config());
    again.setWeights(model.getWeights());
    assertEquals(first, again.predict(values));
    assertNotEquals(first, again.predict(values));
    // Nested, a layer carries on all the same.
    Tensor outer = kind.placeholder(BATCH);
    Model nested = Model.of(outer, clone.apply(outer));
    assertNotEquals(first, nested.predict(values));
    nested.resetStates();
    assertEquals(first, nested.predict(values));
    assertEquals(
        Collections.nCopies(2, List.of(BATCH, 2)),
        states(clone.layers().get(0).layer().orElseThrow()).stream()
            .map(NDArray::shape)
            .toList());
  }
}
