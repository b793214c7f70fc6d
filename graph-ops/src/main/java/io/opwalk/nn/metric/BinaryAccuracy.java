package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.Optional;

/**
 * How many of the labels, which are 0 or 1, are on the right side of a threshold; Keras's
 * BinaryAccuracy.
 *
 * @param threshold a prediction above it says 1
 */
public record BinaryAccuracy(double threshold) implements MeanMetric {
  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException where it is NaN
   */
  public BinaryAccuracy {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("a threshold must be a number, found NaN");
    }
  }

  /** For predictions that are probabilities: the threshold is 0.5. */
  public static BinaryAccuracy ofProbabilities() {
    return new BinaryAccuracy(0.5);
  }

  /** For predictions that are logits: the threshold is 0. */
  public static BinaryAccuracy ofLogits() {
    return new BinaryAccuracy(0);
  }

  @Override
  public String name() {
    return "binary_accuracy";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor said = Tensors.cast(Logic.greater(pair.predictions(), threshold), predictions.dtype());
    Tensor right = Logic.equal(said, pair.labels());
    return Reductions.mean(Tensors.cast(right, predictions.dtype()), -1);
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("threshold", threshold);
  }
}
