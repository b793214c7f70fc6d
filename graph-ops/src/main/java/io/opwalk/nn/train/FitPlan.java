package io.opwalk.nn.train;

import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a fit goes over.
 *
 * @param trainer whose steps are made
 * @param options how
 * @param training what is trained on
 * @param classWeights how much samples of each class count, where that is still to be seen to
 * @param validation what is looked at between epochs, if anything
 */
record FitPlan(
    Trainer trainer,
    FitOptions options,
    DataSet training,
    Map<Integer, Double> classWeights,
    Optional<DataSet> validation) {

  /**
   * Of samples in memory, all of which are looked at before anything is trained.
   *
   * @throws IllegalArgumentException where they do not fit the model or the options
   */
  static FitPlan of(Samples samples, FitOptions options, Trainer trainer) {
    Objects.requireNonNull(samples, "the samples");
    Objects.requireNonNull(options, "the options of a fit");
    if (samples.size() == 0) {
      throw new IllegalArgumentException("the data set is empty: " + samples);
    }
    Validation validating = options.validation();
    Batching batching = options.batching();
    trainer.requireFits(samples);
    validating.samples().ifPresent(trainer::requireFits);
    Samples learned = samples;
    Optional<DataSet> validation = validating.dataSet(batching.batchSize());
    if (validating.split() > 0) {
      int at = validating.splitPoint(samples.size());
      learned = samples.slice(0, at);
      Samples rest = samples.slice(at, samples.size());
      validation = Optional.of(validating.inOrder(rest, batching.batchSize()));
    }
    if (options.stepsPerEpoch().isEmpty()) {
      int batchSize = batching.batchSize().orElse(Batching.DEFAULT_BATCH_SIZE);
      trainer.requireBatches(learned.size(), batchSize);
    }
    learned = ClassWeights.apply(options.classWeights(), learned);
    return new FitPlan(trainer, options, batching.of(learned), Map.of(), validation);
  }

  /**
   * Of batches, which are looked at one by one.
   *
   * @throws IllegalArgumentException where the options say how to make batches or split them
   */
  static FitPlan of(DataSet batches, FitOptions options, Trainer trainer) {
    Objects.requireNonNull(batches, "the batches");
    Objects.requireNonNull(options, "the options of a fit");
    options.batching().requireUnsaid();
    Validation validating = options.validation();
    if (validating.split() > 0) {
      throw new IllegalArgumentException(
          "only samples in memory can be split: give what to validate"
              + " with as a data set of its own");
    }
    validating.samples().ifPresent(trainer::requireFits);
    return new FitPlan(
        trainer, options, batches, options.classWeights(), validating.dataSet(OptionalInt.empty()));
  }
}
