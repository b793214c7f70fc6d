package io.opwalk.nn.loss;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.ClassLossOptions;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Probability;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code (1 - p[y]^q) / q}, which wrong labels move less than a cross entropy: near that for a
 * small q, near half the absolute error for a large one (Z. Zhang and M. Sabuncu, "Generalized
 * Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels", 2018); Keras's
 * CategoricalGeneralizedCrossEntropy. Predictions are probabilities, in the last axis; labels are
 * the numbers of classes, as of {@link SparseCategoricalCrossentropy}.
 *
 * @param q between 0 and 1
 */
public record CategoricalGeneralizedCrossEntropy(double q) implements Loss {
  /**
   * Checks the exponent.
   *
   * @throws IllegalArgumentException where it is not between 0 and 1
   */
  public CategoricalGeneralizedCrossEntropy {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException(
          "CategoricalGeneralizedCrossEntropy: q must be between 0 and 1, found " + q);
    }
  }

  /** With Keras's exponent, 0.5. */
  public CategoricalGeneralizedCrossEntropy() {
    this(0.5);
  }

  @Override
  public String name() {
    return "categorical_generalized_cross_entropy";
  }

  /** An int64 for each place of the predictions, without the axis of the classes. */
  @Override
  public TensorType labelType(Tensor predictions) {
    return SparseCategoricalCrossentropy.ofProbabilities().labelType(predictions);
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Tensor classes = ClassLabels.of(name(), labels, predictions, -1);
    Tensor known = ClassLabels.checked(classes, predictions, -1, OptionalLong.empty());
    Tensor p = Arithmetic.negative(
        Probability.negativeLogLikelihood(known, predictions, ClassLossOptions.along(-1)));
    return Arithmetic.divide(Arithmetic.subtract(1, Exponents.power(p, q)), q);
  }

  @Override
  public Optional<String> labelFlaw(NDArray labels, Tensor predictions) {
    return SparseCategoricalCrossentropy.ofProbabilities().labelFlaw(labels, predictions);
  }

  @Override
  public Config config() {
    return Loss.super.config().with("q", q);
  }
}
