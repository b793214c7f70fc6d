package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Arithmetic;
import java.util.Optional;

/**
 * The cosine of the angle between labels and predictions as vectors along an axis, 1 where they
 * have the same direction; Keras's CosineSimilarity. The loss of that name is its negative.
 *
 * @param axis the axis of the vectors
 */
public record CosineSimilarity(int axis) implements MeanMetric {
  /** Along the last axis. */
  public CosineSimilarity() {
    this(-1);
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor loss =
        new io.opwalk.nn.loss.CosineSimilarity(axis).perSample(pair.labels(), pair.predictions());
    return Arithmetic.negative(loss);
  }

  @Override
  public Config config() {
    return MeanMetric.super.config().with("axis", axis);
  }
}
