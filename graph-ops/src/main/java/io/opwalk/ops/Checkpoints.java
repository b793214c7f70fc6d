package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A loop as a loop over chunks, each a loop of its own, so that a gradient keeps the states between
 * chunks and computes those within one chunk at a time anew (Griewank and Walther, <i>Evaluating
 * Derivatives</i>, 2nd ed., chapter 12, with one level of checkpoints). The steps that are left
 * over are a loop at the end.
 */
final class Checkpoints {
  private final Loop loop;
  private final List<Tensor> sequences;
  private final List<Tensor> initial;
  private final List<Tensor> same;
  private final Dim steps;
  private final long every;

  private Checkpoints(Apply apply, Dim steps, long every) {
    this.loop = (Loop) apply.op();
    int state = loop.sequences() + loop.carried();
    this.sequences = apply.inputs().subList(0, loop.sequences());
    this.initial = apply.inputs().subList(loop.sequences(), state);
    this.same = apply.inputs().subList(state, apply.inputs().size());
    this.steps = steps;
    this.every = every;
  }

  /**
   * The outputs of a loop, computed in chunks.
   *
   * @param every how many steps a chunk has; 0 for about the root of their number
   */
  static List<Tensor> of(Apply apply, long every) {
    Loop loop = (Loop) apply.op();
    if (loop.condition().isPresent() || loop.truncation().isPresent()) {
      throw Refusal.of(
          "scan", "checkpoints go with neither a condition nor a truncation", null, apply.inputs());
    }
    Dim steps = loop.steps().orElseGet(() -> time(apply, loop));
    if (every == 0 && !steps.isFixed()) {
      throw Refusal.of(
          "scan",
          "checkpoint() needs a number of steps that is known, found " + steps
              + "; checkpointEvery(steps) does not",
          null,
          apply.inputs());
    }
    long chunk =
        every > 0 ? every : (long) Math.ceil(Math.sqrt(steps.fixedSize().getAsLong()));
    boolean isOne = steps.isFixed() && chunk >= steps.fixedSize().getAsLong();
    return isOne ? apply.outputs() : new Checkpoints(apply, steps, chunk).outputs();
  }

  /** The length of the sequences, which are cut at the same places. */
  private static Dim time(Apply apply, Loop loop) {
    List<Dim> lengths = apply.inputs().subList(0, loop.sequences()).stream()
        .map(sequence -> sequence.shape().dim(0))
        .distinct()
        .toList();
    if (lengths.size() > 1) {
      throw Refusal.of(
          "scan",
          "checkpoints need sequences that are known to be of one length, found " + lengths,
          null,
          apply.inputs());
    }
    return lengths.get(0);
  }

  private List<Tensor> outputs() {
    Dim chunks = steps.floorDiv(every);
    Dim whole = chunks.times(every);
    Dim rest = steps.minus(whole);
    Dim none = Dim.of(0);
    // The steps left over are those taken last.
    List<Tensor> main = overChunks(chunks, rows(loop.reverse() ? rest : none, whole));
    if (rest.is(0)) {
      return main;
    }
    List<Tensor> last = apply(
            loop,
            rows(loop.reverse() ? none : whole, rest),
            rest,
            main.subList(0, loop.carried()),
            same)
        .outputs();
    List<Tensor> outputs = new ArrayList<>(last.subList(0, loop.carried()));
    for (int i = loop.carried(); i < main.size(); i++) {
      outputs.add(
          loop.reverse()
              ? Joining.concat(List.of(last.get(i), main.get(i)), 0)
              : Joining.concat(List.of(main.get(i), last.get(i)), 0));
    }
    return outputs;
  }

  private List<Tensor> rows(Dim start, Dim size) {
    return size.equals(steps)
        ? sequences
        : sequences.stream().map(x -> Joining.part(x, 0, start, size)).toList();
  }

  private List<Tensor> overChunks(Dim chunks, List<Tensor> rows) {
    List<Tensor> elements = new ArrayList<>();
    List<Tensor> chunked = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      TensorType element = loop.body().inputs().get(i).type();
      Shape chunk = Shape.of(Dim.of(every)).append(element.shape());
      elements.add(Body.input(sequences.get(i).name(), element.withShape(chunk)));
      Shape inner = rows.get(i).shape().withoutDims(List.of(0));
      Shape all = Shape.of(chunks, Dim.of(every)).append(inner);
      chunked.add(Shapes.reshape(rows.get(i), all));
    }
    List<Tensor> state = inputs(loop.sequences(), loop.sequences() + loop.carried());
    List<Tensor> captured =
        inputs(loop.sequences() + loop.carried(), loop.body().inputs().size());
    Apply inner = apply(loop, elements, Dim.of(every), state, captured);
    List<Tensor> bodyInputs = new ArrayList<>(elements);
    bodyInputs.addAll(state);
    bodyInputs.addAll(captured);
    Loop outer = new Loop(
        new Body(loop.body().name() + " by " + every, bodyInputs, inner.outputs()),
        loop.sequences(),
        loop.carried(),
        Optional.empty(),
        loop.steps(),
        loop.reverse(),
        false,
        OptionalLong.empty());
    Apply all = apply(outer, chunked, chunks, initial, same);
    List<Tensor> outputs = new ArrayList<>(all.outputs().subList(0, loop.carried()));
    for (Tensor output : all.outputs().subList(loop.carried(), all.outputs().size())) {
      Shape element = output.shape().withoutDims(List.of(0, 1));
      outputs.add(Shapes.reshape(output, Shape.of(chunks.times(every)).append(element)));
    }
    return outputs;
  }

  private List<Tensor> inputs(int from, int to) {
    return loop.body().inputs().subList(from, to).stream()
        .map(input -> Body.input(input.name(), input.type()))
        .toList();
  }

  private static Apply apply(
      Loop loop, List<Tensor> sequences, Dim steps, List<Tensor> state, List<Tensor> same) {
    List<Tensor> inputs = new ArrayList<>(sequences);
    inputs.addAll(state);
    inputs.addAll(same);
    return Apply.of(sequences.isEmpty() ? loop.withSteps(steps) : loop, inputs);
  }
}
