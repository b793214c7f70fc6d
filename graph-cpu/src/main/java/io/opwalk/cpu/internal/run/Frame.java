package io.opwalk.cpu.internal.run;

import io.opwalk.TensorType;
import io.opwalk.cpu.internal.loop.Bodies;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How the sizes of a step that runs bodies are to be read.
 *
 * @param inputs how many inputs it has
 * @param ranks the ranks of the inputs, then of the outputs
 */
record Frame(int inputs, int[] ranks) {
  static Frame of(Bodies bodies) {
    int[] ranks = Stream.concat(bodies.inputs().stream(), bodies.outputs().stream())
        .mapToInt(TensorType::rank)
        .toArray();
    return new Frame(bodies.inputs().size(), ranks);
  }

  /** How many outputs it has. */
  int outputs() {
    return ranks.length - inputs;
  }

  /** The dims of the inputs, then of the outputs. */
  int[][] dims(int[] sizes) {
    int[][] dims = new int[ranks.length][];
    int at = 0;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Arrays.copyOfRange(sizes, at, at + ranks[i]);
      at += ranks[i];
    }
    return dims;
  }

  static int elements(int[] dims) {
    int elements = 1;
    for (int dim : dims) {
      elements *= dim;
    }
    return elements;
  }
}
