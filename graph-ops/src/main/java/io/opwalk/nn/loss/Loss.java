package io.opwalk.nn.loss;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.Configurable;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What training makes small: a value per sample that says how far predictions are from labels, and
 * how these values become one number. Those of Keras 3 are in this package, by its names and with
 * its defaults; {@link Losses} finds them by name.
 *
 * <pre>{@code
 * Tensor loss = SparseCategoricalCrossentropy.ofLogits().of(labels, logits);
 * }</pre>
 *
 * <p>One of one's own implements {@link #name} and {@link #perSample}, or is made from a function:
 *
 * <pre>{@code
 * Loss cubed = Loss.ofFunction("cubed", (y, p) -> mean(power(abs(subtract(y, p)), 3), -1));
 * }</pre>
 */
public interface Loss extends Configurable {
  /**
   * A loss that is code, and has no config.
   *
   * @param perSample of labels and predictions, as {@link #perSample}
   */
  static Loss ofFunction(String name, BinaryOperator<Tensor> perSample) {
    return new FunctionLoss(name, perSample);
  }

  /** The name under which it is reported, as in Keras: {@code binary_crossentropy}. */
  String name();

  /**
   * The type that labels must have for these predictions: what a placeholder for them is made from.
   * That of the predictions, unless a loss says otherwise.
   *
   * <p>Labels may also have an axis of size 1 at the end more than this, or one less.
   */
  default TensorType labelType(Tensor predictions) {
    return predictions.type();
  }

  /**
   * The value of each sample.
   *
   * @param labels what is true, of {@link #labelType}
   * @param predictions what the model says, of shape (n, ..., k) and a floating dtype
   * @return of the predictions' dtype and of shape (n, ...), unless a loss says otherwise
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit; labels are never broadcast
   */
  Tensor perSample(Tensor labels, Tensor predictions);

  /**
   * What is wrong with labels that are about to be fed, if anything can be told before they are:
   * {@code must be classes from 0 to 9, found 10 for sample 3 of ...}. Nothing, unless a loss says
   * otherwise.
   *
   * @param labels of {@link #labelType}
   */
  default Optional<String> labelFlaw(NDArray labels, Tensor predictions) {
    return Optional.empty();
  }

  /**
   * Which of the values of {@link #perSample} count, as a bool of their shape; empty, as it is
   * unless a loss says otherwise, where all do.
   */
  default Optional<Tensor> mask(Tensor labels, Tensor predictions) {
    return Optional.empty();
  }

  /** How the values of all samples become one; {@link Reduction#SUM_OVER_BATCH_SIZE}. */
  default Reduction reduction() {
    return Reduction.SUM_OVER_BATCH_SIZE;
  }

  /** As {@link #of(Tensor, Tensor, SampleWeights)}, where all samples count alike. */
  default Tensor of(Tensor labels, Tensor predictions) {
    return of(labels, predictions, SampleWeights.none());
  }

  /**
   * As {@link #of(Tensor, Tensor, SampleWeights)}.
   *
   * @param sampleWeights a number for each sample, of shape (n,)
   */
  default Tensor of(Tensor labels, Tensor predictions, Tensor sampleWeights) {
    return of(labels, predictions, SampleWeights.of(sampleWeights));
  }

  /**
   * The loss of all samples: a scalar, but with {@link Reduction#NONE}.
   *
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit; labels are never broadcast
   */
  default Tensor of(Tensor labels, Tensor predictions, SampleWeights weights) {
    SampleWeights counting = mask(labels, predictions).map(weights::masked).orElse(weights);
    return reduction().of(perSample(labels, predictions), counting);
  }

  /** This loss under another name. */
  default Loss named(String name) {
    return new AdaptedLoss(this, name, reduction());
  }

  /** This loss with another reduction. */
  default Loss withReduction(Reduction reduction) {
    return new AdaptedLoss(this, name(), reduction);
  }

  /** The name of the class, as in Keras: {@code BinaryCrossentropy}. */
  @Override
  default String className() {
    return getClass().getSimpleName();
  }

  /**
   * The name and the reduction; losses with arguments add them.
   *
   * @throws UnsupportedOperationException where the loss is a function
   */
  @Override
  default Config config() {
    return Config.builder()
        .put("name", name())
        .put("reduction", reduction().keyword())
        .build();
  }
}
