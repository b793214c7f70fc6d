package io.opwalk.nn.train;

/**
 * Is told how training goes, on the thread that trains: for a progress bar, say. All methods do
 * nothing by default; what one throws ends the training after the last whole step.
 */
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Where training is.
   *
   * @param epoch the epoch, from 1
   * @param epochs how many there will be
   * @param batch how many batches of this epoch are done
   * @param batches how many an epoch has
   */
  record Progress(int epoch, int epochs, int batch, int batches) {}

  /** An epoch begins. */
  default void epochStarted(Progress progress) {}

  /**
   * A step was made.
   *
   * @param loss the batch's mean loss, before the step
   */
  default void batchEnded(Progress progress, double loss) {}

  /**
   * An epoch has ended.
   *
   * @param result means over its batches, each as it was before its step
   */
  default void epochEnded(Progress progress, Scores result) {}
}
