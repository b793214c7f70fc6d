package io.opwalk.nn.train;

import io.opwalk.NDArray;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Is told how a training goes, on the thread that trains, and may change how it goes on.
 *
 * <pre>{@code
 * Callback bored = Callback.onEpochEnded((training, logs) -> {
 *   if (logs.get("val_loss") < 0.01) {
 *     training.stop("good enough");
 *   }
 * });
 * }</pre>
 *
 * <p>Several callbacks are told in the order given. All methods do nothing by default. What one
 * throws ends the training after the last whole step.
 */
public interface Callback {
  /** Training begins. A callback that is used again forgets here what it knows of last time. */
  default void trainStarted(Training training) {}

  /** An epoch begins: {@link Training#epoch()}. */
  default void epochStarted(Training training) {}

  /** A step is about to be made. */
  default void batchStarted(Training training) {}

  /** A step was made: {@link Training#batchLoss()} and {@link Training#scores()} tell of it. */
  default void batchEnded(Training training) {}

  /**
   * The loss of a batch is infinite or not a number, and no step was made. Unless somebody stops
   * the training now, it ends with a {@link TrainingException}.
   */
  default void lossNotFinite(Training training) {}

  /** Samples to validate with are about to be gone through, after the epoch's last step. */
  default void validationStarted(Training training) {}

  /** Samples to validate with were gone through, or that has failed. */
  default void validationEnded(Training training) {}

  /**
   * An epoch has ended.
   *
   * @param logs what came of it; what is added is seen by later callbacks and kept in the history
   */
  default void epochEnded(Training training, Logs logs) {}

  /**
   * All callbacks were told that the epoch has ended, and the history has it: for whoever keeps all
   * of the training's state.
   */
  default void epochRecorded(Training training) {}

  /** Training has ended as planned, or was stopped. */
  default void trainEnded(Training training) {}

  /**
   * What the callback must know to go on in a training that is resumed, by names of its choice;
   * asked for between two epochs. Nothing by default.
   */
  default Map<String, NDArray> state() {
    return Map.of();
  }

  /** Goes on from what {@link #state} gave; called after {@link #trainStarted}. */
  default void restore(Map<String, NDArray> state) {}

  /** Does something at the end of each epoch. */
  static Callback onEpochEnded(BiConsumer<Training, Logs> action) {
    return new Callback() {
      @Override
      public void epochEnded(Training training, Logs logs) {
        action.accept(training, logs);
      }
    };
  }

  /** Does something after each step. */
  static Callback onBatchEnded(Consumer<Training> action) {
    return new Callback() {
      @Override
      public void batchEnded(Training training) {
        action.accept(training);
      }
    };
  }
}
