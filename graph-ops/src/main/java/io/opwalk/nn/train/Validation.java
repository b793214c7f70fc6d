package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is looked at after an epoch, without being trained on.
 *
 * @param samples in memory, if any
 * @param batches a data set, if any
 * @param split the part of the training samples that is kept apart, 0 for none
 * @param batchSize how many of the samples are computed at once; as in training unless said
 * @param steps how many batches are looked at; all unless said
 * @param frequency after how many epochs it happens
 */
record Validation(
    Optional<Samples> samples,
    Optional<DataSet> batches,
    double split,
    OptionalInt batchSize,
    OptionalInt steps,
    int frequency) {
  Validation {
    Objects.requireNonNull(samples, "samples");
    Objects.requireNonNull(batches, "batches");
    if (!(split >= 0 && split < 1)) {
      throw new IllegalArgumentException(
          "the part to validate with must be in [0, 1), found " + split);
    }
    if (batchSize.isPresent() && batchSize.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a batch size must be 1 or more, found " + batchSize.getAsInt());
    }
    if (steps.isPresent() && steps.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a validation needs 1 batch or more, found " + steps.getAsInt());
    }
    if (frequency < 1) {
      throw new IllegalArgumentException(
          "validation happens every so many epochs, 1 at least, found " + frequency);
    }
  }

  static Validation none() {
    return new Validation(
        Optional.empty(), Optional.empty(), 0, OptionalInt.empty(), OptionalInt.empty(), 1);
  }

  Validation with(Samples newSamples) {
    return of(Optional.of(newSamples), Optional.empty(), 0);
  }

  Validation with(DataSet newBatches) {
    return of(Optional.empty(), Optional.of(newBatches), 0);
  }

  Validation withSplit(double newSplit) {
    return of(Optional.empty(), Optional.empty(), newSplit);
  }

  private Validation of(
      Optional<Samples> newSamples, Optional<DataSet> newBatches, double newSplit) {
    return new Validation(newSamples, newBatches, newSplit, batchSize, steps, frequency);
  }

  Validation withBatchSize(int newBatchSize) {
    return new Validation(samples, batches, split, OptionalInt.of(newBatchSize), steps, frequency);
  }

  Validation withSteps(int newSteps) {
    return new Validation(samples, batches, split, batchSize, OptionalInt.of(newSteps), frequency);
  }

  Validation withFrequency(int newFrequency) {
    return new Validation(samples, batches, split, batchSize, steps, newFrequency);
  }

  /** Where the samples to validate with begin: they are the last part, as in Keras. */
  int splitPoint(int count) {
    int at = (int) Math.floor(count * (1 - split));
    if (at == 0 || at == count) {
      throw new IllegalArgumentException("of " + count + " samples, a part of " + split
          + " to validate with leaves " + (at == 0 ? "none to train on" : "none to validate with"));
    }
    return at;
  }

  /** The batches to validate with, where they are not a part of the training samples. */
  Optional<DataSet> dataSet(OptionalInt trainingBatchSize) {
    return batches.or(() -> samples.map(all -> inOrder(all, trainingBatchSize)));
  }

  DataSet inOrder(Samples all, OptionalInt trainingBatchSize) {
    int size = batchSize.orElse(trainingBatchSize.orElse(Batching.DEFAULT_BATCH_SIZE));
    return DataSet.of(all, size);
  }
}
