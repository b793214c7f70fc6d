package io.opwalk.ops;

import io.opwalk.Tensor;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How losses of numbered classes are meant: ONNX's and PyTorch's attributes of them.
 *
 * <pre>{@code
 * ClassLossOptions.along(1).weighted(weights).ignoring(-100).reduced(Reduction.MEAN);
 * }</pre>
 *
 * @param axis the axis of the classes; a negative one counts from the end
 * @param weights how much each class counts, of shape [classes] and of the dtype of the scores;
 *     each counts once where there are none
 * @param ignored a label that contributes nothing, be it a class or none
 * @param reduction what becomes of the losses
 */
public record ClassLossOptions(
    int axis, Optional<Tensor> weights, OptionalLong ignored, Reduction reduction) {
  /** What becomes of several losses. */
  public enum Reduction {
    /** They stay as they are. */
    NONE,
    /** Their sum, by the sum of their weights; NaN where all labels are ignored. */
    MEAN,
    /** Their sum. */
    SUM
  }

  /** Requires all to be given. */
  public ClassLossOptions {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(ignored, "ignored");
    Objects.requireNonNull(reduction, "reduction");
  }

  /** Classes along an axis, each of which counts once; losses stay as they are. */
  public static ClassLossOptions along(int axis) {
    return new ClassLossOptions(axis, Optional.empty(), OptionalLong.empty(), Reduction.NONE);
  }

  /** These options with weights for the classes. */
  public ClassLossOptions weighted(Tensor newWeights) {
    return new ClassLossOptions(axis, Optional.of(newWeights), ignored, reduction);
  }

  /** These options with a label that contributes nothing. */
  public ClassLossOptions ignoring(long label) {
    return new ClassLossOptions(axis, weights, OptionalLong.of(label), reduction);
  }

  /** These options with another reduction. */
  public ClassLossOptions reduced(Reduction newReduction) {
    return new ClassLossOptions(axis, weights, ignored, newReduction);
  }
}
