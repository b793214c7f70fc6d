package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.Configurable;
import java.util.Objects;
import java.util.function.BinaryOperator;

/** The mean of what a function gives. */
record FunctionMetric(String name, BinaryOperator<Tensor> function) implements MeanMetric {
  FunctionMetric {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(function, "function");
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return function.apply(labels, predictions);
  }

  @Override
  public String className() {
    throw Configurable.isCode("the metric '" + name + "'");
  }

  @Override
  public Config config() {
    throw Configurable.isCode("the metric '" + name + "'");
  }
}
