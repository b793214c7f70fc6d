package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Loop;
import io.opwalk.ops.primitive.LoopRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A loop: a step that is taken for each element of some sequences, and passes values on to the
 * next; Theano's scan.
 *
 * <pre>{@code
 * Scan rnn = Scan.over(x).carrying(h0).step((state, elements) -> {
 *   Tensor h = tanh(add(matmul(elements.get(0), w), matmul(state.get(0), u)));
 *   return Scan.next(h).giving(h);
 * });
 * rnn.output(0);       // every h, of shape [time, ...]
 * rnn.finalState(0);   // the last one
 * }</pre>
 *
 * <p>The function is called once, with placeholders, and describes every step: it may use any
 * tensor there is, such as {@code w}; what does not depend on the step is computed once and not in
 * each. A scan is differentiable in sequences, initial values and all that it uses, any number of
 * times.
 *
 * <p>Any value inside a step can be had for all of them: {@link #inner}. Immutable.
 */
public final class Scan {
  private final Closure closure;
  private final Apply apply;

  /** What {@link #apply} gives, unless checkpoints or a truncation make it come from elsewhere. */
  private final List<Tensor> results;

  private Scan(Closure closure, Apply apply, List<Tensor> results) {
    this.closure = closure;
    this.apply = apply;
    this.results = results;
  }

  /** What a step does. */
  @FunctionalInterface
  public interface Step {
    /**
     * Builds the step.
     *
     * @param state what the step before passed on, or the initial values
     * @param elements one element of each sequence, without axis 0
     */
    Next apply(List<Tensor> state, List<Tensor> elements);
  }

  /**
   * What comes of a step.
   *
   * @param state what it passes on: the types of the initial values, in their order
   * @param outputs what it gives out
   */
  public record Next(List<Tensor> state, List<Tensor> outputs) {
    /** Copies the lists. */
    public Next {
      state = List.copyOf(state);
      outputs = List.copyOf(outputs);
    }

    /** As this, giving out the tensors as well. */
    public Next giving(Tensor... tensors) {
      List<Tensor> all = new ArrayList<>(outputs);
      all.addAll(Arrays.asList(tensors));
      return new Next(state, all);
    }
  }

  /** A step that passes these values on. */
  public static Next next(Tensor... state) {
    return new Next(Arrays.asList(state), List.of());
  }

  /** A step that passes nothing on and gives these values out. */
  public static Next giving(Tensor... outputs) {
    return new Next(List.of(), Arrays.asList(outputs));
  }

  /** A scan with a step for each element of the sequences, along their axis 0. */
  public static ScanBuilder over(Tensor... sequences) {
    return new ScanBuilder(List.of(sequences), Optional.empty());
  }

  /** A scan of a number of steps without sequences. */
  public static ScanBuilder times(long steps) {
    return times(Dim.of(steps));
  }

  /** A scan of as many steps as a size, which may be unknown when the graph is built. */
  public static ScanBuilder times(Dim steps) {
    return new ScanBuilder(List.of(), Optional.of(steps));
  }

  static Scan build(ScanBuilder builder, Step step) {
    List<Tensor> elements = new ArrayList<>();
    for (Tensor sequence : builder.sequences()) {
      if (sequence.shape().rank() == 0) {
        throw Refusal.of("scan", "a sequence must have an axis 0 to walk along", sequence);
      }
      elements.add(Body.input(
          sequence.name().isEmpty() ? "" : sequence.name() + "[t]",
          sequence.type().withShape(sequence.shape().withoutDims(List.of(0)))));
    }
    List<Tensor> state = builder.initial().stream()
        .map(initial -> Body.input(initial.name(), initial.type()))
        .toList();
    List<Tensor> own = new ArrayList<>(elements);
    own.addAll(state);
    Closure closure = Closure.over(own);
    Next next = step.apply(state, elements);
    if (next.state().size() != state.size()) {
      throw Refusal.of(
          "scan",
          "the step is passed " + state.size() + " values and passes on "
              + next.state().size(),
          null,
          next.state());
    }
    List<Tensor> outputs = new ArrayList<>(next.state());
    outputs.addAll(next.outputs());
    List<Tensor> results = closure.close(outputs);
    Optional<List<Tensor>> test =
        builder.condition().map(condition -> closure.close(List.of(condition.apply(state))));
    Apply apply = apply(builder, closure, own, results, test);
    return new Scan(closure, apply, outputs(builder, apply));
  }

  private static List<Tensor> outputs(ScanBuilder builder, Apply apply) {
    if (builder.chunk().isPresent()) {
      return Checkpoints.of(apply, builder.chunk().getAsLong());
    }
    return builder.truncation().isPresent() ? Truncations.of(apply) : apply.outputs();
  }

  private static Apply apply(
      ScanBuilder builder,
      Closure closure,
      List<Tensor> own,
      List<Tensor> results,
      Optional<List<Tensor>> test) {
    List<Tensor> inputs = new ArrayList<>(builder.sequences());
    inputs.addAll(builder.initial());
    inputs.addAll(closure.captured());
    List<Tensor> bodyInputs = new ArrayList<>(own);
    bodyInputs.addAll(closure.inputs());
    int sequences = builder.sequences().size();
    return Refusal.naming("scan", inputs, () -> {
      Body body = new Body(builder.name(), bodyInputs, results);
      Optional<Body> condition = test.map(
          answer -> new Body("while", bodyInputs.subList(sequences, bodyInputs.size()), answer));
      Loop loop = new Loop(
          body,
          sequences,
          builder.initial().size(),
          condition,
          builder.steps(),
          builder.isReverse(),
          false,
          builder.truncation());
      return Apply.of(loop, inputs);
    });
  }

  private Loop loop() {
    return (Loop) apply.op();
  }

  /** The values passed on by the last step: the initial ones where there was none. */
  public List<Tensor> finalState() {
    return results.subList(0, loop().carried());
  }

  /** One of the values passed on by the last step. */
  public Tensor finalState(int index) {
    return finalState().get(index);
  }

  /** What the steps gave out, each of shape [time, ...]. */
  public List<Tensor> outputs() {
    return results.subList(loop().carried(), loop().carried() + loop().given());
  }

  /** One of the values that the steps gave out, of shape [time, ...]. */
  public Tensor output(int index) {
    return outputs().get(index);
  }

  /** How many steps are taken, as an int64 of rank 0. */
  public Tensor steps() {
    if (loop().condition().isPresent()) {
      return apply.outputs(apply.outputs().size() - 1);
    }
    return loop().sequences() > 0
        ? Shapes.size(apply.inputs(0), 0)
        : Shapes.size(
            LoopRecord.of(apply, List.of(loop().body().inputs().get(0))).get(0), 0);
  }

  /**
   * A value inside the steps, for all of them: of shape [time, ...]. The loop does not run twice
   * for it, but where it has checkpoints or is truncated.
   *
   * @param tensor a tensor that the step's function made or was given, or one of {@link #body}
   * @throws TypeException where it does not depend on what a step is passed: its value is the same
   *     in all steps, and it can be evaluated itself
   */
  public Tensor inner(Tensor tensor) {
    Closure wider = closure.copy();
    Tensor inside = wider.close(List.of(tensor)).get(0);
    if (inside == tensor && !wider.contains(tensor) || wider.inputs().contains(inside)) {
      throw Refusal.of(
          "inner", "does not depend on what a step is passed: it is the same in all steps", tensor);
    }
    return LoopRecord.of(widened(wider), List.of(inside)).get(0);
  }

  /** The node of the loop, over what a further value needs from outside too. */
  private Apply widened(Closure wider) {
    int known = loop().same();
    List<Tensor> more = wider.captured().subList(known, wider.captured().size());
    if (more.isEmpty()) {
      return apply;
    }
    List<Tensor> inputs = new ArrayList<>(apply.inputs());
    inputs.addAll(more);
    return Apply.of(
        loop().withInputs(wider.inputs().subList(known, wider.inputs().size())),
        inputs,
        "",
        apply.site());
  }

  /**
   * The graph of a step, to walk and to print: from what it passes on and gives out back to its
   * placeholders.
   */
  public Graph body() {
    return loop().body().graph();
  }

  /** What stands for the elements in {@link #body}. */
  public List<Tensor> elements() {
    return loop().body().inputs().subList(0, loop().sequences());
  }

  /** What stands for the values passed from step to step in {@link #body}. */
  public List<Tensor> state() {
    return loop()
        .body()
        .inputs()
        .subList(loop().sequences(), loop().sequences() + loop().carried());
  }
}
