package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.GraphGradients;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The gradient of a loop (backpropagation through time): a loop in the opposite direction. Its
 * sequences are the states before each step, the sequences of the loop and the cotangents of what
 * the steps gave out; it carries the cotangents of the state, and sums of those of captured values.
 */
final class LoopGradient {
  private final Loop loop;
  private final Apply apply;
  private final List<Optional<Tensor>> cotangents;
  private final GraphGradients graphs;

  /** The floating inputs of the body, and what was found for each. */
  private final List<Tensor> wrt;

  private List<Optional<Tensor>> found = List.of();

  /** The carried values with a gradient, and those that the steps gave out. */
  private final Set<Integer> carried = new TreeSet<>();

  private final List<Integer> given;

  /** What stands for the cotangents within the new body, per output of the body. */
  private final List<Optional<Tensor>> inner = new ArrayList<>();

  LoopGradient(Loop loop, Apply apply, List<Optional<Tensor>> cotangents, GraphGradients graphs) {
    this.loop = loop;
    this.apply = apply;
    this.cotangents = cotangents;
    this.graphs = graphs;
    this.wrt =
        loop.body().inputs().stream().filter(in -> in.dtype().isFloating()).toList();
    IntStream.range(0, loop.carried()).filter(this::hasCotangent).forEach(carried::add);
    this.given = IntStream.range(loop.carried(), loop.body().outputs().size())
        .filter(this::hasCotangent)
        .boxed()
        .toList();
    for (int i = 0; i < loop.body().outputs().size(); i++) {
      // The cotangent of a state has the dims of the state before the step, as it will be passed.
      Tensor like = i < loop.carried() ? state(i) : loop.body().outputs().get(i);
      inner.add(
          like.dtype().isFloating() ? Optional.of(Body.input("", like.type())) : Optional.empty());
    }
  }

  private boolean hasCotangent(int output) {
    return cotangents.get(output).isPresent()
        && loop.body().outputs().get(output).dtype().isFloating();
  }

  private Tensor state(int index) {
    return loop.body().inputs().get(loop.sequences() + index);
  }

  /** One gradient per input of the loop. */
  List<Optional<Tensor>> inputs() {
    List<Optional<Tensor>> result =
        new ArrayList<>(Collections.nCopies(apply.inputs().size(), Optional.empty()));
    if (carried.isEmpty() && given.isEmpty()) {
      return result;
    }
    findConnected();
    new Backward().build(result);
    return Collections.unmodifiableList(result);
  }

  /** Differentiates the body from all outputs that count; a state counts if a later one does. */
  private void findConnected() {
    boolean grows = true;
    while (grows) {
      List<Integer> outputs = new ArrayList<>(carried);
      outputs.addAll(given);
      found = graphs.vjp(
          outputs.stream().map(loop.body().outputs()::get).toList(),
          outputs.stream().map(output -> inner.get(output).orElseThrow()).toList(),
          wrt);
      grows = false;
      for (int i = 0; i < loop.carried(); i++) {
        grows |= gradient(state(i)).isPresent() && carried.add(i);
      }
    }
  }

  private Optional<Tensor> gradient(Tensor bodyInput) {
    int index = wrt.indexOf(bodyInput);
    return index < 0 ? Optional.empty() : found.get(index);
  }

  /** The new loop, as it is put together. */
  private final class Backward {
    private final List<Tensor> nextCarried = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final List<Tensor> carriedInputs = new ArrayList<>();
    private final List<Tensor> initial = new ArrayList<>();
    private final List<Tensor> sequenceInputs = new ArrayList<>();
    private final List<Tensor> sequences = new ArrayList<>();
    private final List<Integer> sums = new ArrayList<>();
    private final List<Integer> elements = new ArrayList<>();

    void build(List<Optional<Tensor>> result) {
      collectOutputs();
      outputs.addAll(0, nextCarried);
      Set<Tensor> used = Set.copyOf(new Body("", allInputs(), outputs).used());
      collectSequences(used);
      List<Tensor> sameInputs = new ArrayList<>();
      List<Tensor> same = new ArrayList<>();
      for (int i = loop.sequences() + loop.carried(); i < loop.body().inputs().size(); i++) {
        if (used.contains(loop.body().inputs().get(i))) {
          sameInputs.add(loop.body().inputs().get(i));
          same.add(apply.inputs(i));
        }
      }
      Optional<Range> range = range();
      List<Tensor> bodyInputs = new ArrayList<>(sequenceInputs);
      bodyInputs.addAll(carriedInputs);
      bodyInputs.addAll(sameInputs);
      Loop backward = new Loop(
          new Body("grad/" + loop.body().name(), bodyInputs, outputs),
          sequences.size(),
          carriedInputs.size(),
          Optional.empty(),
          Optional.empty(),
          !loop.reverse(),
          range.isPresent(),
          OptionalLong.empty());
      List<Tensor> inputs = new ArrayList<>(sequences);
      inputs.addAll(initial);
      inputs.addAll(same);
      range.ifPresent(some -> inputs.addAll(List.of(some.from(), some.to())));
      distribute(Apply.of(backward, inputs), range, result);
    }

