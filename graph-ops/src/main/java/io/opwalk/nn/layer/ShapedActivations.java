package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Gates;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shrinking;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Activations that are told numbers, for layers to end in: what Keras's {@code Dense} takes as
 * {@code activation=LeakyReLU(0.1)}.
 *
 * <pre>{@code
 * Dense.builder(64).activation(ShapedActivations.leakyRelu(0.1)).build();
 * }</pre>
 *
 * <p>They have a config: the class name of Keras's layer, or the name of its function, and their
 * arguments.
 */
public final class ShapedActivations {
  private ShapedActivations() {}

  /**
   * {@code x} from the threshold on, up to {@code maxValue}; below it {@code negativeSlope * (x -
   * threshold)}.
   *
   * @param maxValue infinite for none
   */
  public static ActivationFunction relu(double maxValue, double negativeSlope, double threshold) {
    Config own = Config.builder()
        .put("max_value", Double.isInfinite(maxValue) ? null : maxValue)
        .put("negative_slope", negativeSlope)
        .put("threshold", threshold)
        .build();
    return told("relu", "ReLU", own, x -> relu(x, maxValue, negativeSlope, threshold));
  }

  private static Tensor relu(Tensor x, double maxValue, double negativeSlope, double threshold) {
    if (threshold == 0 && Double.isInfinite(maxValue)) {
      return negativeSlope == 0 ? Activations.relu(x) : Activations.leakyRelu(x, negativeSlope);
    }
    if (threshold == 0 && negativeSlope == 0) {
      return Arithmetic.clip(x, 0, maxValue);
    }
    Tensor below = Arithmetic.multiply(negativeSlope, Arithmetic.subtract(x, threshold));
    Tensor above = Double.isInfinite(maxValue) ? x : Arithmetic.minimum(x, maxValue);
    return Logic.where(Logic.greaterEqual(x, threshold), above, below);
  }

  /** {@code x} above 0, else so much of it. */
  public static ActivationFunction leakyRelu(double negativeSlope) {
    Config own = Config.builder().put("negative_slope", negativeSlope).build();
    return told("leaky_relu", "LeakyReLU", own, x -> Activations.leakyRelu(x, negativeSlope));
  }

  /** {@code x} above the threshold, else 0. */
  public static ActivationFunction thresholdedRelu(double threshold) {
    Config own = Config.builder().put("theta", threshold).build();
    return told(
        "thresholded_relu", "ThresholdedReLU", own, x -> Shrinking.thresholdedRelu(x, threshold));
  }

  /** {@code x} above 0, else {@code alpha * (exp(x) - 1)}. */
  public static ActivationFunction elu(double alpha) {
    Config own = Config.builder().put("alpha", alpha).build();
    return told("elu", "ELU", own, x -> Activations.elu(x, alpha));
  }

  /** {@code x} above 0, else {@code alpha * (exp(x / alpha) - 1)}. */
  public static ActivationFunction celu(double alpha) {
    Config own = Config.builder().put("alpha", alpha).build();
    return told("celu", "celu", own, x -> Shrinking.celu(x, alpha));
  }

  /** {@code x} times the normal distribution function of x, approximated by a tanh or not. */
  public static ActivationFunction gelu(boolean approximate) {
    Config own = Config.builder().put("approximate", approximate).build();
    return told("gelu", "gelu", own, x -> Activations.gelu(x, approximate));
  }

  /** {@code (x + sqrt(x² + b)) / 2}. */
  public static ActivationFunction squareplus(double b) {
    Config own = Config.builder().put("b", b).build();
    return told("squareplus", "squareplus", own, x -> Shrinking.squareplus(x, b));
  }

  /** {@code x} where its magnitude is above the threshold, else 0. */
  public static ActivationFunction hardShrink(double threshold) {
    Config own = Config.builder().put("threshold", threshold).build();
    return told("hard_shrink", "hard_shrink", own, x -> Shrinking.hardShrink(x, threshold));
  }

