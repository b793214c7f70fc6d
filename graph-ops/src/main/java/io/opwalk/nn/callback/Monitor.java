package io.opwalk.nn.callback;

import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import io.opwalk.nn.train.TrainingException;
import java.util.OptionalDouble;

/**
 * A number of each epoch that is compared with others.
 *
 * @param callback who watches it, for messages
 * @param name its name in the logs
 * @param grows whether larger values are better
 * @param minDelta by how much a value must be better to count as such, not negative
 */
record Monitor(String callback, String name, boolean grows, double minDelta) {
  private static final String VALIDATION = "val_";

  Monitor {
    if (!(minDelta >= 0) || Double.isInfinite(minDelta)) {
      throw new IllegalArgumentException(
          callback + ": min delta must be 0 or more and finite, found " + minDelta);
    }
  }

  static Monitor of(String callback, String name, Mode mode, double minDelta) {
    return new Monitor(callback, name, Direction.grows(callback, name, mode), Math.abs(minDelta));
  }

  /** What every value is better than. */
  double worst() {
    return grows ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  boolean isBetter(double value, double than) {
    return grows ? value - minDelta > than : value + minDelta < than;
  }

  /**
   * Checks before the first epoch that there will be a validation, where the number is one of it.
   *
   * @throws IllegalArgumentException where there will be none
   */
  void requireValidation(Training training) {
    boolean validates = training.names().stream().anyMatch(each -> each.startsWith(VALIDATION));
    if (name.startsWith(VALIDATION) && !validates) {
      throw new IllegalArgumentException(callback + " watches '" + name
          + "', but nothing was given to validate with; epochs have " + training.names());
    }
  }

  /**
   * The number in the logs of an epoch; empty where it is one of validation and this epoch had
   * none.
   *
   * @throws TrainingException where no epoch has it, listing what there is
   */
  OptionalDouble in(Logs logs, Training training) {
    OptionalDouble found = logs.find(name);
    if (found.isEmpty() && !training.names().contains(name)) {
      throw new TrainingException(callback + " watches '" + name
          + "', which no epoch has; there are " + logs.asMap().keySet());
    }
    return found;
  }
}
