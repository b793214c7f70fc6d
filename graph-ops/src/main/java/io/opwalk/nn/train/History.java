package io.opwalk.nn.train;

import java.util.List;

/**
 * What came of a training, epoch by epoch.
 *
 * @param epochs means over each epoch's batches, each as it was before its step
 */
public record History(List<Scores> epochs) {
  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** The last epoch's. */
  public Scores last() {
    return epochs.get(epochs.size() - 1);
  }
}
