package io.opwalk.rewrite;

import io.opwalk.ir.IrValue;

/** The right side of a rule. */
@FunctionalInterface
public interface Replacement {
  /**
   * Builds what takes the matched value's place, from its parts and with {@link Match#apply}.
   *
   * @return the replacement; where its type is not exactly that of {@link Match#root()}, the rule
   *     does not fire
   */
  IrValue build(Match match);
}
