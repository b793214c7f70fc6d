package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterView;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.List;

/**
 * The arrays of one call, by place: mutable, and used by one thread at a time. Between calls it
 * keeps its slots, whose contents mean nothing, and nothing that a caller gave or got.
 */
final class Workspace {
  private final Object[] arrays;
  private final Step[] steps;
  private final Wiring wiring;

  /** The arrays of each step, which are those of its places. */
  private final Object[][] arguments;

  private final ParameterView parameters;
  private final Team team;
  private final SoftReference<Workspace> reference = new SoftReference<>(this);

  /** The sizes that the slots are known to suffice for. */
  private CallSizes prepared;

  /** The step that runs, or ran last. */
  private int at;

  /** With these arrays to start from, null where there is none yet. */
  Workspace(
      Object[] initial, Step[] steps, Wiring wiring, List<ParameterSlot> slots, Helpers helpers) {
    this.arrays = new Object[initial.length];
    this.steps = steps;
    this.wiring = wiring;
    this.arguments = wiring.arguments();
    this.parameters = new ParameterView(slots);
    this.team = helpers.most() == 0 ? null : new Team(helpers);
    for (int place = 0; place < initial.length; place++) {
      set(place, initial[place]);
    }
  }

  /** How an idle workspace is held: it gives way before memory runs out. */
  SoftReference<Workspace> reference() {
    return reference;
  }

  Object get(int place) {
    return arrays[place];
  }

  void set(int place, Object array) {
    arrays[place] = array;
    wiring.set(arguments, place, array);
  }

  boolean isPreparedFor(CallSizes sizes) {
    return prepared == sizes;
  }

  void prepared(CallSizes sizes) {
    prepared = sizes;
  }

  /** The values of the parameters, as this workspace has seen them. */
  ParameterView parameters() {
    return parameters;
  }

  /** Makes sure that the array at a place has at least so many elements. */
  void reserve(int place, DType dtype, int elements) {
    if (arrays[place] == null || Array.getLength(arrays[place]) < elements) {
      set(place, null);
      set(place, allocate(dtype, elements));
    }
  }

  /** Forgets the arrays of some places, and the values of parameters. */
  void clear(int from, int to) {
    for (int place = from; place < to; place++) {
      set(place, null);
    }
    parameters.forget();
  }

  /** Runs the steps in order; where one fails, {@link #at} says which. */
  void run(CallSizes sizes) {
    for (int i = 0; i < steps.length; i++) {
      at = i;
      Step step = steps[i];
      int[][] parts = sizes.parts(i);
      if (parts.length == 1) {
        step.kernel().run(arguments[i], parts[0], step.scalars());
      } else {
        runParts(step, arguments[i], parts);
      }
    }
  }

  private void runParts(Step step, Object[] itsArguments, int[][] parts) {
    if (team != null) {
      team.run(step, itsArguments, parts);
      return;
    }
    for (int[] part : parts) {
      step.kernel().run(itsArguments, part, step.scalars());
    }
  }

  /** The step that failed. */
  int at() {
    return at;
  }

  static Object allocate(DType dtype, int elements) {
    return switch (dtype) {
      case FLOAT64 -> new double[elements];
      case FLOAT32 -> new float[elements];
      case INT64 -> new long[elements];
      case INT32 -> new int[elements];
      case BOOL -> new boolean[elements];
    };
  }
}
