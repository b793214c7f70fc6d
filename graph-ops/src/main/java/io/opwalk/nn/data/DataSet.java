package io.opwalk.nn.data;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Batches of samples, epoch by epoch.
 *
 * <pre>{@code
 * DataSet.of(samples, 32);
 * DataSet.shuffled(samples, 32, seed);
 * DataSet.stream(() -> lines.map(this::batch).iterator());   // read anew for each epoch
 * DataSet.stream(epoch -> generator(seed, epoch));           // each epoch has data of its own
 * }</pre>
 *
 * <p>Training that is resumed asks for the epochs that are left, by their numbers: it is exact
 * where what {@link #epoch} gives depends on the number alone.
 */
public interface DataSet {
  /**
   * The batches of an epoch, in order. Where what is given back is {@code AutoCloseable}, whoever
   * iterates closes it when done.
   *
   * @param epoch the number of the epoch, from 0
   */
  Iterator<Samples> epoch(int epoch);

  /** How many batches an epoch has, where that is known before. */
  default OptionalInt batches() {
    return OptionalInt.empty();
  }

  /**
   * Samples in their own order.
   *
   * @param batchSize how many make a batch; the last one may have fewer
   * @throws IllegalArgumentException where there are no samples, or the batch size is below 1
   */
  static DataSet of(Samples samples, int batchSize) {
    return new BatchedSamples(samples, batchSize, Optional.empty());
  }

  /**
   * Samples in another order for each epoch, which depends on the seed and the epoch's number and
   * on nothing else.
   *
   * @param batchSize how many make a batch; the last one may have fewer
   * @throws IllegalArgumentException where there are no samples, or the batch size is below 1
   */
  static DataSet shuffled(Samples samples, int batchSize, long seed) {
    ShuffledOrder orders = new ShuffledOrder(samples.size(), seed);
    return new BatchedSamples(samples, batchSize, Optional.of(orders));
  }

  /** Batches that somebody else makes, from the beginning for each epoch. */
  static DataSet stream(Supplier<? extends Iterator<Samples>> epochs) {
    return epoch -> epochs.get();
  }

  /** Batches that somebody else makes for the epoch of a number, from 0. */
  static DataSet stream(IntFunction<? extends Iterator<Samples>> epochs) {
    return epochs::apply;
  }
}
