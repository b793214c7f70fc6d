package io.opwalk.nn.callback;

import java.util.List;

/** Finds out from the name of a metric whether it should grow. */
final class Direction {
  private static final List<String> GROWING = List.of(
      "acc",
      "auc",
      "precision",
      "recall",
      "f1",
      "fbeta",
      "iou",
      "r2",
      "similarity",
      "true_positives",
      "true_negatives",
      "sensitivity",
      "specificity");

  private static final List<String> SHRINKING = List.of(
      "loss",
      "error",
      "mse",
      "mae",
      "mape",
      "msle",
      "rmse",
      "crossentropy",
      "hinge",
      "divergence",
      "poisson",
      "log_cosh",
      "logcosh",
      "false_positives",
      "false_negatives");

  private Direction() {}

  /**
   * Whether larger values are better.
   *
   * @param callback who asks, for the message
   * @throws IllegalArgumentException where the mode is {@code AUTO} and the name says nothing
   */
  static boolean grows(String callback, String monitor, Mode mode) {
    return switch (mode) {
      case MIN -> false;
      case MAX -> true;
      case AUTO -> growsByName(callback, monitor);
    };
  }

  private static boolean growsByName(String callback, String monitor) {
    // A loss comes first: "top_k_accuracy_loss" is one.
    if (SHRINKING.stream().anyMatch(monitor::contains)) {
      return false;
    }
    if (GROWING.stream().anyMatch(monitor::contains)) {
      return true;
    }
    throw new IllegalArgumentException(callback + " watches '" + monitor
        + "', whose name does not say whether it should grow: if it is no slip, give it Mode.MAX or"
        + " Mode.MIN");
  }
}
