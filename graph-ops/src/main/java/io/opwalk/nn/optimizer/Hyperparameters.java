package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Tensors;
import java.util.List;

/** The checks that optimizers share, and what they write alike. */
final class Hyperparameters {
  private Hyperparameters() {}

  static void requirePositive(String optimizer, String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          optimizer + ": " + name + " must be positive and finite, found " + value);
    }
  }

  static void requireNotNegative(String optimizer, String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          optimizer + ": " + name + " must not be negative, and finite, found " + value);
    }
  }

  static void requireBelowOne(String optimizer, String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          optimizer + ": " + name + " must be in [0, 1), found " + value);
    }
  }

  /** The numbers that Adam and its kin are told. */
  static void requireMoments(
      String optimizer, double learningRate, double beta1, double beta2, double epsilon) {
    requirePositive(optimizer, "the learning rate", learningRate);
    requireBelowOne(optimizer, "beta1", beta1);
    requireBelowOne(optimizer, "beta2", beta2);
    requirePositive(optimizer, "epsilon", epsilon);
  }

  /** The same in configs, behind what is there. */
  static Config.Builder moments(Config.Builder config, double beta1, double beta2, double epsilon) {
    return config.put("beta_1", beta1).put("beta_2", beta2).put("epsilon", epsilon);
  }

  static void requirePairs(String optimizer, List<Tensor> parameters, List<Tensor> gradients) {
    if (parameters.size() != gradients.size()) {
      throw new IllegalArgumentException(optimizer + ": " + parameters.size()
          + " parameters need as many gradients, found " + gradients.size());
    }
    for (int i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      Tensor gradient = gradients.get(i);
      if (!Tensors.isParameter(parameter)) {
        throw new IllegalArgumentException(optimizer + ": not a parameter: " + parameter);
      }
      if (!gradient.type().equals(parameter.type()) || !parameter.dtype().isFloating()) {
        throw new IllegalArgumentException(optimizer
            + ": a gradient has the floating type of its parameter\n  parameter: " + parameter
            + "\n  gradient: " + gradient);
      }
    }
  }
}
