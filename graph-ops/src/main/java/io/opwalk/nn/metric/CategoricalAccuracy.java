package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;
import java.util.Optional;

/**
 * Whether the largest prediction is that of the true class, for labels that are one-hot; Keras's
 * CategoricalAccuracy. Probabilities and logits give the same. Of equal ones, the first counts.
 */
public record CategoricalAccuracy() implements MeanMetric {
  @Override
  public String name() {
    return "categorical_accuracy";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor right = Logic.equal(
        Reductions.argMax(pair.labels(), -1), Reductions.argMax(pair.predictions(), -1));
    return Tensors.cast(right, predictions.dtype());
  }
}
