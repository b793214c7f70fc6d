package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * {@link CategoricalCrossentropy} with less weight for what is easy: {@code -sum(alpha (1 -
 * p)^gamma y log p)} along an axis. Keras's CategoricalFocalCrossentropy; Lin et al., 2017, <a
 * href="https://arxiv.org/abs/1708.02002">arXiv:1708.02002</a>.
 *
 * @param alpha a factor for each class, or one for all; 0 or more
 * @param gamma how much less easy ones count, 0 or more
 * @param fromLogits whether predictions are logits rather than probabilities
 * @param labelSmoothing how far labels over k classes are moved to equal probabilities, from 0 to 1
 * @param axis the axis of the classes, which is removed
 */
public record CategoricalFocalCrossentropy(
    List<Double> alpha, double gamma, boolean fromLogits, double labelSmoothing, int axis)
    implements Loss {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range, or there is no alpha
   */
  public CategoricalFocalCrossentropy {
    alpha = List.copyOf(alpha);
    if (alpha.isEmpty()) {
      throw new IllegalArgumentException("alpha must be one number, or one for each class");
    }
    alpha.forEach(each -> Arguments.requireNotNegative("alpha", each));
    Arguments.requireNotNegative("gamma", gamma);
    Arguments.requireFraction("label smoothing", labelSmoothing);
  }

  /** For predictions that are logits, with Keras's alpha of 0.25 and gamma of 2. */
  public static CategoricalFocalCrossentropy ofLogits() {
    return new CategoricalFocalCrossentropy(List.of(0.25), 2, true, 0, -1);
  }

  /** For predictions that are probabilities, with Keras's alpha of 0.25 and gamma of 2. */
  public static CategoricalFocalCrossentropy ofProbabilities() {
    return new CategoricalFocalCrossentropy(List.of(0.25), 2, false, 0, -1);
  }

  /** This loss with another gamma. */
  public CategoricalFocalCrossentropy withGamma(double newGamma) {
    return new CategoricalFocalCrossentropy(alpha, newGamma, fromLogits, labelSmoothing, axis);
  }

  /** This loss with another factor for all classes, or one for each. */
  public CategoricalFocalCrossentropy withAlpha(double... newAlpha) {
    List<Double> factors = Arrays.stream(newAlpha).boxed().toList();
    return new CategoricalFocalCrossentropy(factors, gamma, fromLogits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "categorical_focal_crossentropy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    Tensor y = Smoothing.ofClasses(pair.labels(), labelSmoothing);
    Tensor scores = pair.predictions();
    Tensor p = fromLogits
        ? Probability.softmax(scores, axis)
        : Probabilities.clipped(Probabilities.scaled(scores, axis));
    Tensor log = fromLogits ? Probability.logSoftmax(scores, axis) : Exponents.log(p);
    Tensor each = negative(multiply(y, log));
    if (gamma != 0) {
      each = multiply(Exponents.power(subtract(1, p), gamma), each);
    }
    return Reductions.sum(multiply(factors(scores), each), axis);
  }

  private Tensor factors(Tensor scores) {
    if (alpha.size() == 1) {
      return Tensors.literal(alpha.get(0), scores);
    }
    double[] values = alpha.stream().mapToDouble(Double::doubleValue).toArray();
    Tensor each = Tensors.constant(NDArray.wrap(values, values.length).cast(scores.dtype()));
    int behind = scores.shape().rank() - 1 - scores.shape().normalizeAxis(axis);
    int[] ones = new int[behind];
    Arrays.setAll(ones, i -> i + 1);
    return Shapes.expandDims(each, ones);
  }

  @Override
  public Config config() {
    return Loss.super
        .config()
        .with("from_logits", fromLogits)
        .with("label_smoothing", labelSmoothing)
        .with("axis", axis)
        .with("alpha", alpha.size() == 1 ? alpha.get(0) : alpha)
        .with("gamma", gamma);
  }
}
