package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
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
    throw code();
  }

  @Override
  public Config config() {
    throw code();
  }

  private UnsupportedOperationException code() {
    return new UnsupportedOperationException("the loss '" + name + "' is code, and has no config");
  }
}
