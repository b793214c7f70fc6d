package io.opwalk.ops.scalar;

import java.util.List;

/**
 * Where the derivatives of functions of one kind are. A function asks for its own when it is first
 * differentiated: a model that is only run need not make those of functions it does not even use.
 */
interface DerivativeTable {
  /**
   * The derivatives of a function, one for each argument.
   *
   * @throws IllegalArgumentException where the table has no function of that name
   */
  List<Derivative> of(String function);
}