    private void collectOutputs() {
      for (int i : carried) {
        carriedInputs.add(inner.get(i).orElseThrow());
        nextCarried.add(gradient(state(i)).orElseGet(() -> Tensors.zerosLike(state(i))));
        initial.add(cotangents.get(i).orElseGet(() -> Tensors.zerosLike(apply.outputs(i))));
      }
      for (int i = 0; i < loop.body().inputs().size(); i++) {
        Tensor bodyInput = loop.body().inputs().get(i);
        Optional<Tensor> part = gradient(bodyInput);
        if (part.isPresent() && i < loop.sequences()) {
          elements.add(i);
          outputs.add(part.get());
        } else if (part.isPresent() && i >= loop.sequences() + loop.carried()) {
          Tensor sum = Body.input("", bodyInput.type());
          sums.add(i);
          carriedInputs.add(sum);
          nextCarried.add(Arithmetic.add(sum, part.get()));
          initial.add(Tensors.zerosLike(apply.inputs(i)));
        }
      }
    }

    private List<Tensor> allInputs() {
      List<Tensor> all = new ArrayList<>(loop.body().inputs());
      all.addAll(carriedInputs);
      given.forEach(output -> all.add(inner.get(output).orElseThrow()));
      return all;
    }

    private void collectSequences(Set<Tensor> used) {
      List<Tensor> states = new ArrayList<>();
      for (int i = 0; i < loop.carried(); i++) {
        if (used.contains(state(i))) {
          states.add(state(i));
        }
      }
      sequenceInputs.addAll(states);
      sequences.addAll(LoopRecord.of(apply, states));
      for (int i = 0; i < loop.sequences(); i++) {
        if (used.contains(loop.body().inputs().get(i))) {
          sequenceInputs.add(loop.body().inputs().get(i));
          sequences.add(apply.inputs(i));
        }
      }
      for (int output : given) {
        if (used.contains(inner.get(output).orElseThrow())) {
          sequenceInputs.add(inner.get(output).orElseThrow());
          sequences.add(cotangents.get(output).orElseThrow());
        }
      }
      if (sequences.isEmpty()) {
        addLength();
      }
    }

    /** Where no sequence is used, something has to say how many steps there are. */
    private void addLength() {
      if (loop.sequences() > 0) {
        sequenceInputs.add(loop.body().inputs().get(0));
        sequences.add(apply.inputs(0));
      } else if (given.isEmpty()) {
        int any = carried.iterator().next();
        sequenceInputs.add(state(any));
        sequences.addAll(LoopRecord.of(apply, List.of(state(any))));
      } else {
        sequenceInputs.add(inner.get(given.get(0)).orElseThrow());
        sequences.add(cotangents.get(given.get(0)).orElseThrow());
      }
    }

    /** Which steps to go back through; empty for all that there are. */
    private Optional<Range> range() {
      Tensor zero = Tensors.constant(NDArray.scalar(0L));
      Optional<Range> taken = Optional.empty();
      if (loop.ranged()) {
        int inputs = apply.inputs().size();
        taken = Optional.of(
            new Range(apply.inputs(inputs - 2), apply.inputs(inputs - 1), Optional.empty()));
      } else if (loop.condition().isPresent()) {
        Tensor count = apply.outputs(apply.outputs().size() - 1);
        taken = Optional.of(
            loop.reverse()
                ? new Range(Arithmetic.subtract(room(), count), room(), Optional.empty())
                : new Range(zero, count, Optional.empty()));
      }
      if (loop.truncation().isEmpty()) {
        return taken;
      }
      Range whole = taken.orElseGet(() -> new Range(zero, room(), Optional.empty()));
      return Optional.of(whole.last(loop.truncation().getAsLong(), loop.reverse()));
    }

    private Tensor room() {
      return Shapes.size(sequences.get(0), 0);
    }

    private void distribute(Apply backward, Optional<Range> range, List<Optional<Tensor>> result) {
      int output = 0;
      for (int i : carried) {
        Tensor gradient = backward.outputs(output++);
        Optional<Tensor> whole = range.flatMap(Range::isWhole);
        result.set(
            loop.sequences() + i,
            Optional.of(
                whole.isPresent()
                    ? Logic.where(whole.get(), gradient, Tensors.zerosLike(gradient))
                    : gradient));
      }
      for (int i : sums) {
        result.set(i, Optional.of(backward.outputs(output++)));
      }
      for (int i : elements) {
        result.set(i, Optional.of(backward.outputs(output++)));
      }
    }
  }

  /**
   * Some steps, of those that were taken.
   *
   * @param isWhole whether they are all; empty where that is so by its making
   */
  private record Range(Tensor from, Tensor to, Optional<Tensor> isWhole) {
    /** The steps taken last. */
    Range last(long count, boolean reverse) {
      Tensor number = Tensors.constant(NDArray.scalar(count));
      if (reverse) {
        Tensor until = Arithmetic.minimum(to, Arithmetic.add(from, number));
        return new Range(from, until, Optional.of(Logic.equal(until, to)));
      }
      Tensor since = Arithmetic.maximum(from, Arithmetic.subtract(to, number));
      return new Range(since, to, Optional.of(Logic.equal(since, from)));
    }
  }
}
