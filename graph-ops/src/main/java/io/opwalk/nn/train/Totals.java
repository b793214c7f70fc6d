package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.metric.MetricTotals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up losses and metrics over batches. */
final class Totals {
  private final List<String> lossNames;
  private final List<Measure> measures;
  private final List<MetricTotals> metrics;
  private final double[] outputLosses;
  private double loss;
  private long samples;

  Totals(List<String> lossNames, List<Measure> measures) {
    this.lossNames = lossNames;
    this.measures = measures;
    this.metrics =
        measures.stream().map(measure -> new MetricTotals(measure.metric())).toList();
    this.outputLosses = new double[lossNames.size()];
  }

  /**
   * Adds a batch. As in Keras its losses count by how many samples it has.
   *
   * @param values its loss, and what an {@link Objective} fetches
   */
  void add(List<NDArray> values, int batchSize) {
    samples += batchSize;
    loss += values.get(0).doubleValue() * batchSize;
    int at = 1;
    for (int i = 0; i < outputLosses.length; i++) {
      outputLosses[i] += values.get(at++).doubleValue() * batchSize;
    }
    for (int i = 0; i < metrics.size(); i++) {
      int count = measures.get(i).sums().size();
      metrics.get(i).add(values.subList(at, at + count));
      at += count;
    }
  }

  Scores scores() {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < outputLosses.length; i++) {
      named.put(lossNames.get(i), outputLosses[i] / samples);
    }
    for (int i = 0; i < metrics.size(); i++) {
      List<Double> results = metrics.get(i).results();
      for (int k = 0; k < results.size(); k++) {
        named.put(measures.get(i).names().get(k), results.get(k));
      }
    }
    return new Scores(loss / samples, named);
  }
}
