package io.opwalk.nn.saving.graph;

import io.opwalk.NDArray;

/** Where the arrays of a graph's constants are kept, beside the graph. */
public interface ArrayTable {
  /**
   * Keeps an array.
   *
   * @return the name to find it by
   */
  String put(NDArray array);

  /**
   * The array of the given name.
   *
   * @throws IllegalArgumentException where there is none
   */
  NDArray get(String name);
}
