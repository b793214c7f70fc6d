package io.opwalk.nn.train;

import java.util.Objects;

/**
 * How to run over a data set.
 *
 * <pre>{@code
 * FitOptions.epochs(5).withBatchSize(64).withSeed(1)
 * }</pre>
 *
 * @param epochs how often every sample is seen, at least 1
 * @param batchSize how many samples make a step, at least 1; the last step of an epoch may have
 *     fewer
 * @param seed what the order of the samples depends on
 * @param shuffle whether each epoch has an order of its own, or all have that of the data
 * @param listener who is told how it goes
 */
public record FitOptions(
    int epochs, int batchSize, long seed, boolean shuffle, TrainingListener listener) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is below 1
   */
  public FitOptions {
    Objects.requireNonNull(listener, "listener");
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException("epochs and batch size must be 1 or more, found " + epochs
          + " epochs of batches of " + batchSize);
    }
  }

  /** So many epochs of batches of 32, shuffled from seed 0. */
  public static FitOptions epochs(int epochs) {
    return new FitOptions(epochs, 32, 0, true, TrainingListener.NONE);
  }

  /** These options with another batch size. */
  public FitOptions withBatchSize(int newBatchSize) {
    return new FitOptions(epochs, newBatchSize, seed, shuffle, listener);
  }

  /** These options with another seed. */
  public FitOptions withSeed(long newSeed) {
    return new FitOptions(epochs, batchSize, newSeed, shuffle, listener);
  }

  /** These options with shuffling or without. */
  public FitOptions withShuffle(boolean newShuffle) {
    return new FitOptions(epochs, batchSize, seed, newShuffle, listener);
  }

  /** These options with somebody told. */
  public FitOptions withListener(TrainingListener newListener) {
    return new FitOptions(epochs, batchSize, seed, shuffle, newListener);
  }
}
