package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.data.DataSet;
import io.opwalk.nn.data.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How to run over a data set. Immutable.
 *
 * <p>Training prints nothing unless it is told to, since it may run within a service: for Keras's
 * {@code verbose=1} there is the callback {@code ProgressBar.to(System.out)}, for {@code verbose=2}
 * {@code ProgressBar.lines(System.out)}.
 *
 * <pre>{@code
 * FitOptions.epochs(5).withBatchSize(64).withSeed(1)
 *     .withValidationSplit(0.2)
 *     .withCallbacks(EarlyStopping.patience(3), ProgressBar.to(System.err));
 * }</pre>
 */
public final class FitOptions {
  private final int initialEpoch;
  private final int epochs;
  private final Batching batching;
  private final Validation validation;
  private final Map<Integer, Double> classWeights;
  private final OptionalInt stepsPerEpoch;
  private final List<Callback> callbacks;

  private FitOptions(
      int initialEpoch,
      int epochs,
      Batching batching,
      Validation validation,
      Map<Integer, Double> classWeights,
      OptionalInt stepsPerEpoch,
      List<Callback> callbacks) {
    if (epochs < 1 || initialEpoch < 0) {
      throw new IllegalArgumentException("epochs must be 1 or more and the first of them 0 or more,"
          + " found epochs " + initialEpoch + " to " + epochs);
    }
    if (stepsPerEpoch.isPresent() && stepsPerEpoch.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "an epoch needs 1 step or more, found " + stepsPerEpoch.getAsInt());
    }
    this.initialEpoch = initialEpoch;
    this.epochs = epochs;
    this.batching = batching;
    this.validation = validation;
    this.classWeights = classWeights;
    this.stepsPerEpoch = stepsPerEpoch;
    this.callbacks = List.copyOf(callbacks);
  }

  /**
   * So many epochs of batches of 32, shuffled from seed 0.
   *
   * @throws IllegalArgumentException where the number is below 1
   */
  public static FitOptions epochs(int epochs) {
    return new FitOptions(
        0, epochs, Batching.unsaid(), Validation.none(), Map.of(), OptionalInt.empty(), List.of());
  }

  private FitOptions with(Batching newBatching) {
    return new FitOptions(
        initialEpoch, epochs, newBatching, validation, classWeights, stepsPerEpoch, callbacks);
  }

  private FitOptions with(Validation newValidation) {
    return new FitOptions(
        initialEpoch, epochs, batching, newValidation, classWeights, stepsPerEpoch, callbacks);
  }

  /**
   * How many samples make a step, 32 unless said; the last step of an epoch may have fewer.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public FitOptions withBatchSize(int batchSize) {
    return with(batching.withBatchSize(batchSize));
  }

  /** What the order of the samples depends on, 0 unless said. */
  public FitOptions withSeed(long seed) {
    return with(batching.withSeed(seed));
  }

  /** Whether each epoch has an order of its own, which it has unless said, or that of the data. */
  public FitOptions withShuffle(boolean shuffle) {
    return with(batching.withShuffle(shuffle));
  }

  /**
   * The number of the first epoch, 0 unless said: where training goes on, in the order of samples
   * that this epoch always has. {@code epochs} counts from 0 all the same, as in Keras.
   *
   * @throws IllegalArgumentException where it is negative
   */
  public FitOptions withInitialEpoch(int newInitialEpoch) {
    return new FitOptions(
        newInitialEpoch, epochs, batching, validation, classWeights, stepsPerEpoch, callbacks);
  }

  /** Samples to look at after each epoch, without training on them. */
  public FitOptions withValidation(NDArray inputs, NDArray labels) {
    return withValidation(Samples.of(inputs, labels));
  }

  /** Samples to look at after each epoch, without training on them. */
  public FitOptions withValidation(Samples samples) {
    return with(validation.with(samples));
  }

  /** Batches to look at after each epoch, without training on them: always those of epoch 0. */
  public FitOptions withValidation(DataSet batches) {
    return with(validation.with(batches));
  }

  /**
   * The part of the samples to look at after each epoch without training on them: the last ones, as
   * they lie before any shuffling. For samples in memory.
   *
   * @throws IllegalArgumentException where it is not in [0, 1)
   */
  public FitOptions withValidationSplit(double split) {
    return with(validation.withSplit(split));
  }

  /**
   * How many samples are validated at once; as many as make a step unless said.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public FitOptions withValidationBatchSize(int batchSize) {
    return with(validation.withBatchSize(batchSize));
  }

  /**
   * To validate with so many batches, all unless said: of streams without an end, say.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public FitOptions withValidationSteps(int steps) {
    return with(validation.withSteps(steps));
  }

  /**
   * To validate after every so many epochs, 1 unless said.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public FitOptions withValidationFrequency(int epochsBetween) {
    return with(validation.withFrequency(epochsBetween));
  }

  /**
   * How much samples of each class count in the loss; those of classes that are not named count 1.
   * For a model of one output. A label is a class by its value, or by its largest element where it
   * is one-hot.
   *
   * @throws IllegalArgumentException where a class or a weight is negative, or a weight not finite
   */
  public FitOptions withClassWeights(Map<Integer, Double> weights) {
    weights.forEach((label, weight) -> {
      if (label < 0 || !(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a class and its weight must be 0 or more, found class "
            + label + ", weight " + weight);
      }
    });
    return new FitOptions(
        initialEpoch,
        epochs,
        batching,
        validation,
        Map.copyOf(new TreeMap<>(weights)),
        stepsPerEpoch,
        callbacks);
  }

  /**
   * To end each epoch after so many steps, the whole data set unless said: for streams without an
   * end, say. As in Keras 3, each epoch goes on in the data where the last one stopped. Where they
   * end, so does the epoch, and the next begins another pass, shuffled anew where the data are: of
   * 10 batches, epochs of 4 steps have 4, 4, 2, 4, 4, 2 and so on. A stream is asked for the passes
   * by their numbers; a fit with another {@linkplain #withInitialEpoch first epoch} begins a stream
   * of unknown length with the pass of that number, and all other data where that epoch begins.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public FitOptions withStepsPerEpoch(int steps) {
    return new FitOptions(
        initialEpoch, epochs, batching, validation, classWeights, OptionalInt.of(steps), callbacks);
  }

  /** Callbacks to be told, behind those there are. */
  public FitOptions withCallbacks(Callback... more) {
    return withCallbacks(Arrays.asList(more));
  }

  /** As {@link #withCallbacks(Callback...)}. */
  public FitOptions withCallbacks(List<? extends Callback> more) {
    List<Callback> all = new ArrayList<>(callbacks);
    all.addAll(more);
    return new FitOptions(
        initialEpoch, epochs, batching, validation, classWeights, stepsPerEpoch, all);
  }

  /** The number of the epoch before which training ends. */
  public int epochs() {
    return epochs;
  }

  /** The number of the first epoch. */
  public int initialEpoch() {
    return initialEpoch;
  }

  /** How much samples of each class count; empty where all count alike. */
  public Map<Integer, Double> classWeights() {
    return classWeights;
  }

  /** How many steps end an epoch, where that was said. */
  public OptionalInt stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** Who is told, in order. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  Batching batching() {
    return batching;
  }

  Validation validation() {
    return validation;
  }
}
