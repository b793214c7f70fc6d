package io.opwalk.nn.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/** Samples in memory, batch by batch. */
final class BatchedSamples implements DataSet {
  private final Samples samples;
  private final int batchSize;

  /** Empty where each epoch has the order of the samples. */
  private final Optional<ShuffledOrder> shuffled;

  BatchedSamples(Samples samples, int batchSize, Optional<ShuffledOrder> shuffled) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch size must be 1 or more, found " + batchSize);
    }
    if (samples.size() == 0) {
      throw new IllegalArgumentException("the data set is empty: " + samples);
    }
    this.samples = samples;
    this.batchSize = batchSize;
    this.shuffled = shuffled;
  }

  @Override
  public OptionalInt batches() {
    return OptionalInt.of((int) (((long) samples.size() + batchSize - 1) / batchSize));
  }

  @Override
  public Iterator<Samples> epoch(int epoch) {
    Optional<int[]> order = shuffled.map(orders -> orders.of(epoch));
    return new Iterator<>() {
      private int from;

      @Override
      public boolean hasNext() {
        return from < samples.size();
      }

      @Override
      public Samples next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has ended");
        }
        int to = (int) Math.min(samples.size(), (long) from + batchSize);
        int start = from;
        from = to;
        return order
            .map(rows -> samples.take(Arrays.copyOfRange(rows, start, to)))
            .orElseGet(() -> samples.slice(start, to));
      }
    };
  }
}
