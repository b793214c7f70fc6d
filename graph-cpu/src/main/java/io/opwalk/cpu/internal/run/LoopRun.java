package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.ops.primitive.Loop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One run of a loop. The states of two steps lie in two sets of arrays, which take turns: what a
 * step reads is never what it writes.
 */
final class LoopRun {
  private final Loop op;
  private final Optional<BodyProgram> body;
  private final Optional<BodyProgram> condition;
  private final List<DType> inputTypes;
  private final int[][] dims;
  private final Object[] buffers;

  private final int sequences;
  private final int carried;
  private final int bodyInputs;

  /** The first of the buffers that are written. */
  private final int firstOutput;

  /** Where the values carried are now. */
  private final Object[] state;

  /** Null where all sequences are there. */
  private final Feeder feeder;

  /** Runs what may feed the loop; null where nothing does. */
  private final Kernel feeding;

  private Session session;
  private Session test;

  private LoopArrays arrays;
  private int turn;

  /**
   * A run.
   *
   * @param idle arrays that nobody else uses, of whatever size; null where there are none
   * @param feeder what makes one of the sequences; null where all are there
   * @param feeding what that runs, for as long as the arrays last
   */
  LoopRun(
      Loop op,
      Optional<BodyProgram> body,
      Optional<BodyProgram> condition,
      List<DType> inputTypes,
      int[][] dims,
      Object[] buffers,
      LoopArrays idle,
      Feeder feeder,
      Kernel feeding) {
    this.op = op;
    this.body = body;
    this.condition = condition;
    this.inputTypes = inputTypes;
    this.dims = dims;
    this.buffers = buffers;
    this.arrays = idle;
    this.feeder = feeder;
    this.feeding = feeding;
    this.sequences = op.sequences();
    this.carried = op.carried();
    this.bodyInputs = op.body().inputs().size();
    this.firstOutput = inputTypes.size();
    this.state = Arrays.copyOfRange(buffers, sequences, sequences + carried);
  }

  /** Takes the steps of a range, or as many of them as the condition says. */
  void run(int from, int to) {
    int taken = 0;
    while (condition.isPresent() ? goesOn(taken, to) : taken < to - from) {
      step(op.reverse() ? to - 1 - taken : from + taken);
      taken++;
    }
    int first = op.reverse() ? to - taken : from;
    finish(first, first + taken, taken);
  }

  private boolean goesOn(int taken, int room) {
    try {
      if (test == null) {
        test = condition.orElseThrow().open(Arrays.copyOfRange(dims, sequences, bodyInputs));
        for (int i = sequences + carried; i < bodyInputs; i++) {
          test.feed(i - sequences, buffers[i]);
        }
        test.writeTo(test.newResults());
      }
      for (int i = 0; i < carried; i++) {
        test.feed(i, state[i]);
      }
      test.run();
    } catch (IllegalArgumentException complaint) {
      throw in("the condition of step " + taken, complaint);
    }
    boolean holds = ((boolean[]) test.output(0))[0];
    if (holds && taken == room) {
      throw new IllegalArgumentException(
          "the condition still holds after " + room + " steps, the most that the loop may take");
    }
    return holds;
  }

  private static IllegalArgumentException in(String where, IllegalArgumentException complaint) {
    return new IllegalArgumentException(where + ": " + complaint.getMessage(), complaint);
  }

  private void step(int row) {
    if (body.isEmpty()) {
      return;
    }
    try {
      if (session == null) {
        open();
      }
      for (int i = 0; i < sequences; i++) {
        if (arrays.elements[i] != null && feeder != null && i == feeder.sequence()) {
          feeder.make(row, arrays.elements[i]);
        } else if (arrays.elements[i] != null) {
          int size = Frame.elements(dims[i]) / dims[i][0];
          System.arraycopy(buffers[i], row * size, arrays.elements[i], 0, size);
        }
      }
      for (int i = 0; i < carried; i++) {
        session.feed(sequences + i, state[i]);
      }
      session.writeTo(arrays.results[turn]);
      session.run();
      store(row);
    } catch (IllegalArgumentException complaint) {
      throw in("step " + row, complaint);
    }
  }

