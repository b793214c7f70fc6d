package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;

/**
 * {@code max(max((1 - y) p) - sum(y p) + 1, 0)} along the last axis, for labels that are one-hot:
 * by how much the score of the true class fails to be above all others by 1; Keras's
 * CategoricalHinge.
 */
public record CategoricalHinge() implements Loss {
  @Override
  public String name() {
    return "categorical_hinge";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor right = Reductions.sum(multiply(pair.labels(), pair.predictions()), -1);
    Tensor wrong = Reductions.max(multiply(subtract(1, pair.labels()), pair.predictions()), -1);
    return maximum(add(subtract(wrong, right), 1), 0);
  }
}
