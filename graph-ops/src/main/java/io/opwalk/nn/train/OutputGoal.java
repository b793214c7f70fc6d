package io.opwalk.nn.train;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.loss.Loss;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.metric.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one output of a model is trained towards, and measured by.
 *
 * @param name the output's name
 * @param predictions the output
 * @param loss what to make small, if anything
 * @param lossWeight how much this loss counts in the sum of all
 * @param metrics what is reported, all samples counting alike
 * @param weightedMetrics what is reported, samples counting by their weights
 */
record OutputGoal(
    String name,
    Tensor predictions,
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
   * Checks that labels are classes, where the loss wants that and the number of classes is known.
   *
   * @throws IllegalArgumentException where one is none, naming the sample
   */
  void requireClasses(NDArray labels) {
    if (loss.isPresent() && loss.get() instanceof SparseCategoricalCrossentropy sparse) {
      Dim classes = predictions.shape().dim(sparse.axis());
      if (classes instanceof Dim.Fixed fixed && labels.dtype() == DType.INT64) {
        requireClasses(labels, fixed.size(), sparse.ignoreClass());
      }
    }
  }

  private void requireClasses(NDArray labels, long classes, OptionalLong ignored) {
    long[] flat = (long[]) labels.backing();
    for (int i = 0; i < flat.length; i++) {
      boolean isIgnored = ignored.isPresent() && flat[i] == ignored.getAsLong();
      if ((flat[i] < 0 || flat[i] >= classes) && !isIgnored) {
        throw new IllegalArgumentException("labels of '" + name + "' must be classes from 0 to "
            + (classes - 1) + ", found " + flat[i] + " for sample "
            + i / Math.max(1, flat.length / labels.dim(0)) + " of " + labels.describe()
            + "\n  output: " + predictions);
      }
    }
  }
}
