package io.opwalk.reference;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Loop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a loop, one step after another, as {@link Loop} defines it. */
final class LoopInterpreter {
  private final Loop op;
  private final List<NDArray> sequences;
  private final List<NDArray> same;
  private final int room;
  private final int from;
  private final int to;
  private final BodyFunction body;
  private final ArrayWriter[] given;
  private List<NDArray> state;

  /**
   * A run.
   *
   * @param room how many steps there is room for
   * @param dtypes of what the steps give out
   * @param shapes of what the steps give out, time in front
   */
  LoopInterpreter(
      Loop op, List<NDArray> operands, int room, List<DType> dtypes, List<List<Integer>> shapes) {
    this.op = op;
    int inputs = op.body().inputs().size();
    this.sequences = operands.subList(0, op.sequences());
    this.state = operands.subList(op.sequences(), op.sequences() + op.carried());
    this.same = operands.subList(op.sequences() + op.carried(), inputs);
    this.room = room;
    this.from = op.ranged() ? bound(operands.get(inputs)) : 0;
    this.to = op.ranged() ? bound(operands.get(inputs + 1)) : room;
    this.body = new BodyFunction(op.body());
    this.given = new ArrayWriter[shapes.size()];
    for (int i = 0; i < given.length; i++) {
      given[i] = new ArrayWriter(dtypes.get(i), Index.ints(shapes.get(i)));
    }
    check();
  }

  private static int bound(NDArray value) {
    return Math.toIntExact(value.longValue());
  }

  private void check() {
    for (NDArray sequence : sequences) {
      if (sequence.dim(0) != room) {
        throw new IllegalArgumentException("sequences must have one length, found "
            + sequences.stream().map(NDArray::describe).toList());
      }
    }
    if (from < 0 || to < from || to > room) {
      throw new IllegalArgumentException(
          "the steps from " + from + " to " + to + " are not among the " + room + " there are");
    }
  }

  /** The outputs of the loop. */
  List<NDArray> run() {
    long count = op.condition().isPresent() ? runWhile() : runAll();
    List<NDArray> outputs = new ArrayList<>(state);
    Arrays.stream(given).map(ArrayWriter::done).forEach(outputs::add);
    if (op.condition().isPresent()) {
      outputs.add(NDArray.scalar(count));
    }
    return outputs;
  }

  private long runAll() {
    for (int step = 0; step < to - from; step++) {
      run(op.reverse() ? to - 1 - step : from + step);
    }
    return to - from;
  }

  private long runWhile() {
    BodyFunction condition = new BodyFunction(op.condition().orElseThrow());
    for (int step = 0; ; step++) {
      List<NDArray> arguments = new ArrayList<>(state);
      arguments.addAll(same);
      if (!condition.run(arguments, "the condition of step " + step).get(0).booleanValue()) {
        return step;
      }
      if (step == room) {
        throw new IllegalArgumentException(
            "the condition still holds after " + room + " steps, the most that the loop may take");
      }
      run(op.reverse() ? room - 1 - step : step);
    }
  }

  private void run(int row) {
    List<NDArray> arguments = new ArrayList<>();
    for (NDArray sequence : sequences) {
      int[] dims = Index.dims(sequence);
      arguments.add(sequence.slice(row, row + 1).reshape(Arrays.copyOfRange(dims, 1, dims.length)));
    }
    arguments.addAll(state);
    arguments.addAll(same);
    List<NDArray> results = body.run(arguments, "step " + row);
    for (int i = 0; i < op.carried(); i++) {
      if (!results.get(i).shape().equals(state.get(i).shape())) {
        throw new IllegalArgumentException("step " + row + ": carried value " + i + " was "
            + state.get(i).describe() + " before it and " + results.get(i).describe() + " after");
      }
    }
    state = results.subList(0, op.carried());
    for (int i = 0; i < given.length; i++) {
      store(row, i, results.get(op.carried() + i));
    }
  }

  private void store(int row, int index, NDArray value) {
    if ((long) value.size() * room != given[index].size()) {
      throw new IllegalArgumentException("step " + row + ": what it gives out as value " + index
          + " is " + value.describe() + ", which does not fit");
    }
    for (int i = 0; i < value.size(); i++) {
      given[index].set(row * value.size() + i, ArrayWriter.get(value, i));
    }
  }
}
