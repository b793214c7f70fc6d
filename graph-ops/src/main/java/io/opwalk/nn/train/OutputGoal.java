package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.metric.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What one output of a model is trained towards, and measured by.
 *
 * @param name the output's name
 * @param predictions the output
 * @param mask which of its steps count, as far as they do not all
 * @param loss what to make small, if anything
 * @param lossWeight how much this loss counts in the sum of all
 * @param metrics what is reported, all samples counting alike
 * @param weightedMetrics what is reported, samples counting by their weights and the mask
 */
record OutputGoal(
    String name,
    Tensor predictions,
    Optional<Tensor> mask,
    Optional<Loss> loss,
    double lossWeight,
    List<Metric> metrics,
    List<Metric> weightedMetrics) {
  OutputGoal {
    metrics = List.copyOf(metrics);
    weightedMetrics = List.copyOf(weightedMetrics);
    if (Double.isNaN(lossWeight) || Double.isInfinite(lossWeight)) {
      throw new IllegalArgumentException(
          "the weight of the loss of '" + name + "' must be finite, found " + lossWeight);
    }
  }

  /** Whether it takes labels. */
  boolean isMeasured() {
    return loss.isPresent() || !metrics.isEmpty() || !weightedMetrics.isEmpty();
  }

  /** The type of its labels: the loss's, or where there is none, that of the first metric. */
  TensorType labelType() {
    return loss.map(each -> each.labelType(predictions)).orElseGet(() -> {
      Metric first = metrics.isEmpty() ? weightedMetrics.get(0) : metrics.get(0);
      return first.labelType(predictions);
    });
  }

  /**
   * Checks what the loss can say of labels before anything is computed.
   *
   * @throws IllegalArgumentException where one cannot be meant, naming the sample
   */
  void requireLabels(NDArray labels) {
    loss.flatMap(each -> each.labelFlaw(labels, predictions)).ifPresent(flaw -> {
      throw new IllegalArgumentException(
          "labels of '" + name + "' " + flaw + "\n  output: " + predictions);
    });
  }
}
