package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.SampleWeights;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A metric under another name. */
record NamedMetric(Metric metric, String name) implements Metric {
  NamedMetric {
    Objects.requireNonNull(name, "name");
  }

  @Override
  public TensorType labelType(Tensor predictions) {
    return metric.labelType(predictions);
  }

  @Override
  public List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    return metric.sums(labels, predictions, weights);
  }

  @Override
  public double result(List<NDArray> totals) {
    return metric.result(totals);
  }

  @Override
  public Optional<Direction> direction() {
    return metric.direction();
  }

  @Override
  public int count(Tensor predictions) {
    return metric.count(predictions);
  }

  @Override
  public List<Double> results(List<NDArray> totals) {
    return metric.results(totals);
  }

  @Override
  public Metric named(String newName) {
    return new NamedMetric(metric, newName);
  }

  @Override
  public String className() {
    return metric.className();
  }

  @Override
  public Config config() {
    return metric.config().with("name", name);
  }
}
