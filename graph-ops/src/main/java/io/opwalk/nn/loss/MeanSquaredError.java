package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.metric.Pairs;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;

/** The mean of the squared differences along the last axis; Keras's MeanSquaredError. */
public record MeanSquaredError() implements Loss {
  @Override
  public String name() {
    return "mean_squared_error";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs.require(name(), labels, predictions);
    return Reductions.mean(Arithmetic.square(Arithmetic.subtract(labels, predictions)), -1);
  }
}
