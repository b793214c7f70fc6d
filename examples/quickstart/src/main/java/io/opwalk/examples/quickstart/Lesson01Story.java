package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.nn.layer.Activations.SIGMOID;
import static io.opwalk.nn.layer.Activations.SOFTPLUS;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Dense;
import io.opwalk.nn.loss.BinaryCrossentropy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.SGD;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.Trainer;
import io.opwalk.print.DotPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A network that tells zeros from other digits says 1.0: what stood before the sigmoid?
 *
 * <p>Trains on 8,000 handwritten digits, takes the test image that the network is surest of, walks
 * back from the output to the value before the activation, and works that value out by hand.
 */
public final class Lesson01Story {
  private static final int DIGIT = 0;
  private static final int EPOCHS = 8;

  private Lesson01Story() {}

  /** Runs the lesson; takes no arguments. */
  public static void main(String[] args) throws IOException {
    // The network, as an expression. Each tensor knows what made it.
    Tensor x = placeholder("x", FLOAT64, shape(UNKNOWN, 784));
    Tensor y = x.then(dense(612, SOFTPLUS)).then(dense(1, SIGMOID));
    Graph graph = Graph.of(y);
    Model model = Model.of(x, y);
    say(model.summary());

    // The loss is most exact before the sigmoid, which is one step back. Both models have the same
    // weights, so training this one trains the other.
    Model logits = Model.of(x, graph.output().owner().inputs(0));
    train(logits);

    Digits test = Digits.toTest();
    double accuracy = accuracy(model.predict(test.images()), test.is(DIGIT));
    say("%.2f %% of %d test images are right.%n", 100 * accuracy, test.size());

    // The output nearest 1.0 is that of the largest logit, also where several round to 1.0.
    int surest = largest(logits.predict(test.images()));
    NDArray image = test.image(surest);
    double output = graph.output().evaluate(feed(x, image)).doubleValue();
    say("Test image %d is surely a %d. The output is %s", surest, DIGIT, output);
    say("  %s", graph.output());
    say("Its owner is the op that was applied last.");
    say("  %s", graph.output().owner());

    Tensor logit = graph.output().owner().inputs(0);
    double before = logit.evaluate(feed(x, image)).doubleValue();
    say("The owner's first input is what stood before the sigmoid: %s", before);
    say("  %s", logit);
    Tensor byOp = graph.output().op().inputs(0);
    double again = byOp.evaluate(feed(x, image)).doubleValue();
    say("The owner goes by the name of op as well: %s, the same tensor: %s", again, byOp == logit);

    // Further back: the features that the last layer sees, and its weights.
    Tensor product = logit.owner().inputs(0);
    NDArray features = product.owner().inputs(0).evaluate(feed(x, image));
    NDArray kernel = slotOf(product.owner().inputs(1)).value();
    double bias = slotOf(logit.owner().inputs(1)).value().doubleValue();
    double hand = dot(features, kernel) + bias;
    say("By hand, 612 features times the kernel plus the bias: %s", hand);
    say("The sigmoid of that: %s", 1 / (1 + StrictMath.exp(-hand)));

    List<NDArray> both = graph.compile(graph.output(), logit).call(feed(x, image));
    say("Both in one pass: %s and %s%n", both.get(0).doubleValue(), both.get(1).doubleValue());

    // A network made anew, as by Keras's clone_model, has weights of its own: do not mix the two.
    Dense cloneHidden = Dense.builder(612).activation(SOFTPLUS).seed(11).build();
    Dense cloneLast = Dense.builder(1).activation(SIGMOID).seed(11).build();
    x.then(cloneHidden).then(cloneLast);
    NDArray cloneFeatures = cloneHidden.apply(x).evaluate(feed(x, image));
    NDArray cloneKernel = slotOf(cloneLast.weights().get(0)).value();
    say("By hand it comes out negative where features and kernel are of two models, say of this");
    say("one and of a clone that did not take the weights along.");
    say(
        "  These features times the clone's kernel, plus the bias: %s",
        dot(features, cloneKernel) + bias);
    say(
        "  The clone's features times this kernel, plus the bias: %s%n",
        dot(cloneFeatures, kernel) + bias);

    say("The whole graph, each tensor above what it was made from:");
    say("%s", graph);
    Path dot = Output.file("lesson01.dot");
    DotPrinter.write(graph, dot);
    say("The same for Graphviz: %s%n", dot);

    say("output=%s", Output.digits(output));
    say("logit=%s", Output.digits(before));
    say("hand=%s", Output.digits(hand));
    say("accuracy=%s", Output.digits(accuracy));
  }

  private static void train(Model model) throws IOException {
    Digits digits = Digits.toTrain();
    Trainer trainer = Trainer.of(model, BinaryCrossentropy.ofLogits(), SGD.of(0.05, 0.9));
    try (TrainingBar bar = new TrainingBar()) {
      FitOptions options = FitOptions.epochs(EPOCHS).withBatchSize(32).withSeed(1);
      trainer.fit(digits.images(), digits.is(DIGIT), options.withCallbacks(bar));
    }
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  private static double dot(NDArray row, NDArray column) {
    double sum = 0;
    for (int i = 0; i < column.dim(0); i++) {
      sum += row.getDouble(0, i) * column.getDouble(i, 0);
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

  private static double accuracy(NDArray outputs, NDArray truth) {
    int right = 0;
    for (int i = 0; i < truth.dim(0); i++) {
      if (outputs.getDouble(i, 0) > 0.5 == truth.getDouble(i, 0) > 0.5) {
        right++;
      }
    }
    return (double) right / truth.dim(0);
  }
}
