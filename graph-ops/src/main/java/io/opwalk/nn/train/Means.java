package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up a loss and metrics over batches. */
final class Means {
  private final List<Metric> metrics;
  private final double[] metricSums;
  private double lossSum;
  private long samples;

  Means(List<Metric> metrics) {
    this.metrics = metrics;
    this.metricSums = new double[metrics.size()];
  }

  /**
   * Adds a batch.
   *
   * @param values its mean loss, and the mean of every metric
   */
  void add(List<NDArray> values, int batchSize) {
    samples += batchSize;
    lossSum += values.get(0).doubleValue() * batchSize;
    for (int i = 0; i < metricSums.length; i++) {
      metricSums[i] += values.get(1 + i).doubleValue() * batchSize;
    }
  }

  Scores scores() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < metricSums.length; i++) {
      means.put(metrics.get(i).name(), metricSums[i] / samples);
    }
    return new Scores(lossSum / samples, means);
  }
}
