package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import java.util.Optional;

/**
 * Draws embeddings of one class together and those of several apart, by their cosines within a
 * batch; Keras's Circle. Sun et al., 2020, <a
 * href="https://arxiv.org/abs/2002.10857">arXiv:2002.10857</a>.
 *
 * <p>With d = 1 - cosine, at least 0, of a sample and another, and margin m: the softplus of
 * {@code logsumexp(gamma (m + d) (d - m))} over those of its class plus {@code logsumexp(gamma
 * max(1 + m - d, 0) (1 - m - d))} over all others. Where one of them has nothing to sum, the value
 * is 0 and does not count in a mean.
 *
 * <p>Labels are integers of shape (n,), predictions vectors of length 1 of shape (n, d).
 *
 * @param gamma the scale of the cosines, above 0
 * @param margin from 0 to 1
 * @param removeDiagonal whether a sample does not count as one of its class
 */
public record Circle(double gamma, double margin, boolean removeDiagonal) implements Loss {
  /** The logarithm of nothing: finite, so that no gradient is NaN. */
  private static final double NEVER = -1e30;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Circle {
    Arguments.requirePositive("gamma", gamma);
    Arguments.requireFraction("margin", margin);
  }

  /** With Keras's gamma of 80 and margin of 0.4, a sample not being one of its class. */
  public Circle() {
    this(80, 0.4, true);
  }

  @Override
  public String name() {
    return "circle";
  }

  /** An int64 for each sample. */
  @Override
  public TensorType labelType(Tensor predictions) {
    return new TensorType(DType.INT64, Shape.of(predictions.shape().dim(0)));
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Tensor classes = ClassLabels.of(name(), labels, predictions, -1);
    Tensor cosines = Linear.matmul(predictions, Shapes.transpose(predictions));
    Tensor distance = maximum(subtract(1, cosines), 0);
    Tensor same = Logic.equal(Shapes.expandDims(classes, 1), Shapes.expandDims(classes, 0));
    Tensor others = Logic.logicalNot(same);
    if (removeDiagonal) {
      same = Logic.logicalAnd(same, Logic.equal(Creation.eyeLike(cosines, 0), 0));
    }
    Tensor near = multiply(add(distance, margin), multiply(subtract(distance, margin), gamma));
    Tensor far = multiply(
        maximum(subtract(1 + margin, distance), 0),
        multiply(subtract(1 - margin, distance), gamma));
    return Activations.softplus(add(logSum(same, near), logSum(others, far)));
  }

  private static Tensor logSum(Tensor counts, Tensor x) {
    return Reductions.logSumExp(Logic.where(counts, x, NEVER), 1);
  }

  @Override
  public Optional<Tensor> mask(Tensor labels, Tensor predictions) {
    return Optional.of(Logic.greater(perSample(labels, predictions), 0));
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("gamma", gamma)
        .with("margin", margin)
        .with("remove_diagonal", removeDiagonal);
  }
}
