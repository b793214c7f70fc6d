package io.opwalk.examples.benchmarks.opwalk;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.examples.benchmarks.engine.Losses;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Training;
import io.opwalk.nn.optimizer.Adam;
import io.opwalk.nn.train.TrainingStep;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import java.util.List;

/** Training steps. */
final class TrainingSession implements Session {
  private final TrainingModel model;
  private final TrainingStep step;
  private final JavaArray images;
  private final JavaArray labels;
  private final Losses losses;

  TrainingSession(TrainingModel model, Precision precision, Backend backend) {
    Training training = model.training();
    this.model = model;
    this.images = TrainingModel.images(training, precision);
    this.labels = training.labels(precision);
    this.losses = new Losses(training);
    this.step = TrainingStep.of(
        model.loss(),
        List.of(),
        model.parameters(),
        new Adam(Training.RATE, Training.BETA1, Training.BETA2, Training.EPSILON),
        CompileOptions.builder().backend(backend).build());
  }

  @Override
  public void run() {
    NDArray x = Graphs.wrap(images);
    NDArray y = Graphs.wrap(labels);
    List<NDArray> loss = step.run(Feed.feed(model.images(), x).and(model.labels(), y));
    losses.add(loss.get(0).doubleValue());
  }

  @Override
  public List<JavaArray> results() {
    return losses.results();
  }
}
