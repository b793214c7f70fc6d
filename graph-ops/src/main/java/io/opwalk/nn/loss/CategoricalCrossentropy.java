package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Probability;

/**
 * The cross entropy of labels over classes in nats, {@code -sum(y log p)} along an axis; Keras's
 * CategoricalCrossentropy. Labels are one-hot, or probabilities.
 *
 * <p>From logits it is exact however large they are. From probabilities, these are scaled to sum to
 * 1 and clipped to [1e-7, 1 - 1e-7] first.
 *
 * @param fromLogits whether predictions are logits rather than probabilities
 * @param labelSmoothing how far labels over k classes are moved to equal probabilities, from 0 to
 *     1: {@code y (1 - s) + s / k}
 * @param axis the axis of the classes, which is removed
 */
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing, int axis)
    implements Loss {
  /**
   * Checks the smoothing.
   *
   * @throws IllegalArgumentException where it is not from 0 to 1
   */
  public CategoricalCrossentropy {
    Arguments.requireFraction("label smoothing", labelSmoothing);
  }

  /** For predictions that are logits. */
  public static CategoricalCrossentropy ofLogits() {
    return new CategoricalCrossentropy(true, 0, -1);
  }

  /** For predictions that are probabilities. */
  public static CategoricalCrossentropy ofProbabilities() {
    return new CategoricalCrossentropy(false, 0, -1);
  }

  /** This loss with labels moved to equal probabilities. */
  public CategoricalCrossentropy withLabelSmoothing(double smoothing) {
    return new CategoricalCrossentropy(fromLogits, smoothing, axis);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor smooth = Smoothing.ofClasses(pair.labels(), labelSmoothing);
    if (fromLogits) {
      return Probability.crossEntropyFromLogits(smooth, pair.predictions(), axis);
    }
    Tensor p = Probabilities.clipped(Probabilities.scaled(pair.predictions(), axis));
    return negative(sum(multiply(smooth, log(p)), axis));
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("from_logits", fromLogits)
        .with("label_smoothing", labelSmoothing)
        .with("axis", axis);
  }
}
