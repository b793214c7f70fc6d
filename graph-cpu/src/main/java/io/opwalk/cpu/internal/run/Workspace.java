package io.opwalk.cpu.internal.run;

import io.opwalk.DType;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * The arrays of one call, by place: mutable, and used by one thread at a time. Between calls it
 * keeps its slots, whose contents mean nothing, and nothing that a caller gave or got.
 */
final class Workspace {
  private final Object[] arrays;
  private final Team team;
  private final SoftReference<Workspace> reference = new SoftReference<>(this);

  /** The sizes that the slots are known to suffice for. */
  private CallSizes prepared;

  /** The step that runs, or ran last. */
  private int at;

  /** With these arrays to start from, null where there is none yet. */
  Workspace(Object[] arrays, Helpers helpers) {
    this.arrays = arrays.clone();
    this.team = helpers.most() == 0 ? null : new Team(helpers);
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
  }

  boolean isPreparedFor(CallSizes sizes) {
    return prepared == sizes;
  }

  void prepared(CallSizes sizes) {
    prepared = sizes;
  }

  /** Makes sure that the array at a place has at least so many elements. */
  void reserve(int place, DType dtype, int elements) {
    if (arrays[place] == null || Array.getLength(arrays[place]) < elements) {
      arrays[place] = null;
      arrays[place] = allocate(dtype, elements);
    }
  }

  /** Forgets the arrays of some places. */
  void clear(int from, int to) {
    Arrays.fill(arrays, from, to, null);
  }

  /** Runs steps in order; where one fails, {@link #at} says which. */
  void run(Step[] steps, CallSizes sizes) {
    for (at = 0; at < steps.length; at++) {
      Step step = steps[at];
      Object[] arguments = arguments(step.places());
      int[][] parts = sizes.parts(at);
      if (parts.length > 1 && team != null) {
        team.run(step, arguments, parts);
      } else {
        for (int[] part : parts) {
          step.kernel().run(arguments, part, step.scalars());
        }
      }
    }
  }

  /** The step that failed. */
  int at() {
    return at;
  }

  /** The arguments for a kernel. */
  private Object[] arguments(int[] places) {
    Object[] arguments = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      arguments[i] = arrays[places[i]];
    }
    return arguments;
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