  private void open() {
    int[][] inputs = Arrays.copyOf(dims, bodyInputs);
    for (int i = 0; i < sequences; i++) {
      inputs[i] = Arrays.copyOfRange(dims[i], 1, dims[i].length);
    }
    session = body.orElseThrow().open(inputs);
    requireShapes(inputs);
    if (arrays == null || !arrays.isFor(session)) {
      arrays = new LoopArrays(session, sequences, carried, feeding);
    }
    for (int i = 0; i < sequences; i++) {
      if (session.reads(i)) {
        if (arrays.elements[i] == null) {
          arrays.elements[i] = Workspace.allocate(inputTypes.get(i), Frame.elements(inputs[i]));
        }
        session.feed(i, arrays.elements[i]);
      }
    }
    for (int i = sequences + carried; i < bodyInputs; i++) {
      session.feed(i, buffers[i]);
      session.hold(i);
    }
  }

  private void requireShapes(int[][] inputs) {
    for (int i = 0; i < op.body().outputs().size(); i++) {
      int[] found = session.dims(i);
      int[] output = dims[firstOutput + i];
      boolean isState = i < carried;
      int[] expected =
          isState ? inputs[sequences + i] : Arrays.copyOfRange(output, 1, output.length);
      if (!Arrays.equals(found, expected)) {
        throw new IllegalArgumentException(
            isState
                ? "carried value " + i + " was of shape " + Arrays.toString(expected)
                    + " before it and is of shape " + Arrays.toString(found) + " after"
                : "what it gives out as value " + (i - carried) + " is of shape "
                    + Arrays.toString(found) + ", which does not fit");
      }
    }
  }

  private void store(int row) {
    for (int i = 0; i < op.given(); i++) {
      int size = Frame.elements(session.dims(carried + i));
      System.arraycopy(
          session.output(carried + i), 0, buffers[firstOutput + carried + i], row * size, size);
    }
    for (int i = 0; i < carried; i++) {
      state[i] = session.isFresh(i) ? session.output(i) : copy(i);
    }
    turn = 1 - turn;
  }

  private Object copy(int index) {
    int size = Frame.elements(dims[sequences + index]);
    Object[] copies = arrays.copies[turn];
    if (copies[index] == null) {
      copies[index] = Workspace.allocate(inputTypes.get(sequences + index), size);
    }
    System.arraycopy(session.output(index), 0, copies[index], 0, size);
    return copies[index];
  }

  /**
   * The arrays that it has used, which it needs no more when it has run; null where there are none.
   */
  LoopArrays arrays() {
    return arrays;
  }

  private void finish(int from, int to, int taken) {
    for (int i = 0; i < carried; i++) {
      int size = Frame.elements(dims[sequences + i]);
      System.arraycopy(state[i], 0, buffers[firstOutput + i], 0, size);
    }
    for (int i = 0; i < op.given(); i++) {
      int[] output = dims[firstOutput + carried + i];
      int size = output[0] == 0 ? 0 : Frame.elements(output) / output[0];
      clear(buffers[firstOutput + carried + i], 0, from * size);
      clear(buffers[firstOutput + carried + i], to * size, output[0] * size);
    }
    if (condition.isPresent()) {
      ((long[]) buffers[firstOutput + carried + op.given()])[0] = taken;
      condition.ifPresent(program -> program.close(test));
    }
    if (feeder != null) {
      feeder.end();
    }
    if (session != null) {
      body.orElseThrow().close(session);
    }
  }

  private static void clear(Object array, int from, int to) {
    if (array instanceof double[] doubles) {
      Arrays.fill(doubles, from, to, 0);
    } else if (array instanceof float[] floats) {
      Arrays.fill(floats, from, to, 0);
    } else if (array instanceof long[] longs) {
      Arrays.fill(longs, from, to, 0);
    } else if (array instanceof int[] ints) {
      Arrays.fill(ints, from, to, 0);
    } else {
      Arrays.fill((boolean[]) array, from, to, false);
    }
  }
}
