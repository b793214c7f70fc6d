package io.opwalk.examples.benchmarks.peers.tf;

import io.opwalk.examples.benchmarks.engine.Losses;
import io.opwalk.examples.benchmarks.engine.Session;
import io.opwalk.examples.benchmarks.workload.JavaArray;
import io.opwalk.examples.benchmarks.workload.Layouts;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Training;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.family.TNumber;

/**
 * Training steps with TensorFlow's gradients and its Adam.
 *
 * @param <T> the type of its tensors
 */
final class TfTraining<T extends TNumber> implements Session {
  private final TfGraph<T> graph;
  private final Training training;
  private final List<Variable<T>> weights = new ArrayList<>();
  private final List<Op> updates = new ArrayList<>();
  private final TfModel<T> model;
  private final Losses losses;

  TfTraining(TfGraph<T> graph, Training training, int threads) {
    this.graph = graph;
    this.training = training;
    this.losses = new Losses(training);
    Precision precision = graph.precision();
    JavaArray images = training.images(precision);
    boolean isConvolved = !training.filters().isEmpty();
    Operand<T> x = graph.input(isConvolved ? Layouts.channelsLast(images) : images);
    Operand<T> labels = graph.input(training.labels(precision));
    Ops tf = graph.tf();
    Operand<T> logits = logits(x);
    SoftmaxCrossEntropyWithLogits<T> entropy = tf.nn.softmaxCrossEntropyWithLogits(logits, labels);
    graph.output(tf.math.mean(entropy.loss(), tf.constant(0)));
    // From the logits back: what is behind them has no gradient in doubles, but gives its own.
    Operand<T> slope = tf.math.mul(entropy.backprop(), graph.number(1.0 / training.batch()));
    adam(tf.gradients(List.of(logits), weights, Gradients.dx(List.of(slope))));
    this.model = new TfModel<>(graph, threads);
  }

  private Variable<T> weight(JavaArray value) {
    Variable<T> weight = graph.weight(value);
    weights.add(weight);
    return weight;
  }

  private Operand<T> logits(Operand<T> x) {
    Ops tf = graph.tf();
    Precision precision = graph.precision();
    Operand<T> y = x;
    for (int i = 0; i < training.filters().size(); i++) {
      Variable<T> kernel = weight(Layouts.kernel(training.convKernel(i, precision)));
      Variable<T> bias = weight(training.convBias(i, precision));
      y = TfConvs.pooled(graph, TfConvs.convolved(graph, y, kernel, bias));
    }
    y = tf.reshape(y, tf.constant(new int[] {training.batch(), training.features(0)}));
    int last = training.units().size() - 1;
    for (int i = 0; i <= last; i++) {
      JavaArray value = training.denseKernel(i, precision);
      Variable<T> kernel =
          weight(i == 0 ? Layouts.rowsChannelsLast(value, training.pooledSide()) : value);
      Variable<T> bias = weight(training.denseBias(i, precision));
      Operand<T> sum = TfDense.dense(graph, y, kernel, bias);
      y = i == last ? sum : tf.nn.relu(sum);
    }
    return y;
  }

  private void adam(Gradients gradients) {
    Ops tf = graph.tf();
    Operand<T> beta1 = graph.number(Training.BETA1);
    Operand<T> beta2 = graph.number(Training.BETA2);
    Operand<T> rate = graph.number(Training.RATE);
    Operand<T> epsilon = graph.number(Training.EPSILON);
    Variable<T> power1 = graph.weight(scalar(Training.BETA1));
    Variable<T> power2 = graph.weight(scalar(Training.BETA2));
    for (int i = 0; i < weights.size(); i++) {
      JavaArray value = graph.weights().get(weights.get(i));
      Operand<T> gradient = gradients.dy(i);
      updates.add(tf.train.applyAdam(
          weights.get(i),
          graph.weight(zerosLike(value)),
          graph.weight(zerosLike(value)),
          power1,
          power2,
          rate,
          beta1,
          beta2,
          epsilon,
          gradient));
    }
    Ops after = tf.withControlDependencies(updates);
    updates.add(after.assign(power1, after.math.mul(power1, beta1)));
    updates.add(after.assign(power2, after.math.mul(power2, beta2)));
  }

  private JavaArray scalar(double value) {
    return new JavaArray(
        graph.precision() == Precision.F64 ? new double[] {value} : new float[] {(float) value},
        List.of());
  }

  private JavaArray zerosLike(JavaArray value) {
    return new JavaArray(graph.precision().newArray(value.size()), value.dims());
  }

  @Override
  public void run() {
    losses.add(model.call(updates).get(0).at(0));
  }

  @Override
  public List<JavaArray> results() {
    return losses.results();
  }

  @Override
  public void close() {
    model.close();
  }
}
