package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Layers.activation;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.layer.noise.Noise;
import io.opwalk.nn.layer.noise.NoiseKind;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.model.CloneWeights;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.model.Sequential;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Trainer;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Nine ways to the value before a sigmoid, all that people have found for Keras, with one answer.
 *
 * <p>The network is that of lesson 1, with dropout, so that there is a learning phase. Each way
 * takes the test image that the network is surest of.
 */
public final class Lesson05Thread {
  private static final int DIGIT = 0;
  private static final int EPOCHS = 3;

  private final LayerRegistry registry = StandardLayers.registry();
  private final Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 784));
  private final Dense hidden =
      Dense.builder(612).activation(SOFTPLUS).name("features").build();
  private final Dense last = Dense.builder(1).activation(SIGMOID).name("answer").build();
  private final Noise dropout = new Noise(NoiseKind.DROPOUT, 0.2, LayerOptions.defaults());
  private final Tensor features = x.then(hidden).then(dropout);
  private final Tensor y = features.then(last);
  private final Model model = Model.of(x, y);
  private final Graph graph = model.graph();
  private final Map<String, Double> values = new LinkedHashMap<>();

  private Lesson05Thread() {}

  /** Runs the lesson; takes no arguments. */
  public static void main(String[] args) throws IOException {
    new Lesson05Thread().run();
  }

  private void run() throws IOException {
    train();
    Digits test = Digits.toTest();
    NDArray image = test.image(largest(model.predict(test.images())));
    say(
        "The network answers %s. What stood before its sigmoid?%n",
        model.predict(image).doubleValue());

    way("a", "a function made by hand over the layers' outputs, and weights", functor(image));
    way("b", "the activation split off: one model trained, the other checked", split(image));
    way("c", "the same model up to a new last layer, which gets the weights", newLast(image));
    way("d", "owner().inputs(0), compiled as a function of input and phase", compiled(image));
    way("e", "op().inputs(0)", at(graph.output().op().inputs(0), image));
    way("f", "the layer called again by hand, without its activation", byHand(image));
    way("g", "the activation popped from the config, and the layer made anew", popped(image));
    way("h", "the model cloned by a function, and the activation added again", cloned(image));
    way("i", "layer.preActivation()", at(model.layer("answer").preActivation(), image));

    say("");
    values.forEach((letter, value) -> say("way=%s value=%s", letter, Output.digits(value)));
  }

  private void train() throws IOException {
    Digits digits = Digits.toTrain();
    Model logits = Model.of(x, model.layer("answer").preActivation());
    Trainer trainer = Trainer.of(logits, BinaryCrossentropy.ofLogits(), SGD.of(0.05, 0.9));
    try (TrainingBar bar = new TrainingBar()) {
      FitOptions options = FitOptions.epochs(EPOCHS).withBatchSize(32).withSeed(1);
      trainer.fit(digits.images(), digits.is(DIGIT), options.withCallbacks(bar));
    }
  }

  private double functor(NDArray image) {
    List<Tensor> outputs = model.layers().stream().map(layer -> layer.output()).toList();
    CompiledFunction functor = graph.compile(outputs, CompileOptions.defaults());
    NDArray seen = functor.call(feed(x, image)).get(1);
    List<NDArray> weights = model.layer("answer").getWeights();
    return dot(seen, weights.get(0)) + weights.get(1).doubleValue();
  }

  private double split(NDArray image) {
    Dense linear = dense(1);
    linear.shareWeightsOf(last);
    Sequential split = Sequential.of(x, hidden, dropout, linear, activation(SIGMOID));
    // Training this one trains the network: the weights are the same.
    Sequential trained = split.withoutLast();
    if (!split.predict(image).equals(model.predict(image))) {
      throw new IllegalStateException("the split model is another one");
    }
    return trained.predict(image).doubleValue();
  }

  private double newLast(NDArray image) {
    Dense fresh = Dense.builder(1).name("fresh").build();
    Model reused = Model.of(x, features.then(fresh));
    reused.layer("fresh").setWeights(model.layer("answer").getWeights());
    return reused.predict(image).doubleValue();
  }

  private double compiled(NDArray image) {
    Tensor logit = graph.output().owner().inputs(0);
    CompileOptions options =
        CompileOptions.builder().feeding(x, Phase.learning()).build();
    CompiledFunction function = graph.compile(List.of(logit), options);
    return function
        .callSingle(feed(x, image).and(Phase.learning(), NDArray.scalar(false)))
        .doubleValue();
  }

  private double byHand(NDArray image) {
    List<Tensor> weights = model.layer("answer").weights();
    return at(Arithmetic.add(Linear.matmul(features, weights.get(0)), weights.get(1)), image);
  }

  private double popped(NDArray image) {
    Layer again =
        registry.fromConfig("Dense", last.config().without("activation").with("name", "popped"));
    Model linear = Model.of(x, again.apply(features));
    linear.layer("popped").setWeights(model.layer("answer").getWeights());
    return linear.predict(image).doubleValue();
  }

  private double cloned(NDArray image) {
    Model linear = model.cloned(
        CloneWeights.COPY,
        layer -> layer instanceof Dense dense && dense.activation() == SIGMOID
            ? registry.fromConfig("Dense", dense.config().with("activation", "linear"))
            : layer);
    Tensor answer = linear.output().then(activation(SIGMOID));
    Model whole = Model.of(linear.input(), answer);
    if (!whole.predict(image).equals(model.predict(image))) {
      throw new IllegalStateException("the clone answers otherwise");
    }
    return Model.of(whole.input(), whole.layer("activation").input())
        .predict(image)
        .doubleValue();
  }

  private double at(Tensor tensor, NDArray image) {
    return tensor.evaluate(feed(x, image)).doubleValue();
  }

  private void way(String letter, String how, double value) {
    say("(%s) %s:%n    %s", letter, how, value);
    values.put(letter, value);
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** In the order, and with the roundings, of the product that the layer computes. */
  private static double dot(NDArray row, NDArray column) {
    double sum = 0;
    for (int i = 0; i < column.dim(0); i++) {
      sum = Math.fma(row.getDouble(0, i), column.getDouble(i, 0), sum);
    }
    return sum;
  }

  private static int largest(NDArray column) {
    int largest = 0;
    for (int i = 1; i < column.dim(0); i++) {
      if (column.getDouble(i, 0) > column.getDouble(largest, 0)) {
        largest = i;
      }
    }
    return largest;
  }
}
