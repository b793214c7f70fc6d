package io.opwalk.nn.callback;

import io.opwalk.nn.train.Logs;
import io.opwalk.nn.train.Training;
import io.opwalk.nn.train.TrainingException;
import java.util.OptionalDouble;

/** A number of each epoch that is compared with others. For one training at a time. */
final class Monitor {
  private final String callback;
  private final String name;
  private final Mode mode;
  private final double minDelta;
  private boolean grows;

  /**
   * Of a name.
   *
   * @param callback who watches it, for messages
   * @param name its name in the logs
   * @param mode which values are better
   * @param minDelta by how much a value must be better to count as such
   */
  Monitor(String callback, String name, Mode mode, double minDelta) {
    if (!Double.isFinite(minDelta)) {
      throw new IllegalArgumentException(
          callback + ": min delta must be a finite number, found " + minDelta);
    }
    this.callback = callback;
    this.name = name;
    this.mode = mode;
    this.minDelta = Math.abs(minDelta);
  }

  /** The name of the number. */
  String name() {
    return name;
  }

  /**
   * Finds out which values are better in a training that starts.
   *
   * @throws IllegalArgumentException where nothing says so, or no epoch will have the number
   */
  void start(Training training) {
    Slips.require(callback + " watches", name, training.names());
    grows = Growth.of(callback, name, mode, training);
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
    Slips.requireValidation(callback + " watches", name, training.names());
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
