package io.opwalk.nn.layer;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.CallOptions.inTraining;
import static io.opwalk.nn.layer.CallOptions.masked;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.Layers.input;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.bidirectional;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.convLstm1d;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.lstm;
import static io.opwalk.nn.layer.recurrent.RecurrentLayers.timeDistributed;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.layer.activation.Shaped;
import io.opwalk.nn.layer.attention.Attention;
import io.opwalk.nn.layer.attention.MultiHeadAttention;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.layer.norm.BatchNormalization;
import io.opwalk.nn.layer.pooling.GlobalPool;
import io.opwalk.nn.layer.pooling.PoolKind;
import io.opwalk.nn.layer.recurrent.ConvLstm;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.CloneWeights;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.saving.Models;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks and phases that are given by hand, where a layer is applied. */
final class CallOptionsTest {
  private static final double TOLERANCE = 1e-12; // sums of a few products of magnitude 1

  @TempDir
  private Path directory;

  private final Tensor x = input(FLOAT64, UNKNOWN, 2);
  private final Tensor mask = input("mask", BOOL, UNKNOWN);

  /** The second and the last step of the first sample do not count; all of the second do. */
  private static final NDArray COUNTS =
      NDArray.ofArray(new boolean[][] {{true, false, true, false}, {true, true, true, true}});

