package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.metric.Metric;
import io.opwalk.ops.Reductions;

/** A metric that training makes small. */
public interface Loss extends Metric {
  /**
   * The mean over all samples, a scalar; Keras's reduction {@code sum_over_batch_size}.
   *
   * @throws io.opwalk.TypeException where shapes or dtypes differ; labels are never broadcast
   */
  default Tensor of(Tensor labels, Tensor predictions) {
    return Reductions.mean(perSample(labels, predictions));
  }
}
