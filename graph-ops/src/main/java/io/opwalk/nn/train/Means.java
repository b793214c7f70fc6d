package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.metric.Metric;
import io.opwalk.nn.metric.MetricTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up a loss and metrics over batches. */
final class Means {
  private final List<Metric> metrics;
  private final List<Integer> counts;
  private final List<MetricTotals> totals = new ArrayList<>();
  private double lossSum;
  private long samples;

  /**
   * Nothing so far.
   *
   * @param counts how many sums each metric has
   */
  Means(List<Metric> metrics, List<Integer> counts) {
    this.metrics = metrics;
    this.counts = counts;
    metrics.forEach(metric -> totals.add(new MetricTotals(metric)));
  }

  /**
   * Adds a batch.
   *
   * @param values its mean loss, and the sums of every metric
   */
  void add(List<NDArray> values, int batchSize) {
    samples += batchSize;
    lossSum += values.get(0).doubleValue() * batchSize;
    int next = 1;
    for (int i = 0; i < totals.size(); i++) {
      totals.get(i).add(values.subList(next, next + counts.get(i)));
      next += counts.get(i);
    }
  }

  Scores scores() {
    Map<String, Double> results = new LinkedHashMap<>();
    for (int i = 0; i < totals.size(); i++) {
      results.put(metrics.get(i).name(), totals.get(i).result());
    }
    return new Scores(lossSum / samples, results);
  }
}
