package io.opwalk.cpu.internal.run;

import io.opwalk.NDArray;

/**
 * Every size a program needs, for one set of fed shapes: worked out once, and shared by all calls
 * that feed the same shapes. Immutable.
 */
final class CallSizes {
  /** The fed dims by input; null where the input is not fed. */
  private final int[][] fed;

  /** By step the arguments of each of its parts. */
  private final int[][][] parts;

  private final int[] slots;
  private final int[] results;
  private final int[][] outputs;

  CallSizes(int[][] fed, int[][][] parts, int[] slots, int[] results, int[][] outputs) {
    this.fed = fed;
    this.parts = parts;
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

  /** The int arguments for each part of a step; one where it is run as a whole. */
  int[][] parts(int step) {
    return parts[step];
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
