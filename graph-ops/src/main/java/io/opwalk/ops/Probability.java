package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.BinaryCrossEntropy;
import io.opwalk.ops.composite.CrossEntropy;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.composite.Sparsemax;
import java.util.List;

/**
 * Distributions over classes from unbounded scores (logits), and how far they are from labels.
 * Floating dtypes. All are computed without overflow, and have gradients that are.
 */
public final class Probability {
  private Probability() {}

  /** As {@link #softmax(Tensor, int)} along the last axis. */
  public static Tensor softmax(Tensor x) {
    return softmax(x, -1);
  }

  /**
   * Exponentials scaled to sum to 1 along an axis: {@code exp(x) / sum(exp(x))}. Of the shape of
   * {@code x}. Where a row holds NaN or positive infinity, or nothing but negative infinity, all of
   * it is NaN.
   *
   * @throws TypeException where there is no such axis, or the dtype is not floating
   */
  public static Tensor softmax(Tensor x, int axis) {
    return Apply.of(new Softmax(Shapes.axis("softmax", x, axis)), x).output();
  }

  /** As {@link #logSoftmax(Tensor, int)} along the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return logSoftmax(x, -1);
  }

  /**
   * The logarithm of {@link #softmax(Tensor, int)}, precise also where that underflows to 0.
   *
   * @throws TypeException where there is no such axis, or the dtype is not floating
   */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return Apply.of(new LogSoftmax(Shapes.axis("logSoftmax", x, axis)), x).output();
  }

  /** As {@link #sparsemax(Tensor, int)} along the last axis. */
  public static Tensor sparsemax(Tensor x) {
    return sparsemax(x, -1);
  }

  /**
   * The distribution along an axis that is nearest to {@code x}: unlike softmax's, it has zeros.
   * {@code max(x - t, 0)}, with the t for which the sum is 1; Martins and Astudillo, 2016,
   * arXiv:1602.02068. Of the shape of {@code x}. Where a row holds NaN or positive infinity, or
   * nothing but negative infinity, all of it is NaN.
   *
   * <p>Gradient: that of the output less its mean, where the output is not 0, else 0.
   *
   * @throws TypeException where there is no such axis, or the dtype is not floating
   */
  public static Tensor sparsemax(Tensor x, int axis) {
    return Apply.of(new Sparsemax(Shapes.axis("sparsemax", x, axis)), x).output();
  }

  /** As {@link #crossEntropyFromLogits(Tensor, Tensor, int)} along the last axis. */
  public static Tensor crossEntropyFromLogits(Tensor labels, Tensor logits) {
    return crossEntropyFromLogits(labels, logits, -1);
  }

  /**
   * The cross entropy of {@code softmax(logits)} with respect to {@code labels}, in nats:
   * {@code -sum(labels * logSoftmax(logits))} along an axis, which is removed.
   *
   * @param labels the probability of each class, one-hot or not; of the shape and dtype of
   *     {@code logits}. A label of 0 contributes 0, also where the logit is negative infinity
   * @throws TypeException where shapes or dtypes differ, there is no such axis, or the dtype is not
   *     floating
   */
  public static Tensor crossEntropyFromLogits(Tensor labels, Tensor logits, int axis) {
    int counted = Refusal.naming(
        "crossEntropyFromLogits",
        List.of(labels, logits),
        () -> logits.shape().normalizeAxis(axis));
    return Apply.of(new CrossEntropy(counted), labels, logits).output();
  }

  /** As {@link #sparseCrossEntropyFromLogits(Tensor, Tensor, int)} along the last axis. */
  public static Tensor sparseCrossEntropyFromLogits(Tensor labels, Tensor logits) {
    return sparseCrossEntropyFromLogits(labels, logits, -1);
  }

  /**
   * The cross entropy of {@code softmax(logits)} with respect to one class each, in nats: what
   * {@link #crossEntropyFromLogits(Tensor, Tensor, int)} gives for one-hot labels.
   *
   * <pre>{@code
   * sparseCrossEntropyFromLogits(labels, logits);   // (n,) int64, (n, 10) -> (n,)
   * }</pre>
   *
   * @param labels the number of the class, an int64 or int32 of the shape of {@code logits} without
   *     the axis; one that is no class is an error when it is evaluated, negative ones count from
   *     the end
   * @param axis the axis of the classes
   * @throws TypeException where shapes or dtypes do not fit, or there is no such axis
   */
  public static Tensor sparseCrossEntropyFromLogits(Tensor labels, Tensor logits, int axis) {
    return sparseCrossEntropyFromLogits(labels, logits, ClassLossOptions.along(axis));
  }

  /**
   * As {@link #sparseCrossEntropyFromLogits(Tensor, Tensor, int)}, with weights of classes, a label
   * to ignore, and a reduction: ONNX's SoftmaxCrossEntropyLoss, PyTorch's {@code cross_entropy}.
   *
   * @throws TypeException where shapes or dtypes do not fit, or there is no such axis
   */
  public static Tensor sparseCrossEntropyFromLogits(
      Tensor labels, Tensor logits, ClassLossOptions options) {
    ClassLoss loss = ClassLoss.of("sparseCrossEntropyFromLogits", labels, logits, options);
    return loss.of(logSoftmax(logits, loss.axis()));
  }

  /**
   * The negative of the logarithm of the probability of one class each; ONNX's
   * NegativeLogLikelihoodLoss, PyTorch's {@code nll_loss}.
   *
   * @param labels as {@link #sparseCrossEntropyFromLogits(Tensor, Tensor, int)} has them
   * @param logs the logarithms of probabilities, as {@link #logSoftmax(Tensor, int)} gives them
   * @throws TypeException where shapes or dtypes do not fit, or there is no such axis
   */
  public static Tensor negativeLogLikelihood(Tensor labels, Tensor logs, ClassLossOptions options) {
    return ClassLoss.of("negativeLogLikelihood", labels, logs, options).of(logs);
  }

  /**
   * The cross entropy of {@code sigmoid(logits)} with respect to {@code labels}, element by
   * element, in nats: {@code max(z, 0) - z*y + log1p(exp(-|z|))} for a logit z and a label y. An
   * infinite logit gives NaN.
   *
   * @param labels the probability that each is true, of the shape and dtype of {@code logits}
   * @throws TypeException where shapes or dtypes differ, or the dtype is not floating
   */
  public static Tensor binaryCrossEntropyFromLogits(Tensor labels, Tensor logits) {
    return Apply.of(new BinaryCrossEntropy(), labels, logits).output();
  }
}
