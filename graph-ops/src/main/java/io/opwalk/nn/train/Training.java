package io.opwalk.nn.train;

import io.opwalk.nn.metric.Direction;
import io.opwalk.nn.model.Model;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A training under way, as its callbacks see it. For the thread that trains. */
public interface Training {
  /** The model that is trained. */
  Model model();

  /** The number of this epoch, from 0, as in Keras. */
  int epoch();

  /** The number of the epoch before which training ends. */
  int epochs();

  /** How many steps of this epoch were made. */
  int batch();

  /** How many steps an epoch has, where that is known. */
  OptionalInt batches();

  /**
   * The mean loss of the last batch, as it was before the step.
   *
   * @throws IllegalStateException where there was none yet
   */
  double batchLoss();

  /**
   * Loss and metrics over this epoch's batches so far, each as it was before its step. Computed
   * when asked for.
   *
   * @throws IllegalStateException where there was no batch yet
   */
  Scores scores();

  /**
   * The names of the numbers that epochs have: loss and metrics, and those of validation, which are
   * missing where validation does not happen after every epoch. What callbacks add is not among
   * them.
   */
  Set<String> names();

  /**
   * Which values of a number are better, as losses and metrics say; empty where there is no such
   * number, or it does not say.
   *
   * @param name with or without {@code val_} before
   */
  Optional<Direction> direction(String name);

  /** The learning rate of the next step. */
  double learningRate();

  /**
   * Sets the learning rate for all steps to come.
   *
   * @throws IllegalArgumentException where it is negative or not finite
   * @throws IllegalStateException where a schedule gives the rate
   */
  void setLearningRate(double rate);

  /**
   * Whether the model has the moving averages of its weights in their place, until this is called
   * again or the next step is made. A checkpoint is the same either way.
   *
   * @throws IllegalStateException where the optimizer keeps no averages
   */
  void useAverages(boolean use);

  /**
   * Ends the training after this step, or between two epochs after the one that has ended. What
   * comes at the end of an epoch is still done.
   *
   * @param reason why, for the history
   */
  void stop(String reason);

  /** Whether somebody stopped the training. */
  boolean isStopped();

  /** The epochs that have ended and whose callbacks were all told. */
  History history();

  /** All that it takes to go on from here; exact between two epochs. */
  Checkpoint checkpoint();

  /**
   * Goes on from a checkpoint rather than from the beginning; only while training starts. It
   * happens after all callbacks were told that training starts.
   *
   * @throws IllegalStateException where the first epoch has begun
   */
  void resumeFrom(Checkpoint checkpoint);
}
