package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A metric that is the mean of a value per sample: the sum of the weighted values over the sum of
 * the weights, 0 where that is 0.
 */
public interface MeanMetric extends Metric {
  /**
   * The mean of what a function gives; it is code, and has no config.
   *
   * @param perSample of labels and predictions, as {@link #perSample}
   */
  static MeanMetric ofFunction(String name, BinaryOperator<Tensor> perSample) {
    return new FunctionMetric(name, perSample);
  }

  /**
   * The value of each sample.
   *
   * @param labels what is true, as for {@link #sums}
   * @param predictions what the model says, of shape (n, ..., k) and a floating dtype
   * @return of the predictions' dtype and of shape (n, ...), unless a metric says otherwise
   * @throws io.opwalk.TypeException where shapes do not fit; labels are never broadcast
   */
  Tensor perSample(Tensor labels, Tensor predictions);

  /** The sum of the weighted values, and that of the weights. */
  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Tensor values = perSample(labels, predictions);
    return List.of(weights.sum(values), weights.total(values));
  }

  @Override
  default double result(List<NDArray> totals) {
    return Ratio.of(totals.get(0).doubleValue(), totals.get(1).doubleValue());
  }
}
