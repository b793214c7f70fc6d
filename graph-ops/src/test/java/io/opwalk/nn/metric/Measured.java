package io.opwalk.nn.metric;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.placeholder;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.spi.CompiledFunction;
import java.util.Arrays;
import java.util.List;

/** Computes metrics over data sets in batches, as training does. */
final class Measured {
  private Measured() {}

  /** Of a data set as one batch. */
  static double of(Metric metric, NDArray labels, NDArray predictions) {
    return inBatches(metric, labels, predictions, null, labels.dim(0));
  }

  /** Of Java arrays in float32, as one batch. */
  static double of(Metric metric, Object labels, Object predictions) {
    return of(metric, float32(labels), float32(predictions));
  }

  /** Of Java arrays in float32, with weights, as one batch. */
  static double weighted(Metric metric, Object labels, Object predictions, double... weights) {
    NDArray truth = float32(labels);
    return inBatches(metric, truth, float32(predictions), float32(weights), truth.dim(0));
  }

  static NDArray float32(Object values) {
    return NDArray.ofArray(values).cast(DType.FLOAT32);
  }

  /**
   * In batches of a size.
   *
   * @param weights null where there are none
   */
  static double inBatches(
      Metric metric, NDArray labels, NDArray predictions, NDArray weights, int size) {
    return totals(metric, labels, predictions, weights, size).result();
  }

  /** All numbers of a metric, of Java arrays in float32, in batches of one sample. */
  static List<Double> numbers(Metric metric, Object labels, Object predictions) {
    return totals(metric, float32(labels), float32(predictions), null, 1).results();
  }

  private static MetricTotals totals(
      Metric metric, NDArray labels, NDArray predictions, NDArray weights, int size) {
    Tensor y = placeholderOf("y", labels);
    Tensor p = placeholderOf("p", predictions);
    Tensor w = weights == null ? null : placeholderOf("w", weights);
    SampleWeights factors = w == null ? SampleWeights.none() : SampleWeights.of(w);
    List<Tensor> sums = metric.sums(y, p, factors);
    CompiledFunction function = Graph.of(sums).compile();
    MetricTotals totals = new MetricTotals(metric);
    for (int from = 0; from < labels.dim(0); from += size) {
      int to = Math.min(labels.dim(0), from + size);
      Feed feed = Feed.feed(y, labels.slice(from, to)).and(p, predictions.slice(from, to));
      totals.add(function.call(w == null ? feed : feed.and(w, weights.slice(from, to))));
    }
    return totals;
  }

  private static Tensor placeholderOf(String name, NDArray array) {
    long[] dims = array.shape().stream().mapToLong(Integer::longValue).toArray();
    dims[0] = UNKNOWN;
    return placeholder(name, array.dtype(), Shape.shape(Arrays.copyOf(dims, dims.length)));
  }
}
