package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Norms;
import io.opwalk.ops.Reductions;

/**
 * The negative of the cosine of the angle between labels and predictions as vectors along an axis,
 * from -1, which is the same direction, to 1; 0 where one of them is 0. Keras's CosineSimilarity.
 * Lengths below 1e-7 count as 1e-7.
 *
 * @param axis the axis of the vectors, which is removed
 */
public record CosineSimilarity(int axis) implements Loss {
  /** Along the last axis. */
  public CosineSimilarity() {
    this(-1);
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = Norms.normalize(pair.labels(), 2, axis, Probabilities.EPSILON);
    Tensor p = Norms.normalize(pair.predictions(), 2, axis, Probabilities.EPSILON);
    return Arithmetic.negative(Reductions.sum(Arithmetic.multiply(y, p), axis));
  }

  @Override
  public Config config() {
    return Loss.super.config().with("axis", axis);
  }
}
