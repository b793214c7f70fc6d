package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A loop whose gradient goes back through the steps taken last only, as two loops, of which the
 * first one has no gradient: so nothing is kept of its states. Truncated backpropagation through
 * time (R. J. Williams and J. Peng, "An efficient gradient-based algorithm for on-line training of
 * recurrent network trajectories", Neural Computation 2(4), 1990).
 */
final class Truncations {
  private final Loop loop;
  private final List<Tensor> sequences;
  private final List<Tensor> initial;
  private final List<Tensor> same;
  private final long last;
  private final Dim time;

  private Truncations(Apply apply, long last, Dim time) {
    this.loop = (Loop) apply.op();
    int state = loop.sequences() + loop.carried();
    this.sequences = apply.inputs().subList(0, loop.sequences());
    this.initial = apply.inputs().subList(loop.sequences(), state);
    this.same = apply.inputs().subList(state, apply.inputs().size());
    this.last = last;
    this.time = time;
  }

  /**
   * The outputs of a loop: its own, where it is not known beforehand how many steps it takes, or
   * where there are no more than gradients flow through.
   */
  static List<Tensor> of(Apply apply) {
    Loop loop = (Loop) apply.op();
    long last = loop.truncation().orElseThrow();
    Dim time = loop.steps().orElseGet(() -> apply.inputs(0).shape().dim(0));
    boolean isOpen = loop.condition().isPresent() || loop.sequences() == 0 && !time.isFixed();
    boolean isShort = time.isFixed() && time.fixedSize().getAsLong() <= last;
    return isOpen || isShort ? apply.outputs() : new Truncations(apply, last, time).outputs();
  }

  private List<Tensor> outputs() {
    List<Tensor> early =
        apply(loop.reverse() ? Range.from(last) : Range.of(0, -last), initial, -last).stream()
            .map(GradientFlow::stopGradient)
            .toList();
    List<Tensor> state = new ArrayList<>();
    for (int i = 0; i < loop.carried(); i++) {
      state.add(entering(initial.get(i), early.get(i)));
    }
    List<Tensor> late = apply(loop.reverse() ? Range.of(0, last) : Range.from(-last), state, last);
    List<Tensor> outputs = new ArrayList<>(late.subList(0, loop.carried()));
    for (int i = loop.carried(); i < late.size(); i++) {
      List<Tensor> rows =
          loop.reverse() ? List.of(late.get(i), early.get(i)) : List.of(early.get(i), late.get(i));
      Shape element = late.get(i).shape().withoutDims(List.of(0));
      outputs.add(Shapes.reshape(Joining.concat(rows, 0), Shape.of(time).append(element)));
    }
    return outputs;
  }

  /**
   * What the late steps start with: the initial value itself, where they are all that there are.
   */
  private Tensor entering(Tensor first, Tensor early) {
    if (time.isFixed() || !first.dtype().isFloating()) {
      return early;
    }
    Tensor most = Tensors.constant(NDArray.scalar(last));
    return Logic.where(Logic.lessEqual(Shapes.size(sequences.get(0), 0), most), first, early);
  }

  /** The loop over some rows; where there are none, as many steps, or all but as many. */
  private List<Tensor> apply(Range rows, List<Tensor> state, long steps) {
    List<Tensor> inputs = new ArrayList<>();
    sequences.forEach(sequence -> inputs.add(Indexing.get(sequence, rows)));
    inputs.addAll(state);
    inputs.addAll(same);
    Optional<Dim> room = sequences.isEmpty()
        ? Optional.of(Dim.of(steps > 0 ? steps : time.fixedSize().orElseThrow() + steps))
        : Optional.empty();
    Loop part = new Loop(
        loop.body(),
        loop.sequences(),
        loop.carried(),
        Optional.empty(),
        room,
        loop.reverse(),
        false,
        OptionalLong.empty());
    return Apply.of(part, inputs).outputs();
  }
}
