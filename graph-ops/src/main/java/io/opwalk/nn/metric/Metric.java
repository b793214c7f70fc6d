package io.opwalk.nn.metric;

import io.opwalk.Tensor;

/**
 * A number per sample that says how well predictions fit labels; its mean over a data set is what
 * is reported.
 */
public interface Metric {
  /** The name under which it is reported, as in Keras: {@code binary_accuracy}. */
  String name();

  /**
   * The value of each sample.
   *
   * @param labels what is true, of the shape and dtype of {@code predictions}
   * @param predictions what the model says, of shape (n, ..., k)
   * @return a tensor of shape (n, ...) and the predictions' dtype
   * @throws io.opwalk.TypeException where shapes or dtypes differ; labels are never broadcast
   */
  Tensor perSample(Tensor labels, Tensor predictions);
}
