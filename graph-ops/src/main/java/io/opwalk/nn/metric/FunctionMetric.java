package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
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
    throw code();
  }

  @Override
  public Config config() {
    throw code();
  }

  private UnsupportedOperationException code() {
    return new UnsupportedOperationException(
        "the metric '" + name + "' is code, and has no config");
  }
}
