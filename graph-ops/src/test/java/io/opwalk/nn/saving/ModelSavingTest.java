package io.opwalk.nn.saving;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Linear.matmul;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.parameter;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.placeholderWithDefault;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.NameScope;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Embedding;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.layer.recurrent.TimeDistributed;
import io.opwalk.nn.loss.MeanSquaredError;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.ModelAsLayer;
import io.opwalk.nn.model.ModelLayer;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Trainer;
import io.opwalk.ops.Activations;
import io.opwalk.walk.Find;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model is after it was saved and loaded. All comparisons of values are of bits. */
class ModelSavingTest {
  private static final NDArray ROWS = NDArray.ofArray(new double[][] {{1, -2, 3}, {0.5, 0, -1}});

  @TempDir
  Path directory;

  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 3));

  private Model again(Model model) {
    Path file = directory.resolve("model");
    Models.save(model, file);
    return Models.load(file);
  }

  private static Layer layer(String className, Config config) {
    return StandardLayers.registry().fromConfig(className, config);
  }

  private static List<String> names(Model model) {
    return model.graph().applies().stream().map(Apply::name).toList();
  }

  private static void assertSameValues(Model model, Model loaded) {
    assertEquals(names(model), names(loaded));
    assertEquals(
        model.predict(Feed.feed(model.inputs().get(0), ROWS)),
        loaded.predict(Feed.feed(loaded.inputs().get(0), ROWS)));
  }

  @Test
  void aStackOfLayersIsOneAgain() {
    Sequential model = Sequential.of(x, dense(4, RELU), dense(1, SIGMOID)).named("digits");
    Sequential loaded = assertInstanceOf(Sequential.class, again(model));
    assertEquals("digits", loaded.name());
    assertEquals(2, loaded.stack().size());
    assertSameValues(model, loaded);
    assertSame(loaded.output().owner().inputs(0), loaded.layer("dense_1").preActivation());
    assertInstanceOf(Sequential.class, again(Sequential.of(x)));
  }

  @Test
  void aGraphWrittenByHandIsOneAgain() {
    Tensor w = parameter("w", NDArray.ofArray(new double[][] {{1}, {2}, {3}}));
    Tensor fixed = Activations.relu(matmul(x, w).named("scale/MatMul"));
    Tensor y =
        NameScope.of("scale").name("Shift", add(fixed, constant(ROWS.slice(0, 1).reshape(3))));
    Model model = Model.of(x, y);
    Model loaded = again(model);
    assertSameValues(model, loaded);
    assertEquals("scale/Shift", loaded.output().name());
    Tensor product = Find.byName(loaded.graph(), "scale/MatMul");
    assertEquals("w", product.owner().inputs(1).name());
    assertEquals(1, loaded.trainableParameters().size());
    assertEquals(
        model.layers().stream().map(ModelLayer::name).toList(),
        loaded.layers().stream().map(ModelLayer::name).toList());
  }

  @Test
  void layersAmongNodesWrittenByHandAreLayersAgain() {
    Tensor hidden = x.then(dense(4, RELU));
    Tensor y = add(multiply(hidden, 2).named("twice"), constant(1.5)).then(dense(2, SIGMOID));
    Model model = Model.of(x, y);
    Model loaded = again(model);
    assertSameValues(model, loaded);
    assertEquals("dense_1", loaded.layer("dense_1").layer().orElseThrow().name());
    Tensor before = loaded.layer("dense").preActivation();
    assertSame(before, loaded.layer("dense").output().owner().inputs(0));
    assertEquals("twice", Find.byName(loaded.graph(), "twice").name());
  }

  @Test
  void aLayersWeightsUsedByHandStayTheLayers() {
    Dense layer = dense(2, SIGMOID);
    Tensor y = x.then(layer);
    Tensor byHand = matmul(x, layer.weights().get(0)).named("logits");
    Model model = Model.of(List.of(x), List.of(byHand, y));
    Model loaded = again(model);
    assertSameValues(model, loaded);
    assertEquals(2, loaded.parameters().size());
    assertSame(
        loaded.layer("dense").weights().get(0), loaded.outputs().get(0).owner().inputs(1));
  }

  @Test
  void aLayerAppliedTwiceIsOneLayer() {
    Dense shared = dense(3, RELU);
    Model model = Model.of(x, x.then(shared).then(shared));
    Model loaded = again(model);
    assertSameValues(model, loaded);
    assertEquals(2, loaded.layer("dense").calls().size());
    assertEquals(2, loaded.parameters().size());
  }

  @Test
  void layersThatShareTheirWeightsStillDo() {
    Dense first = dense(3, RELU);
    Tensor hidden = x.then(first);
    Dense tied = dense(3, SIGMOID);
    tied.shareWeightsOf(first);
    Model model = Model.of(x, hidden.then(tied));
    Model loaded = again(model);
    assertSameValues(model, loaded);
    assertEquals(2, loaded.parameters().size());
    assertEquals(loaded.layer("dense").weights(), loaded.layers().get(1).weights());
  }

  @Test
  void modelsWithinModelsAreOnesAgain() {
    Tensor in = placeholder("in", FLOAT64, shape(UNKNOWN, 3));
    Dense shared = dense(3, RELU);
    Model inner = Model.of(in, multiply(in.then(shared), 3).named("tripled").then(dense(3)))
        .named("inner");
    Model model = Model.of(x, x.then(inner).then(shared));
    Model loaded = again(model);
    assertSameValues(model, loaded);
    ModelAsLayer nested =
        assertInstanceOf(ModelAsLayer.class, loaded.layer("inner").layer().orElseThrow());
    assertEquals("tripled", Find.byName(nested.model().graph(), "tripled").name());
    // A layer of both is one layer.
    assertSame(
        nested.model().layers().get(0).layer().orElseThrow(),
        loaded.layers().get(loaded.layers().size() - 1).layer().orElseThrow());
    assertEquals(model.parameters().size(), loaded.parameters().size());
  }

  @Test
  void aModelWithinALayerIsOneAgain() {
    Tensor in = placeholder("in", FLOAT64, shape(UNKNOWN, 1));
    Model inner = Model.of(in, in.then(dense(2, RELU)).then(dense(2)));
    Tensor steps = io.opwalk.ops.Shapes.expandDims(x, 2);
    Layer wrapped = new TimeDistributed(inner.asLayer(), LayerOptions.defaults());
    Model model = Model.of(x, steps.then(wrapped));
    Model loaded = again(model);
    assertEquals(model.getWeights(), loaded.getWeights());
    assertEquals(model.predict(ROWS), loaded.predict(ROWS));
    assertEquals(4, loaded.trainableParameters().size());
  }

  @Test
  void frozenLayersStayFrozen() {
    Tensor in = placeholder("in", FLOAT64, shape(UNKNOWN, 3));
    Model inner = Model.of(in, in.then(dense(3, RELU)).then(dense(3)));
    inner.layer("dense").layer().orElseThrow().setTrainable(false);
    Model model = Model.of(x, x.then(inner).then(dense(1)));
    model.layers().get(1).layer().orElseThrow().setTrainable(false);
    Model loaded = again(model);
    assertEquals(2, model.trainableParameters().size());
    assertEquals(
        model.trainableParameters().stream().map(Tensor::name).toList(),
        loaded.trainableParameters().stream().map(Tensor::name).toList());
    assertFalse(loaded.layers().get(1).layer().orElseThrow().isTrainable());
  }

  @Test
  void trainingGoesOnAsIfNothingHadHappened() {
    Config rate = Config.builder().put("rate", 0.25).build();
    Model model = Model.of(
        x,
        x.then(dense(4, RELU))
            .then(layer("Dropout", rate))
            .then(layer("BatchNormalization", Config.empty()))
            .then(dense(1)));
    NDArray samples = ramp(32, 3);
    NDArray truth = ramp(32, 1);
    fit(model, samples, truth);
    Model loaded = again(model);
    assertEquals(state(model), state(loaded));
    fit(model, samples, truth);
    fit(loaded, samples, truth);
    assertEquals(state(model), state(loaded));
  }

  private static void fit(Model model, NDArray samples, NDArray truth) {
    Trainer.of(model, new MeanSquaredError(), Adam.of(0.01))
        .fit(samples, truth, FitOptions.epochs(2).withBatchSize(8));
  }

  /** Weights, moving means and random keys. */
  private static List<NDArray> state(Model model) {
    return model.variables().stream()
        .map(weight -> slotOf(weight.parameter()).value())
        .toList();
  }

  private static NDArray ramp(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 101) / 50.0 - 1;
    }
    return NDArray.of(List.of(rows, columns), values);
  }

  @Test
  void namedSizesAndDtypesStay() {
    Dim batch = Dim.named("batch");
    Tensor words = placeholder("words", INT32, Shape.of(batch, Dim.of(2)));
    Tensor more = placeholder("more", FLOAT64, Shape.of(batch, Dim.of(2), Dim.of(4)));
    Layer embedding = new Embedding(
        10,
        4,
        io.opwalk.nn.layer.WeightSpec.kernel(),
        false,
        LayerOptions.defaults().withDtype(FLOAT64));
    Model model = Model.of(List.of(words, more), List.of(add(words.then(embedding), more)));
    Model loaded = again(model);
    assertEquals(model.output().type(), loaded.output().type());
    assertEquals(batch, loaded.inputs().get(1).shape().dim(0));
    assertEquals(FLOAT64, loaded.parameters().get(0).dtype());
    Model plain = Model.of(
        words,
        words.then(new Embedding(
            10, 4, io.opwalk.nn.layer.WeightSpec.kernel(), false, LayerOptions.defaults())));
    assertEquals(FLOAT32, again(plain).parameters().get(0).dtype());
  }

  @Test
  void aPartOfALayerIsSavedAsItsNodes() {
    Model whole = Model.of(x, x.then(dense(4, RELU)).then(dense(2, SIGMOID)));
    Model logits =
        Model.of(whole.layer("dense").preActivation(), whole.layer("dense_1").preActivation());
    Model loaded = again(logits);
    NDArray four = ramp(2, 4);
    assertEquals(logits.predict(four), loaded.predict(four));
    assertEquals(
        logits.parameters().stream().map(Tensor::name).toList(),
        loaded.parameters().stream().map(Tensor::name).toList());
  }

  @Test
  void inputsThatNeedNotBeFedStaySo() {
    Tensor rate = placeholderWithDefault("rate", constant(2.0));
    Model model = Model.of(List.of(x, rate), List.of(multiply(x, rate)));
    Model loaded = again(model);
    Tensor y = loaded.output();
    Feed feed = Feed.feed(loaded.inputs().get(0), ROWS);
    assertEquals(NDArray.scalar(2.0), loaded.inputs().get(1).evaluate());
    assertEquals(model.output().evaluate(Feed.feed(x, ROWS)), y.evaluate(feed));
    assertEquals(ROWS, y.evaluate(feed.and(loaded.inputs().get(1), NDArray.scalar(1.0))));
  }

  @Test
  void theLearningPhaseIsTheOneOfAllGraphs() {
    Config rate = Config.builder().put("rate", 0.5).build();
    Tensor phase = io.opwalk.ops.Tensors.cast(Phase.learning(), FLOAT64);
    Model model = Model.of(x, add(x.then(layer("Dropout", rate)), phase));
    Model loaded = again(model);
    NDArray on = NDArray.scalar(true);
    assertEquals(
        model.output().evaluate(Feed.feed(x, ROWS).and(Phase.learning(), on)),
        loaded.output().evaluate(Feed.feed(loaded.input(), ROWS).and(Phase.learning(), on)));
    Model asInput = Model.of(List.of(x, Phase.learning()), List.of(add(x, phase)));
    assertSame(Phase.learning(), again(asInput).inputs().get(1));
  }

  @Test
  void largeConstantsAreArraysOfTheFile() {
    NDArray table = ramp(100, 3);
    Model model = Model.of(x, add(matmul(x, constant(ramp(3, 3))), constant(table.slice(0, 1))));
    assertSameValues(model, again(model));
  }

  @Test
  void whatIsLoadedIsSavedAgainAsTheSameFile() throws Exception {
    Model model =
        Model.of(x, multiply(x.then(dense(4, RELU)), constant(ramp(1, 4))).then(dense(1, SIGMOID)));
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    Models.save(model, first);
    Models.save(Models.load(first), second);
    assertEquals(-1, java.nio.file.Files.mismatch(first, second));
  }

  @Test
  void recurrentAndBidirectionalLayersComeBack() {
    Tensor steps = placeholder("steps", FLOAT64, shape(UNKNOWN, 5, 3));
    Config lstm = Config.builder()
        .put("class_name", "LSTM")
        .put(
            "config",
            Config.builder().put("units", 2).put("return_sequences", true).build())
        .build();
    Tensor both =
        steps.then(layer("Bidirectional", Config.builder().put("layer", lstm).build()));
    Tensor y = both.then(layer("GRU", Config.builder().put("units", 3).build()));
    Model model = Model.of(steps, y);
    Model loaded = again(model);
    assertEquals(names(model), names(loaded));
    assertEquals(
        model.predict(ramp(10, 3).reshape(2, 5, 3)), loaded.predict(ramp(10, 3).reshape(2, 5, 3)));
    assertEquals(
        Stream.of("z", "r", "h").toList(),
        Stream.of("z", "r", "h")
            .filter(gate -> loaded.layers().get(1).call().preActivations().containsKey(gate))
            .toList());
    assertTrue(loaded.layers().get(0).layer().orElseThrow().variables().size() == 6);
  }
}
