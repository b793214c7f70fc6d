package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.log;

import io.opwalk.Tensor;
import io.opwalk.nn.metric.Pairs;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;

/**
 * The cross entropy of yes-or-no labels in nats, {@code -(y log p + (1 - y) log(1 - p))}, averaged
 * over the last axis; Keras's BinaryCrossentropy.
 *
 * <p>From logits it is exact however large they are, and has a gradient everywhere. From
 * probabilities, these are clipped to [1e-7, 1 - 1e-7] first: a prediction of 1.0 that is wrong
 * costs 16.1 and gives no gradient. Where a model ends in a sigmoid, its logits are one step back:
 * {@code y.owner().inputs(0)}.
 *
 * @param fromLogits whether predictions are logits rather than probabilities
 */
public record BinaryCrossentropy(boolean fromLogits) implements Loss {
  /** For predictions that are logits. */
  public static BinaryCrossentropy ofLogits() {
    return new BinaryCrossentropy(true);
  }

  /** For predictions that are probabilities. */
  public static BinaryCrossentropy ofProbabilities() {
    return new BinaryCrossentropy(false);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs.require(name(), labels, predictions);
    Tensor each = fromLogits
        ? Probability.binaryCrossEntropyFromLogits(labels, predictions)
        : ofProbabilities(labels, Probabilities.clipped(predictions));
    return Reductions.mean(each, -1);
  }

  private static Tensor ofProbabilities(Tensor y, Tensor p) {
    Tensor yes = multiply(y, log(p));
    Tensor no = multiply(subtract(1, y), log(subtract(1, p)));
    return negative(add(yes, no));
  }
}
