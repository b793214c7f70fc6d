package io.opwalk.nn.loss;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import java.util.Objects;
import java.util.Optional;

/** A loss under another name or with another reduction. */
record AdaptedLoss(Loss loss, String name, Reduction reduction) implements Loss {
  AdaptedLoss {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reduction, "reduction");
  }

  @Override
  public TensorType labelType(Tensor predictions) {
    return loss.labelType(predictions);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    return loss.perSample(labels, predictions);
  }

  @Override
  public Optional<String> labelFlaw(NDArray labels, Tensor predictions) {
    return loss.labelFlaw(labels, predictions);
  }

  @Override
  public Optional<Tensor> mask(Tensor labels, Tensor predictions) {
    return loss.mask(labels, predictions);
  }

  @Override
  public Loss named(String newName) {
    return new AdaptedLoss(loss, newName, reduction);
  }

  @Override
  public Loss withReduction(Reduction newReduction) {
    return new AdaptedLoss(loss, name, newReduction);
  }

  @Override
  public String className() {
    return loss.className();
  }

  @Override
  public Config config() {
    return loss.config().with("name", name).with("reduction", reduction.keyword());
  }
}
