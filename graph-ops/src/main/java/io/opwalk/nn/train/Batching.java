package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How samples in memory become batches; what is empty was not said.
 *
 * @param batchSize how many samples make a step, 32 unless said
 * @param seed what the order of the samples depends on, 0 unless said
 * @param shuffle whether each epoch has an order of its own, which it has unless said
 */
record Batching(OptionalInt batchSize, OptionalLong seed, Optional<Boolean> shuffle) {
  static final int DEFAULT_BATCH_SIZE = 32;

  Batching {
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(shuffle, "shuffle");
    if (batchSize.isPresent() && batchSize.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a batch size must be 1 or more, found " + batchSize.getAsInt());
    }
  }

  static Batching unsaid() {
    return new Batching(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());
  }

  Batching withBatchSize(int newBatchSize) {
    return new Batching(OptionalInt.of(newBatchSize), seed, shuffle);
  }

  Batching withSeed(long newSeed) {
    return new Batching(batchSize, OptionalLong.of(newSeed), shuffle);
  }

  Batching withShuffle(boolean newShuffle) {
    return new Batching(batchSize, seed, Optional.of(newShuffle));
  }

  DataSet of(Samples samples) {
    int size = batchSize.orElse(DEFAULT_BATCH_SIZE);
    return shuffle.orElse(true)
        ? DataSet.shuffled(samples, size, seed.orElse(0))
        : DataSet.of(samples, size);
  }

  /** Refuses what a data set of batches has decided already. */
  void requireUnsaid() {
    if (batchSize.isPresent() || seed.isPresent() || shuffle.isPresent()) {
      throw new IllegalArgumentException(
          "a data set has batches and an order of its own: give batch"
              + " size, seed and shuffling to DataSet.shuffled(...) instead, found " + this);
    }
  }
}
