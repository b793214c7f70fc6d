package io.opwalk.nn.callback;

import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.train.Training;
import java.util.List;

/** Whether a number should grow: what is said, else what its metric says, else its name. */
final class Growth {
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

  private Growth() {}

  /**
   * Whether larger values are better.
   *
   * @param callback who asks, for the message
   * @throws IllegalArgumentException where the mode is {@code AUTO}, and neither the metric nor the
   *     name says anything
   */
  static boolean of(String callback, String monitor, Mode mode, Training training) {
    return switch (mode) {
      case MIN -> false;
      case MAX -> true;
      case AUTO ->
        training
            .direction(monitor)
            .map(Direction.UP::equals)
            .orElseGet(() -> byName(callback, monitor));
    };
  }

  private static boolean byName(String callback, String monitor) {
    // A loss comes first: "top_k_accuracy_loss" is one.
    if (SHRINKING.stream().anyMatch(monitor::contains)) {
      return false;
    }
    if (GROWING.stream().anyMatch(monitor::contains)) {
      return true;
    }
    throw new IllegalArgumentException(callback + " watches '" + monitor
        + "', of which neither the metric nor the name says whether it should grow: if it is no"
        + " slip, give it Mode.MAX or Mode.MIN");
  }
}
