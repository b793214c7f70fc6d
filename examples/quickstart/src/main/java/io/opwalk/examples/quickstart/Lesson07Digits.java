package io.opwalk.examples.quickstart;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.nn.layer.Activations.RELU;
import static io.opwalk.nn.layer.Layers.dense;
import static io.opwalk.nn.layer.conv.ConvLayers.conv2d;
import static io.opwalk.nn.layer.noise.NoiseLayers.dropout;
import static io.opwalk.nn.layer.pooling.PoolingLayers.maxPooling2d;
import static io.opwalk.nn.layer.shape.ShapeLayers.flatten;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.metric.SparseCategoricalAccuracy;
import io.opwalk.nn.model.Model;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.optimizer.Optimizer;
import io.opwalk.nn.optimizer.schedule.CosineDecay;
import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.FitOptions;
import io.opwalk.nn.train.History;
import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Trainer;
import io.opwalk.nn.train.Training;
import io.opwalk.plot.HistoryPlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A convolutional network after LeNet learns all ten digits, and the lesson draws how it went.
 *
 * <p>Its learning rate falls along half a cosine; after each epoch it is tried on 2,000 digits that
 * it does not learn from.
 */
public final class Lesson07Digits {
  private static final int EPOCHS = 12;
  private static final int BATCH_SIZE = 32;
  private static final double RATE = 0.001;

  private Lesson07Digits() {}

  /**
   * Runs the lesson.
   *
   * @param args how many epochs, where it is not to be 12, and of how many of the 8,000 digits
   */
  public static void main(String[] args) throws IOException {
    Digits digits = Digits.toTrain();
    int epochs = args.length > 0 ? Integer.parseInt(args[0]) : EPOCHS;
    int count = args.length > 1 ? Integer.parseInt(args[1]) : digits.size();
    Digits train = digits.first(count);
    Digits test = Digits.toTest();

    Model model = network();
    say(model.summary());
    int steps = epochs * ((count + BATCH_SIZE - 1) / BATCH_SIZE);
    Optimizer optimizer = Adam.of(RATE).withLearningRate(new CosineDecay(RATE, steps));
    Trainer trainer = Trainer.of(
        model,
        SparseCategoricalCrossentropy.ofLogits(),
        optimizer,
        new SparseCategoricalAccuracy().named("accuracy"));
    History history;
    try (TrainingBar bar = new TrainingBar()) {
      FitOptions options = FitOptions.epochs(epochs)
          .withBatchSize(BATCH_SIZE)
          .withSeed(1)
          .withValidation(square(test.images()), test.labels())
          .withCallbacks(bar, Callback.onEpochEnded(Lesson07Digits::report));
      history = trainer.fit(square(train.images()), train.labels(), options);
    }

    Path picture = Output.file("lesson07.png");
    String title = String.format(Locale.ROOT, "LeNet on %,d handwritten digits", count);
    HistoryPlot.of(history).withTitle(title).save(picture);
    say("%nHow it went: %s%n", picture);
    say("accuracy=%s", Output.digits(history.last().metric("val_accuracy")));
  }

  /** From images to ten numbers, of which the largest is the answer. */
  private static Model network() {
    Tensor x = placeholder("image", FLOAT32, UNKNOWN, 28, 28, 1);
    Tensor features = x.then(conv2d(20, 5, RELU))
        .then(maxPooling2d())
        .then(conv2d(50, 5, RELU))
        .then(maxPooling2d())
        .then(flatten());
    Tensor y = features.then(dense(256, RELU)).then(dropout(0.5)).then(dense(10));
    return Model.of(x, y).named("lenet");
  }

  private static NDArray square(NDArray images) {
    return images.reshape(images.dim(0), 28, 28, 1).cast(FLOAT32);
  }

  private static void report(Training training, Logs logs) {
    say(
        "epoch %2d of %d: loss %.4f, accuracy %.4f; of the test digits %.4f and %.4f",
        training.epoch() + 1,
        training.epochs(),
        logs.get("loss"),
        logs.get("accuracy"),
        logs.get("val_loss"),
        logs.get("val_accuracy"));
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
