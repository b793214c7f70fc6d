package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Reductions.sum;

import io.opwalk.Tensor;
import io.opwalk.nn.metric.Pairs;
import io.opwalk.ops.Probability;
import java.util.List;

/**
 * The cross entropy of labels over classes in nats, {@code -sum(y log p)} along the last axis;
 * Keras's CategoricalCrossentropy. Labels are one-hot, or probabilities.
 *
 * <p>From logits it is exact however large they are. From probabilities, these are scaled to sum to
 * 1 and clipped to [1e-7, 1 - 1e-7] first.
 *
 * @param fromLogits whether predictions are logits rather than probabilities
 */
public record CategoricalCrossentropy(boolean fromLogits) implements Loss {
  /** For predictions that are logits. */
  public static CategoricalCrossentropy ofLogits() {
    return new CategoricalCrossentropy(true);
  }

  /** For predictions that are probabilities. */
  public static CategoricalCrossentropy ofProbabilities() {
    return new CategoricalCrossentropy(false);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs.require(name(), labels, predictions);
    if (fromLogits) {
      return Probability.crossEntropyFromLogits(labels, predictions);
    }
    Tensor scaled = divide(predictions, sum(predictions, List.of(-1), true));
    return negative(sum(multiply(labels, log(Probabilities.clipped(scaled))), -1));
  }
}
