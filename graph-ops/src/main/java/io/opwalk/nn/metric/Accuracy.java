package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.Optional;

/**
 * How many of the predictions along the last axis equal their labels; Keras's Accuracy. What the
 * name {@code accuracy} stands for is decided by {@link Metrics}.
 */
public record Accuracy() implements MeanMetric {
  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor right = Logic.equal(pair.labels(), pair.predictions());
    return Reductions.mean(Tensors.cast(right, predictions.dtype()), -1);
  }
}
