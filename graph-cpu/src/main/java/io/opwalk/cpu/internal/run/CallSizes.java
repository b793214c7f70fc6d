package io.opwalk.cpu.internal.run;

import io.opwalk.NDArray;

/**
 * Every size a program needs, for one set of fed shapes: worked out once, and shared by all calls
 * that feed the same shapes. Immutable.
 */
final class CallSizes {
  /** The fed dims by input; null where the input is not fed. */
  private final int[][] fed;

  private final Stage[] stages;

  private final int[] slots;
  private final int[] results;
  private final int[][] outputs;

  CallSizes(int[][] fed, Stage[] stages, int[] slots, int[] results, int[][] outputs) {
    this.fed = fed;
    this.stages = stages;
    this.slots = slots;
    this.results = results;
    this.outputs = outputs;
  }

  /** The dims of each value; null stays null. */
  static int[][] dimsOf(NDArray[] values) {
    int[][] dims = new int[values.length][];
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        dims[i] = new int[values[i].rank()];
        for (int axis = 0; axis < dims[i].length; axis++) {
          dims[i][axis] = values[i].dim(axis);
        }
      }
    }
    return dims;
  }

  /** Whether the same inputs are fed, in the same shapes. */
  boolean isFor(NDArray[] values) {
    for (int i = 0; i < values.length; i++) {
      NDArray value = values[i];
      if ((value == null) != (fed[i] == null) || (value != null && !hasDims(value, fed[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the array has exactly these dims; the rank is known to agree. */
  static boolean hasDims(NDArray value, int[] dims) {
    for (int axis = 0; axis < dims.length; axis++) {
      if (value.dim(axis) != dims[axis]) {
        return false;
      }
    }
    return true;
  }

  /** What runs, one stage after the other; never written. */
  Stage[] stages() {
    return stages;
  }

  /** How many elements a slot must hold. */
  int slot(int index) {
    return slots[index];
  }

  /** How many elements a result has. */
  int result(int index) {
    return results[index];
  }

  /** The dims of an output. */
  int[] output(int index) {
    return outputs[index];
  }
}
