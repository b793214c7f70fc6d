package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.BatchNormalization;
import io.opwalk.ops.composite.BatchNormalizationTraining;
import io.opwalk.ops.composite.GroupNormalization;
import io.opwalk.ops.composite.InstanceNormalization;
import io.opwalk.ops.composite.LayerNormalization;
import io.opwalk.ops.composite.LocalResponseNormalization;
import io.opwalk.ops.composite.RmsNormalization;
import io.opwalk.ops.composite.Standardization;
import java.util.List;
import java.util.function.Supplier;

/**
 * Mean 0 and spread 1, along the axes that each of them is named for. Floating dtypes; scale, bias
 * and statistics have the dtype of {@code x}. Axes may be counted from the end.
 *
 * <p>Variances are those of {@link Reductions#variance(Tensor)}: in two passes, and divided by the
 * number of elements. Where all elements are equal, the result is 0 if epsilon is not.
 */
public final class Normalizations {
  private Normalizations() {}

  /**
   * The deviation from the mean along some axes in units of the standard deviation, {@code (x -
   * mean) / sqrt(variance + epsilon)}. ONNX's MeanVarianceNormalization.
   *
   * @throws TypeException where there is no such axis, or the dtype is not floating
   */
  public static Tensor standardize(Tensor x, List<Integer> axes, double epsilon) {
    List<Integer> normal = Shapes.axes("standardize", x, axes);
    return one("standardize", () -> new Standardization(normal, epsilon), x);
  }

  /**
   * Layer normalization: {@link #standardize} along some axes, then scaled and shifted.
   *
   * <pre>{@code
   * layerNorm(x, scale, bias, List.of(-1), 1e-3);   // (n, 64), (64,), (64,) -> (n, 64)
   * }</pre>
   *
   * @param scale with the normalised axes of {@code x}, as {@code bias}
   * @param epsilon is added to the variance; 1e-3 in Keras, 1e-5 in ONNX
   * @throws TypeException where shapes or dtypes do not fit, or there is no such axis
   */
  public static Tensor layerNorm(
      Tensor x, Tensor scale, Tensor bias, List<Integer> axes, double epsilon) {
    List<Integer> normal = Shapes.axes("layerNorm", x, axes);
    return one("layerNorm", () -> new LayerNormalization(normal, epsilon), x, scale, bias);
  }

  /**
   * Root-mean-square normalization: {@code x / sqrt(mean(x²) + epsilon) * scale}.
   *
   * @param scale with the normalised axes of {@code x}
   * @throws TypeException where shapes or dtypes do not fit, or there is no such axis
   */
  public static Tensor rmsNorm(Tensor x, Tensor scale, List<Integer> axes, double epsilon) {
    List<Integer> normal = Shapes.axes("rmsNorm", x, axes);
    return one("rmsNorm", () -> new RmsNormalization(normal, epsilon), x, scale);
  }

  /**
   * Group normalization: each example standardized within groups of neighbouring channels, then
   * scaled and shifted channel by channel.
   *
   * @param x with the batch as axis 0
   * @param scale one number for each channel, as {@code bias}
   * @param groups divides the number of channels
   * @param axis the axis of the channels
   * @throws TypeException where shapes or dtypes do not fit, or the groups are not of one size
   */
  public static Tensor groupNorm(
      Tensor x, Tensor scale, Tensor bias, int groups, int axis, double epsilon) {
    int channels = Shapes.axis("groupNorm", x, axis);
    return one(
        "groupNorm", () -> new GroupNormalization(groups, channels, epsilon), x, scale, bias);
  }

  /**
   * Instance normalization: each channel of each example standardized, then scaled and shifted
   * channel by channel.
   *
   * @param x with the batch as axis 0
   * @param scale one number for each channel, as {@code bias}
   * @param axis the axis of the channels
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor instanceNorm(Tensor x, Tensor scale, Tensor bias, int axis, double epsilon) {
    int channels = Shapes.axis("instanceNorm", x, axis);
    return one("instanceNorm", () -> new InstanceNormalization(channels, epsilon), x, scale, bias);
  }

  /**
   * Batch normalization at inference, with given statistics: {@code (x - mean) / sqrt(variance +
   * epsilon) * scale + bias}, channel by channel.
   *
   * @param scale one number for each channel, as all after it
   * @param axis the axis of the channels; -1 in Keras, 1 in ONNX
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor batchNorm(
      Tensor x, Tensor scale, Tensor bias, Tensor mean, Tensor variance, int axis, double epsilon) {
    int channels = Shapes.axis("batchNorm", x, axis);
    return one(
        "batchNorm",
        () -> new BatchNormalization(channels, epsilon),
        x,
        scale,
        bias,
        mean,
        variance);
  }

  /**
   * Batch normalization while training, with the statistics of the batch, which move the moving
   * ones.
   *
   * <p>The gradient flows through the statistics of the batch.
   *
   * @param scale one number for each channel, as all after it
   * @param axis the axis of the channels; -1 in Keras, 1 in ONNX
   * @param momentum how much of the moving statistics stays; 0.99 in Keras, 0.9 in ONNX
   * @return the result, then the new moving mean and moving variance
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static List<Tensor> batchNormTraining(
      Tensor x,
      Tensor scale,
      Tensor bias,
      Tensor movingMean,
      Tensor movingVariance,
      int axis,
      double epsilon,
      double momentum) {
    int channels = Shapes.axis("batchNormTraining", x, axis);
    Op op = op(
        "batchNormTraining", x, () -> new BatchNormalizationTraining(channels, epsilon, momentum));
    return Apply.of(op, x, scale, bias, movingMean, movingVariance).outputs();
  }

  /**
   * Local response normalization: each element divided by how large its neighbours along an axis
   * are, {@code x / (bias + alpha / size * sum(x²))^beta}. ONNX's LRN.
   *
   * @param axis that of the channels, mostly
   * @param size how many neighbours, the element itself among them
   * @param alpha by how much they count; 1e-4 in ONNX
   * @param beta the exponent; 0.75 in ONNX
   * @param bias what is there without them; 1 in ONNX
   * @throws TypeException where there is no such axis, or the dtype is not floating
   */
  public static Tensor localResponseNorm(
      Tensor x, int axis, int size, double alpha, double beta, double bias) {
    int at = Shapes.axis("localResponseNorm", x, axis);
    return one(
        "localResponseNorm", () -> new LocalResponseNormalization(at, size, alpha, beta, bias), x);
  }

  private static Tensor one(String function, Supplier<Op> op, Tensor... inputs) {
    return Apply.of(op(function, inputs[0], op), inputs).output();
  }

  private static Op op(String function, Tensor x, Supplier<Op> op) {
    return Refusal.naming(function, List.of(x), op);
  }
}
