package io.opwalk.rewrite;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import java.util.Optional;

/**
 * A value known when the graph is compiled: usually one number throughout, of whatever dtype the
 * expression has. What a constant looks like is known where the ops are.
 *
 * <p>As an operand, such a value matches only where its own size is known or is the result's, so
 * that a rule which leaves it away leaves no check of sizes away with it.
 */
public non-sealed interface LiteralPattern extends Pattern {
  /** Whether the value is one of those meant. */
  boolean matches(IrValue value);

  /**
   * The op, without inputs, of a value of rank 0 that {@link #matches}. Whatever matches is
   * computed from an op of that name.
   *
   * @param dtype the dtype of the expression; a pattern for one dtype only need not heed it
   */
  Op instantiate(DType dtype);

  /** What the value is called in the rule, where the rule speaks of it. */
  default Optional<String> name() {
    return Optional.empty();
  }
}
