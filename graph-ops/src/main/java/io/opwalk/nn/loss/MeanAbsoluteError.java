package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.metric.Pairs;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;

/** The magnitude of the difference, averaged over the last axis; Keras's MeanAbsoluteError. */
public record MeanAbsoluteError() implements Loss {
  @Override
  public String name() {
    return "mean_absolute_error";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs.require(name(), labels, predictions);
    return Reductions.mean(Arithmetic.abs(Arithmetic.subtract(predictions, labels)), -1);
  }
}