  /** {@code x}, nearer to 0 by the threshold; 0 where its magnitude is below that. */
  public static ActivationFunction softShrink(double threshold) {
    Config own = Config.builder().put("threshold", threshold).build();
    return told("soft_shrink", "soft_shrink", own, x -> Shrinking.softShrink(x, threshold));
  }

  /** {@code x} above the threshold, else the value. */
  public static ActivationFunction threshold(double threshold, double value) {
    Config own =
        Config.builder().put("threshold", threshold).put("default_value", value).build();
    return told("threshold", "threshold", own, x -> Shrinking.threshold(x, threshold, value));
  }

  /**
   * {@code exp(x) / sum(exp(x))} along some axes together.
   *
   * @throws IllegalArgumentException where there is no axis
   */
  public static ActivationFunction softmax(List<Integer> axes) {
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("a softmax goes along 1 axis or more, found none");
    }
    List<Integer> along = List.copyOf(axes);
    Config own =
        Config.builder().put("axis", along.size() == 1 ? along.get(0) : along).build();
    return told("softmax", "Softmax", own, x -> softmax(x, along));
  }

  private static Tensor softmax(Tensor x, List<Integer> axes) {
    return axes.size() == 1
        ? Probability.softmax(x, axes.get(0))
        : Exponents.exp(Arithmetic.subtract(x, Reductions.logSumExp(x, axes, true)));
  }

  /** The logarithm of a softmax along an axis. */
  public static ActivationFunction logSoftmax(int axis) {
    return along("log_softmax", axis, x -> Probability.logSoftmax(x, axis));
  }

  /** The nearest probabilities along an axis, many of them 0. */
  public static ActivationFunction sparsemax(int axis) {
    return along("sparsemax", axis, x -> Probability.sparsemax(x, axis));
  }

  /** One half of an axis times the sigmoid of the other: of an even size, which it halves. */
  public static ActivationFunction glu(int axis) {
    return along("glu", axis, x -> Gates.glu(x, axis));
  }

  private static ActivationFunction along(String name, int axis, UnaryOperator<Tensor> function) {
    return told(name, name, Config.builder().put("axis", axis).build(), function);
  }

  private static ActivationFunction told(
      String name, String className, Config own, UnaryOperator<Tensor> function) {
    Config nested =
        Config.builder().put("class_name", className).put("config", own).build();
    return new ActivationFunction(name, function, Optional.of(nested));
  }

  /**
   * The activation of a name and arguments, those of Keras's function or of its layer; empty where
   * there is none of that name which takes any.
   */
  static Optional<ActivationFunction> read(String name, ConfigReader in) {
    return Optional.ofNullable(
        switch (name) {
          case "ReLU", "relu" ->
            relu(
                in.number("max_value", Double.POSITIVE_INFINITY),
                slope(in, 0),
                in.number("threshold", 0));
          case "LeakyReLU" -> leakyRelu(slope(in, 0.3));
          case "leaky_relu" -> leakyRelu(slope(in, 0.2));
          case "ThresholdedReLU" -> thresholdedRelu(in.number("theta", 1));
          case "ELU", "elu" -> elu(in.number("alpha", 1));
          case "celu" -> celu(in.number("alpha", 1));
          case "gelu" -> gelu(in.flag("approximate", false));
          // TensorFlow.js has two.
          case "gelu_new" -> gelu(true);
          case "squareplus" -> squareplus(in.number("b", 4));
          case "hard_shrink" -> hardShrink(in.number("threshold", 0.5));
          case "soft_shrink" -> softShrink(in.number("threshold", 0.5));
          case "threshold" -> threshold(in.number("threshold"), in.number("default_value"));
          case "Softmax", "softmax" -> softmax(in.oneOrMore("axis").orElse(List.of(-1)));
          case "log_softmax" -> logSoftmax(in.integer("axis", -1));
          case "sparsemax" -> sparsemax(in.integer("axis", -1));
          case "glu" -> glu(in.integer("axis", -1));
          default -> null;
        });
  }

  /** Keras 1 and 2 call a slope alpha. */
  private static double slope(ConfigReader in, double otherwise) {
    return in.number("negative_slope", in.number("alpha", otherwise));
  }
}