  private static final NDArray VALUES =
      new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 4, 2), 1);

  private final Feed fed = feed(x, VALUES).and(mask, COUNTS);

  /** The steps of a sample that count, as a batch of one. */
  private static NDArray kept(int sample) {
    List<Integer> rows = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      if (COUNTS.cast(FLOAT64).getDouble(sample, t) != 0) {
        rows.add(t);
      }
    }
    int[] steps = rows.stream().mapToInt(Integer::intValue).toArray();
    return VALUES.slice(sample, sample + 1).reshape(4, 2).take(steps).reshape(1, steps.length, 2);
  }

  private static void assertClose(NDArray expected, NDArray found) {
    assertEquals(expected.shape(), found.shape());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.toDoubles()[i], found.toDoubles()[i], TOLERANCE);
    }
  }

  /** What a layer makes of the steps that count is what it makes of a sequence of these alone. */
  private void assertLeavesOut(Layer layer) {
    Tensor alone = layer.apply(x);
    NDArray found = layer.apply(x, masked(mask)).evaluate(fed);
    for (int sample = 0; sample < 2; sample++) {
      assertClose(alone.evaluate(feed(x, kept(sample))), found.slice(sample, sample + 1));
    }
    assertNotEquals(alone.evaluate(feed(x, VALUES)), found);
  }

  @Test
  void recurrentLayersAndMeansLeaveStepsOut() {
    assertLeavesOut(lstm(3));
    assertLeavesOut(bidirectional(lstm(3)));
    assertLeavesOut(GlobalPool.of(PoolKind.AVERAGE, 1));
  }

  @Test
  void convolutionalLayersLeaveStepsOut() {
    Tensor images = input(FLOAT64, UNKNOWN, 5, 1);
    ConvLstm layer = convLstm1d(2, 3);
    Tensor alone = layer.apply(images);
    Tensor left = layer.apply(images, masked(mask));
    NDArray values = new RandomUniform(-1, 1).initialize(FLOAT64, List.of(2, 4, 5, 1), 1);
    NDArray found = left.evaluate(feed(images, values).and(mask, COUNTS));
    NDArray first = values.slice(0, 1).reshape(4, 5).take(0, 2).reshape(1, 2, 5, 1);
    assertClose(alone.evaluate(feed(images, first)), found.slice(0, 1));
    assertClose(alone.evaluate(feed(images, values.slice(1, 2))), found.slice(1, 2));
  }

  @Test
  void aSoftmaxIsOverWhatCounts() {
    Tensor scores = input(FLOAT64, 4);
    Tensor counts = input("counts", BOOL, 4);
    Shaped layer = Shaped.softmax(-1, LayerOptions.defaults());
    NDArray values = NDArray.ofArray(new double[][] {{1, 2, -1, 0.5}});
    NDArray which = NDArray.ofArray(new boolean[][] {{true, false, true, true}});
    NDArray found =
        layer.apply(scores, masked(counts)).evaluate(feed(scores, values).and(counts, which));
    double sum = Math.exp(1) + Math.exp(-1) + Math.exp(0.5);
    double[] expected = {Math.exp(1) / sum, 0, Math.exp(-1) / sum, Math.exp(0.5) / sum};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], found.getDouble(0, i), TOLERANCE);
    }
  }

  @Test
  void attentionTakesAMaskForEachInput() {
    Tensor value = input("value", FLOAT64, UNKNOWN, 2);
    Attention layer = Attention.builder().build();
    Tensor plain = layer.apply(List.of(x, value)).get(0);
    Tensor ofValues = layer.apply(List.of(x, value), masked(1, mask)).get(0);
    Feed both = feed(x, VALUES).and(value, VALUES);
    NDArray found = ofValues.evaluate(both.and(mask, COUNTS));
    for (int sample = 0; sample < 2; sample++) {
      Feed alone = feed(x, VALUES.slice(sample, sample + 1)).and(value, kept(sample));
      assertClose(plain.evaluate(alone), found.slice(sample, sample + 1));
    }
    Tensor ofQuery = layer.apply(List.of(x, value), masked(mask)).get(0);
    NDArray zeros = ofQuery.evaluate(both.and(mask, COUNTS));
    NDArray all = plain.evaluate(both);
    for (int t = 0; t < 4; t++) {
      double expected = COUNTS.cast(FLOAT64).getDouble(0, t) != 0 ? all.getDouble(0, t, 1) : 0;
      assertEquals(expected, zeros.getDouble(0, t, 1), TOLERANCE);
    }
    assertSame(mask, LayerCall.maskOf(ofQuery).orElseThrow());

    MultiHeadAttention heads = MultiHeadAttention.builder(2, 3).build();
    Tensor some = heads.apply(List.of(x, value), masked(1, mask)).get(0);
    Tensor none = heads.apply(List.of(x, value)).get(0);
    NDArray byHead = some.evaluate(both.and(mask, COUNTS));
    for (int sample = 0; sample < 2; sample++) {
      Feed alone = feed(x, VALUES.slice(sample, sample + 1)).and(value, kept(sample));
      assertClose(none.evaluate(alone), byHead.slice(sample, sample + 1));
    }
  }

  @Test
  void statisticsOfABatchAreOfWhatCounts() {
    BatchNormalization layer = BatchNormalization.builder().momentum(0).build();
    Tensor y = layer.apply(x, masked(mask));
    LayerCall call = LayerCall.of(y).orElseThrow();
    Feed learning = fed.and(Phase.learning(), NDArray.scalar(true));
    for (int channel = 0; channel < 2; channel++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 8; i++) {
        double counts = COUNTS.cast(FLOAT64).toDoubles()[i];
        double value = VALUES.toDoubles()[2 * i + channel];
        sum += counts * value;
        squares += counts * value * value;
      }
      double mean = sum / 6;
      double variance = squares / 6 - mean * mean;
      // Keras adds 1e-7 to the number of elements.
      assertEquals(mean, call.updates().get(0).value().evaluate(learning).getDouble(channel), 1e-7);
      assertEquals(
          variance, call.updates().get(1).value().evaluate(learning).getDouble(channel), 1e-7);
      double expected = (VALUES.getDouble(1, 2, channel) - mean) / Math.sqrt(variance + 1e-3);
      assertEquals(expected, y.evaluate(learning).getDouble(1, 2, channel), 1e-6);
    }
    Tensor flat = input("flat", BOOL);
    assertThrows(TypeException.class, () -> layer.apply(x, masked(flat)));
  }

  @Test
  void aMaskOfMoreThanStepsIsForTheLayerOfEachStep() {
    Tensor sequences = input(FLOAT64, 2, 4, 2);
    Tensor each = input("each", BOOL, 2, 4);
    Layer inner = lstm(3);
    Tensor y = timeDistributed(inner).apply(sequences, masked(each));
    NDArray values = VALUES.reshape(1, 2, 4, 2);
    NDArray found =
        y.evaluate(feed(sequences, values).and(each, COUNTS.reshape(1, 2, 4))).reshape(2, 3);
    Layer alone = lstm(3);
    Tensor expected = alone.apply(x);
    for (int i = 0; i < 3; i++) {
      slotOf(alone.weights().get(i)).set(slotOf(inner.weights().get(i)).value());
    }
    for (int step = 0; step < 2; step++) {
      assertClose(expected.evaluate(feed(x, kept(step))), found.slice(step, step + 1));
    }
  }

  @Test
  void aPhaseMayBeFixed() {
    Noise dropout = new Noise(NoiseKind.DROPOUT, 0.5, LayerOptions.defaults());
    Feed plain = feed(x, VALUES);
    Feed learning = plain.and(Phase.learning(), NDArray.scalar(true));
    Tensor always = dropout.apply(x, inTraining(true));
    assertNotEquals(VALUES, always.evaluate(plain));
    assertEquals(dropout.apply(x).evaluate(learning), always.evaluate(plain));
    assertEquals(VALUES, dropout.apply(x, inTraining(false)).evaluate(plain));

    BatchNormalization norm = BatchNormalization.builder().build();
    Tensor still = norm.apply(x, inTraining(false));
    assertEquals(norm.apply(x).evaluate(plain), still.evaluate(plain));
    assertEquals(
        norm.apply(x).evaluate(learning), norm.apply(x, inTraining(true)).evaluate(plain));
    // The phase of the graph is no input of it then.
    assertThrows(FeedException.class, () -> still.evaluate(learning));

    // What is within a layer goes by the phase of the layer.
    Tensor inner = input(FLOAT64, UNKNOWN, 2);
    Model nested = Model.of(inner, dropout.apply(inner));
    Tensor outer = nested.asLayer().apply(x, inTraining(true));
    assertNotEquals(VALUES, outer.evaluate(plain));
    assertNotEquals(VALUES, nested.apply(x, inTraining(true)).evaluate(plain));
  }

  @Test
  void trainingKeepsAPhaseThatIsFixed() {
    BatchNormalization norm = BatchNormalization.builder().build();
    Tensor y = dense(1).apply(norm.apply(x, inTraining(false)));
    Model model = Model.of(x, y);
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), SGD.of(0.1));
    NDArray labels = NDArray.zeros(FLOAT64, 2, 4, 1);
    trainer.fit(VALUES, labels, FitOptions.epochs(2));
    assertEquals(NDArray.zeros(FLOAT64, 2), slotOf(norm.weights().get(2)).value());
    assertEquals(NDArray.full(FLOAT64, 1, 2), slotOf(norm.weights().get(3)).value());
  }

  /** Masks of one and of several inputs, and phases fixed either way. */
  private Model model() {
    Tensor dropped =
        new Noise(NoiseKind.DROPOUT, 0.5, LayerOptions.defaults()).apply(x, inTraining(true));
    Tensor kept = new Noise(NoiseKind.GAUSSIAN_NOISE, 0.5, LayerOptions.defaults())
        .apply(dropped, inTraining(false));
    Tensor mixed =
        Attention.builder().build().apply(List.of(kept, x), masked(1, mask)).get(0);
    Tensor last = lstm(3).apply(mixed, masked(mask).withTraining(true));
    return Model.of(List.of(x, mask), List.of(last));
  }

  private static void assertAlike(Model expected, Model found) {
    assertEquals(evaluated(expected), evaluated(found));
  }

  private static NDArray evaluated(Model model) {
    Feed fed = feed(model.inputs().get(0), VALUES).and(model.inputs().get(1), COUNTS);
    return model.output().evaluate(fed);
  }

  @Test
  void clonesConfigsAndFilesKeepThem() {
    Model model = model();
    assertAlike(model, model.cloned(CloneWeights.SHARE));
    Model copy = model.cloned(CloneWeights.COPY);
    assertAlike(model, copy);

    Config config = model.config();
    Model again = Model.fromConfig(config);
    again.setWeights(model.getWeights());
    assertAlike(model, again);
    assertEquals(config, again.config());
    assertEquals(
        List.of("input", "mask"), again.inputs().stream().map(Tensor::name).toList());

    Path file = directory.resolve("model");
    Models.save(model, file);
    Model loaded = Models.load(file);
    assertAlike(model, loaded);
    assertEquals(config, loaded.config());
  }

  @Test
  void aSummarySaysWhereMasksComeFrom() {
    String summary = model().summary();
    String row =
        summary.lines().filter(line -> line.contains("lstm")).findFirst().orElseThrow();
    assertTrue(row.contains("attention[0]"), summary);
    assertTrue(summary.substring(summary.indexOf("lstm")).contains("mask[0][0]"), summary);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Layer layer = lstm(3);
    String none = assertThrows(
            IllegalArgumentException.class, () -> layer.apply(x, masked(1, mask)))
        .getMessage();
    assertTrue(none.contains("1 inputs") && none.contains("input 1"), none);
    assertThrows(IllegalArgumentException.class, () -> masked(x));
    assertThrows(IllegalArgumentException.class, () -> masked(-1, mask));
  }
}
