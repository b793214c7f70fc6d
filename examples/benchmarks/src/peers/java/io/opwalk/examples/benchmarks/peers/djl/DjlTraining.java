package io.opwalk.examples.benchmarks.peers.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.opwalk.examples.benchmarks.engine.Losses;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Training;
import java.util.ArrayList;
import java.util.List;

/** Training steps with DJL's gradient collector and its Adam. */
final class DjlTraining implements Session {
  private final Training training;
  private final NDManager manager;
  private final JavaArray images;
  private final JavaArray labels;
  private final Losses losses;
  private final List<NDArray> weights = new ArrayList<>();
  private final Optimizer adam = Adam.builder()
      .optLearningRateTracker(Tracker.fixed((float) Training.RATE))
      .optBeta1((float) Training.BETA1)
      .optBeta2((float) Training.BETA2)
      .optEpsilon((float) Training.EPSILON)
      .build();

  DjlTraining(Training training, Precision precision, NDManager manager) {
    this.training = training;
    this.manager = manager;
    this.images = training.images(precision);
    this.labels = training.labels(precision);
    this.losses = new Losses(training);
    for (int i = 0; i < training.filters().size(); i++) {
      weight(training.convKernel(i, precision));
      weight(training.convBias(i, precision));
    }
    for (int i = 0; i < training.units().size(); i++) {
      weight(training.denseKernel(i, precision).transposed(1, 0));
      weight(training.denseBias(i, precision));
    }
  }

  private void weight(JavaArray value) {
    NDArray weight = Arrays.of(manager, value);
    weight.setRequiresGradient(true);
    weights.add(weight);
  }

  @Override
  public void run() {
    try (NDManager call = manager.newSubManager()) {
      NDArray x = Arrays.of(call, images);
      NDArray y = Arrays.of(call, labels);
      try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
        NDArray loss = logits(x).logSoftmax(-1).mul(y).sum(new int[] {-1}).neg().mean();
        gradients.backward(loss);
        losses.add(Arrays.toJava(loss).at(0));
      }
      for (int i = 0; i < weights.size(); i++) {
        try (NDArray gradient = weights.get(i).getGradient()) {
          adam.update("weight" + i, weights.get(i), gradient);
        }
      }
    }
  }

  private NDArray logits(NDArray x) {
    NDArray y = x;
    int convs = training.filters().size();
    for (int i = 0; i < convs; i++) {
      NDArray sum =
          DjlConvs.convolved(y, weights.get(2 * i), weights.get(2 * i + 1), Training.WINDOW / 2);
      y = DjlConvs.pooled(Activation.relu(sum));
    }
    y = y.reshape(training.batch(), -1);
    for (int i = 0; i < training.units().size(); i++) {
      int place = 2 * (convs + i);
      NDArray sum = Linear.linear(y, weights.get(place), weights.get(place + 1)).singletonOrThrow();
      y = i == training.units().size() - 1 ? sum : Activation.relu(sum);
    }
    return y;
  }

  @Override
  public List<JavaArray> results() {
    return losses.results();
  }
}
