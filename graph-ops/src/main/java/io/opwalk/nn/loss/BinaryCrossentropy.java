package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.log;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import java.util.Optional;

/**
 * The cross entropy of yes-or-no labels in nats, {@code -(y log p + (1 - y) log(1 - p))}, averaged
 * over an axis; Keras's BinaryCrossentropy.
 *
 * <p>From logits it is exact however large they are, and has a gradient everywhere. From
 * probabilities, these are clipped to [1e-7, 1 - 1e-7] first: a prediction of 1.0 that is wrong
 * costs 16.1 and gives no gradient. Where a model ends in a sigmoid, its logits are one step back:
 * {@code y.owner().inputs(0)}.
 *
 * @param fromLogits whether predictions are logits rather than probabilities
 * @param labelSmoothing how far labels are moved to a half, from 0 to 1: {@code y (1 - s) + s / 2}
 * @param axis the axis that is averaged over, which is removed
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing, int axis)
    implements Loss {
  /**
   * Checks the smoothing.
   *
   * @throws IllegalArgumentException where it is not from 0 to 1
   */
  public BinaryCrossentropy {
    Arguments.requireFraction("label smoothing", labelSmoothing);
  }

  /** For predictions that are logits. */
  public static BinaryCrossentropy ofLogits() {
    return new BinaryCrossentropy(true, 0, -1);
  }

  /** For predictions that are probabilities. */
  public static BinaryCrossentropy ofProbabilities() {
    return new BinaryCrossentropy(false, 0, -1);
  }

  /** This loss with labels moved to a half. */
  public BinaryCrossentropy withLabelSmoothing(double smoothing) {
    return new BinaryCrossentropy(fromLogits, smoothing, axis);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor smooth = Smoothing.ofTwo(pair.labels(), labelSmoothing);
    Tensor each = fromLogits
        ? Probability.binaryCrossEntropyFromLogits(smooth, pair.predictions())
        : ofProbabilities(smooth, pair.predictions());
    return Reductions.mean(each, axis);
  }

  /**
   * The first label that is not from 0 to 1. Those of sequences are let pass: whoever leaves steps
   * out by a mask or by weights may have put any number there.
   */
  @Override
  public Optional<String> labelFlaw(NDArray labels, Tensor predictions) {
    if (labels.rank() == 0 || labels.rank() > 2 || !labels.dtype().isFloating()) {
      return Optional.empty();
    }
    double[] each = labels.cast(DType.FLOAT64).toDoubles();
    for (int i = 0; i < each.length; i++) {
      if (!(each[i] >= 0 && each[i] <= 1)) {
        return Optional.of("must be from 0 to 1, found " + each[i] + " for sample "
            + i / (each.length / labels.dim(0)) + " of " + labels.describe());
      }
    }
    return Optional.empty();
  }

  /** The cross entropy of each element with a probability. */
  static Tensor ofProbabilities(Tensor y, Tensor probabilities) {
    Tensor p = Probabilities.clipped(probabilities);
    Tensor yes = multiply(y, log(p));
    Tensor no = multiply(subtract(1, y), log(subtract(1, p)));
    return negative(add(yes, no));
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
