package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.Configurable;
import java.util.Objects;
import java.util.function.BinaryOperator;

/** A loss that a function computes. */
record FunctionLoss(String name, BinaryOperator<Tensor> function) implements Loss {
  FunctionLoss {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(function, "function");
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return function.apply(labels, predictions);
  }

  @Override
  public String className() {
    throw Configurable.isCode("the loss '" + name + "'");
  }

  @Override
  public Config config() {
    throw Configurable.isCode("the loss '" + name + "'");
  }
}
