package io.opwalk.nn.layer.activation;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.ActivationFunction;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.ShapedActivations;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * An activation that is told numbers: Keras's ReLU, LeakyReLU, ELU and Softmax, and
 * ThresholdedReLU, which Keras 3 has no more. One node on its input where the numbers are those of
 * Keras's plain activations.
 */
public final class Shaped extends WeightlessLayer {
  /** What is taken off what a softmax leaves out, as in Keras. */
  private static final double MASKED = 1e9;

  private final ActivationFunction function;

  private Shaped(String className, ActivationFunction function, LayerOptions options, Config own) {
    super(className, options, own);
    this.function = function;
  }

  private static Shaped of(String className, ActivationFunction function, LayerOptions options) {
    Config own = (Config) function.config().orElseThrow().get("config");
    return new Shaped(className, function, options, own);
  }

  /**
   * Keras's ReLU: {@code x} from the threshold on, up to {@code maxValue}; below it
   * {@code negativeSlope * (x - threshold)}.
   *
   * @param maxValue infinite for none, which is the default
   * @param negativeSlope 0 is the default
   * @param threshold 0 is the default
   */
  public static Shaped relu(
      double maxValue, double negativeSlope, double threshold, LayerOptions options) {
    return of("ReLU", ShapedActivations.relu(maxValue, negativeSlope, threshold), options);
  }

  /** Keras's LeakyReLU; its default slope is 0.3. */
  public static Shaped leakyRelu(double negativeSlope, LayerOptions options) {
    return of("LeakyReLU", ShapedActivations.leakyRelu(negativeSlope), options);
  }

  /** Keras 2's ThresholdedReLU: {@code x} above the threshold, which is 1 by default, else 0. */
  public static Shaped thresholdedRelu(double threshold, LayerOptions options) {
    return of("ThresholdedReLU", ShapedActivations.thresholdedRelu(threshold), options);
  }

  /** Keras's ELU; its default alpha is 1. */
  public static Shaped elu(double alpha, LayerOptions options) {
    return of("ELU", ShapedActivations.elu(alpha), options);
  }

  /** Keras's Softmax along an axis; its default is -1. */
  public static Shaped softmax(int axis, LayerOptions options) {
    return softmax(List.of(axis), options);
  }

  /**
   * Keras's Softmax along several axes together, over all places of which the results sum to 1. A
   * mask of the input's shape leaves elements out, which become 0.
   *
   * @throws IllegalArgumentException where there is no axis
   */
  public static Shaped softmax(List<Integer> axes, LayerOptions options) {
    return of("Softmax", ShapedActivations.softmax(axes), options);
  }

  static Shaped readRelu(ConfigReader in) {
    return relu(
        in.number("max_value", Double.POSITIVE_INFINITY),
        in.number("negative_slope", 0),
        in.number("threshold", 0),
        LayerOptions.from(in));
  }

  static Shaped readLeakyRelu(ConfigReader in) {
    // Keras 1 and 2 call it alpha.
    double slope = in.number("negative_slope", in.number("alpha", 0.3));
    return leakyRelu(slope, LayerOptions.from(in));
  }

  static Shaped readThresholdedRelu(ConfigReader in) {
    return thresholdedRelu(in.number("theta", 1), LayerOptions.from(in));
  }

  static Shaped readElu(ConfigReader in) {
    return elu(in.number("alpha", 1), LayerOptions.from(in));
  }

  static Shaped readSoftmax(ConfigReader in) {
    return softmax(in.oneOrMore("axis").orElse(List.of(-1)), LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    Optional<Tensor> mask = className().equals("Softmax") ? mask(context, x) : Optional.empty();
    return context.activate(function, mask.map(counts -> masked(x, counts)).orElse(x));
  }

  /** A mask of elements, and not of the steps that a mask which travels often is of. */
  private static Optional<Tensor> mask(CallContext context, Tensor x) {
    return context
        .givenMask(0)
        .or(() ->
            context.mask(0).filter(mask -> mask.shape().rank() == x.shape().rank()));
  }

  private static Tensor masked(Tensor x, Tensor counts) {
    Tensor left = Tensors.cast(Logic.logicalNot(counts), x.dtype());
    return Arithmetic.subtract(x, Arithmetic.multiply(left, MASKED));
  }

  @Override
  protected boolean passesMask() {
    return true;
  }
}
