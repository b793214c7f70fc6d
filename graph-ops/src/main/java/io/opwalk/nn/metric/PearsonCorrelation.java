package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Optional;

/**
 * The correlation of labels and predictions along an axis, the covariance over both standard
 * deviations, from -1 to 1; Keras's PearsonCorrelation. To each standard deviation 1e-7 is added.
 *
 * @param axis along which it is computed
 */
public record PearsonCorrelation(int axis) implements MeanMetric {
  private static final double EPSILON = 1e-7;

  /** Along the last axis. */
  public PearsonCorrelation() {
    this(-1);
  }

  @Override
  public String name() {
    return "pearson_correlation";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    return Reductions.mean(
        Arithmetic.multiply(standardized(pair.labels()), standardized(pair.predictions())), axis);
  }

  private Tensor standardized(Tensor x) {
    Tensor deviation = Arithmetic.subtract(x, Reductions.mean(x, List.of(axis), true));
    Tensor size = Arithmetic.add(Reductions.std(x, List.of(axis), true), EPSILON);
    return Arithmetic.divide(deviation, size);
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("axis", axis);
  }
}
