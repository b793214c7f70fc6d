package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;

/**
 * {@link BinaryCrossentropy} with less weight for what is easy: each element is multiplied by
 * {@code (1 - q)^gamma}, q being the probability that was given to what is true, and with class
 * balancing by alpha for the label 1 and 1 - alpha for 0. Keras's BinaryFocalCrossentropy; Lin et
 * al., 2017, <a href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>.
 *
 * @param applyClassBalancing whether alpha counts
 * @param alpha the weight of the label 1, from 0 to 1
 * @param gamma how much less easy ones count, 0 or more
 * @param fromLogits whether predictions are logits rather than probabilities
 * @param labelSmoothing how far labels are moved to a half, from 0 to 1
 * @param axis the axis that is averaged over, which is removed
 */
public record BinaryFocalCrossentropy(
    boolean applyClassBalancing,
    double alpha,
    double gamma,
    boolean fromLogits,
    double labelSmoothing,
    int axis)
    implements Loss {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public BinaryFocalCrossentropy {
    Arguments.requireFraction("alpha", alpha);
    Arguments.requireNotNegative("gamma", gamma);
    Arguments.requireFraction("label smoothing", labelSmoothing);
  }

  /** For predictions that are logits, with Keras's gamma of 2 and no class balancing. */
  public static BinaryFocalCrossentropy ofLogits() {
    return new BinaryFocalCrossentropy(false, 0.25, 2, true, 0, -1);
  }

  /** For predictions that are probabilities, with Keras's gamma of 2 and no class balancing. */
  public static BinaryFocalCrossentropy ofProbabilities() {
    return new BinaryFocalCrossentropy(false, 0.25, 2, false, 0, -1);
  }

  /** This loss with another gamma. */
  public BinaryFocalCrossentropy withGamma(double newGamma) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, newGamma, fromLogits, labelSmoothing, axis);
  }

  /** This loss with class balancing by alpha; Keras's default is 0.25. */
  public BinaryFocalCrossentropy withClassBalancing(double newAlpha) {
    return new BinaryFocalCrossentropy(true, newAlpha, gamma, fromLogits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "binary_focal_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = Smoothing.ofTwo(pair.labels(), labelSmoothing);
    Tensor p = fromLogits ? Activations.sigmoid(pair.predictions()) : pair.predictions();
    Tensor each = fromLogits
        ? Probability.binaryCrossEntropyFromLogits(y, pair.predictions())
        : BinaryCrossentropy.ofProbabilities(y, p);
    if (gamma != 0) {
      Tensor wrong = add(multiply(y, subtract(1, p)), multiply(subtract(1, y), p));
      each = multiply(Exponents.power(wrong, gamma), each);
    }
    if (applyClassBalancing) {
      Tensor weight = add(multiply(y, alpha), multiply(subtract(1, y), 1 - alpha));
      each = multiply(weight, each);
    }
    return Reductions.mean(each, axis);
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("from_logits", fromLogits)
        .with("label_smoothing", labelSmoothing)
        .with("axis", axis)
        .with("apply_class_balancing", applyClassBalancing)
        .with("alpha", alpha)
        .with("gamma", gamma);
  }
}
