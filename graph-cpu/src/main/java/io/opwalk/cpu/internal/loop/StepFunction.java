package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step of a program runs: loops that become code, a product or a convolution that is run in
 * blocks, a routine that is code already, or bodies that become programs of their own.
 */
public sealed interface StepFunction
    permits Bodies, InBlocks, LoopFunction, Routine, WinogradGradient {
  /**
   * A parameter that is a flat array.
   *
   * @param dtype what it holds
   * @param written whether it is written; before that it is not read, so that it may be the same
   *     array as an input that is read only at the very index that the same iteration writes later
   */
  record Buffer(DType dtype, boolean written) {}

  /** The flat arrays that it takes. */
  List<Buffer> buffers();

  /**
   * How much there is to do for some sizes, in units of one addition of numbers that are at hand.
   * An estimate: it decides into how many parts a step is split, and whether at all.
   */
  double work(int[] sizes);

  /**
   * Whether parts of it do again what a run of the whole does once, so that one thread had best run
   * it as a whole.
   *
   * @param part the sizes of one of its parts
   */
  default boolean repeatsInParts(int[] part) {
    return false;
  }

  /** How many elements arrays of these types have in all, whose dims are the first of the sizes. */
  static double elements(List<TensorType> types, int[] sizes) {
    double sum = 0;
    int at = 0;
    for (TensorType type : types) {
      double elements = 1;
      for (int axis = 0; axis < type.rank(); axis++) {
        elements *= sizes[at++];
      }
      sum += elements;
    }
    return sum;
  }

  /** The positions of the buffers that are written, in order. */
  default List<Integer> written() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < buffers().size(); i++) {
      if (buffers().get(i).written()) {
        positions.add(i);
      }
    }
    return positions;
  }
}
