package io.opwalk.nn.callback;

import io.opwalk.nn.train.Callback;
import io.opwalk.nn.train.Training;

/**
 * Stops where the loss is infinite or not a number, rather than ending the training with an error;
 * Keras's TerminateOnNaN. The step that would have followed is not made.
 */
public final class TerminateOnNaN implements Callback {
  /** There is nothing to choose. */
  public TerminateOnNaN() {}

  @Override
  public void lossNotFinite(Training training) {
    training.stop("TerminateOnNaN: the loss is " + training.batchLoss() + " in epoch "
        + (training.epoch() + 1) + ", step " + (training.batch() + 1));
  }
}
