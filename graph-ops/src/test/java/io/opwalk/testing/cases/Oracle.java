package io.opwalk.testing.cases;

import io.opwalk.testing.precise.Precise;

/** What a scalar function is by definition, of numbers that are neither NaN nor infinite. */
@FunctionalInterface
public interface Oracle {
  /** The value: a number, or {@link Precise#special} where it is none. A truth value is 1 or 0. */
  Precise at(Precise... args);
}
