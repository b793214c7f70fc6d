package io.opwalk.ops;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Collects what a {@link Scan} is made of. Immutable: each method gives another builder. */
public final class ScanBuilder {
  private final List<Tensor> sequences;
  private final List<Tensor> initial;
  private final Optional<Dim> steps;
  private final Optional<Function<List<Tensor>, Tensor>> condition;
  private final boolean reverse;
  private final OptionalLong truncation;
  private final OptionalLong checkpoint;
  private final String name;

  ScanBuilder(List<Tensor> sequences, Optional<Dim> steps) {
    this(
        sequences,
        List.of(),
        steps,
        Optional.empty(),
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        "step");
  }

  private ScanBuilder(
      List<Tensor> sequences,
      List<Tensor> initial,
      Optional<Dim> steps,
      Optional<Function<List<Tensor>, Tensor>> condition,
      boolean reverse,
      OptionalLong truncation,
      OptionalLong checkpoint,
      String name) {
    this.sequences = sequences;
    this.initial = initial;
    this.steps = steps;
    this.condition = condition;
    this.reverse = reverse;
    this.truncation = truncation;
    this.checkpoint = checkpoint;
    this.name = name;
  }

  /** Says what the first step is passed, in place of what a step before it would pass on. */
  public ScanBuilder carrying(Tensor... values) {
    return carrying(List.of(values));
  }

  /** As {@link #carrying(Tensor...)}. */
  public ScanBuilder carrying(List<Tensor> values) {
    return new ScanBuilder(
        sequences, List.copyOf(values), steps, condition, reverse, truncation, checkpoint, name);
  }

  /**
   * Goes on only as long as the condition holds, a bool of rank 0 computed from what the next step
   * would be passed; it is asked before each step. The length of the sequences, or the number of
   * steps, is the most there is room for: a call in which the condition still holds then fails.
   * Rows of outputs for steps not taken are zero.
   */
  public ScanBuilder asLongAs(Function<List<Tensor>, Tensor> test) {
    return new ScanBuilder(
        sequences, initial, steps, Optional.of(test), reverse, truncation, checkpoint, name);
  }

  /**
   * Takes the steps from the last element to the first; rows of outputs stay with their element.
   */
  public ScanBuilder reverse() {
    return new ScanBuilder(
        sequences, initial, steps, condition, true, truncation, checkpoint, name);
  }

  /**
   * Lets gradients flow through the steps taken last only, as many as given: truncated
   * backpropagation through time. What enters before has no part in them, and the states before are
   * not kept for them, but where a condition says how many steps there are, or a symbol does and no
   * sequence.
   *
   * @throws IllegalArgumentException where it is less than one
   */
  public ScanBuilder truncate(long lastSteps) {
    if (lastSteps < 1) {
      throw new IllegalArgumentException(
          "a gradient flows through one step at least, found " + lastSteps);
    }
    return new ScanBuilder(
        sequences,
        initial,
        steps,
        condition,
        reverse,
        OptionalLong.of(lastSteps),
        checkpoint,
        name);
  }

  /**
   * Lets a gradient keep the state after every so many steps only, and compute those between anew
   * when it comes to them: each step is taken twice more, and memory is kept for {@code steps /
   * every + every} states in place of all. There may be neither a condition nor a truncation, and
   * sequences have to be known to be of one length, which itself need not be known.
   *
   * @throws IllegalArgumentException where it is less than one
   */
  public ScanBuilder checkpointEvery(long every) {
    if (every < 1) {
      throw new IllegalArgumentException("a checkpoint follows one step at least, found " + every);
    }
    return checkpointing(every);
  }

  /**
   * As {@link #checkpointEvery}, with the root of the number of steps, where memory is least. That
   * number has to be known when the graph is built.
   */
  public ScanBuilder checkpoint() {
    return checkpointing(0);
  }

  private ScanBuilder checkpointing(long every) {
    return new ScanBuilder(
        sequences, initial, steps, condition, reverse, truncation, OptionalLong.of(every), name);
  }

  /** Says what the step is called in print. */
  public ScanBuilder named(String newName) {
    Objects.requireNonNull(newName, "name");
    return new ScanBuilder(
        sequences, initial, steps, condition, reverse, truncation, checkpoint, newName);
  }

  /**
   * The scan of the given step.
   *
   * @throws TypeException where the step does not pass on as many values as it is passed, or one of
   *     another dtype or shape; where sequences are of different length; where the condition is not
   *     a bool of rank 0
   */
  public Scan step(Scan.Step step) {
    return Scan.build(this, step);
  }

  List<Tensor> sequences() {
    return sequences;
  }

  List<Tensor> initial() {
    return initial;
  }

  Optional<Dim> steps() {
    return steps;
  }

  Optional<Function<List<Tensor>, Tensor>> condition() {
    return condition;
  }

  boolean isReverse() {
    return reverse;
  }

  OptionalLong truncation() {
    return truncation;
  }

  OptionalLong chunk() {
    return checkpoint;
  }

  String name() {
    return name;
  }
}
