package io.opwalk.nn.saving.graph;

import io.opwalk.Tensor;

/** The parameters of a graph, whose values are kept beside it. */
public interface ParameterTable {
  /** The number of a parameter, which is the same whenever it is asked for. */
  int numberOf(Tensor parameter);

  /**
   * The parameter of the given number, the same tensor whenever it is asked for.
   *
   * @throws IllegalArgumentException where there is none
   */
  Tensor parameter(int number);
}
