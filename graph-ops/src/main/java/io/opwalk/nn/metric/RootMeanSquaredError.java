package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Reductions;
import java.util.List;
import java.util.Optional;

/** {@code sqrt(mean((y - p)^2))} over the whole data set; Keras's RootMeanSquaredError. */
public record RootMeanSquaredError() implements MeanMetric {
  @Override
  public String name() {
    return "root_mean_squared_error";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.DOWN);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor error = Arithmetic.subtract(pair.predictions(), pair.labels());
    return Reductions.mean(Arithmetic.square(error), -1);
  }

  @Override
  public double result(List<NDArray> totals) {
    return Math.sqrt(MeanMetric.super.result(totals));
  }
}
