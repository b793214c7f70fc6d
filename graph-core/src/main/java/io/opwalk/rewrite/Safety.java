package io.opwalk.rewrite;

/**
 * What a rewrite does to the bits of the result. The first three kinds are on unless switched off,
 * the others off unless switched on.
 */
public enum Safety {
  /** The same bits, for NaN, infinities and -0.0 too; of a NaN's payload nothing is promised. */
  EXACT,
  /**
   * As near the true value or nearer for all numbers, NaN for NaN, and what the left side gives for
   * infinities, or its limit there. A function of whole rows may be NaN throughout a row in which
   * the left side is NaN somewhere.
   */
  STABILISES,
  /**
   * For finite numbers within a bound of the true value that the op it puts there states, and that
   * is of the order of the left side's own roundings; where the left side is infinite or NaN, one
   * of these. Others nearby may be infinite or NaN too, and so may they where the op's sums
   * overflow.
   */
  BOUNDED,
  /**
   * Other roundings, and overflow or underflow elsewhere: {@code (a + b) + c} as {@code a + (b +
   * c)}.
   */
  REASSOCIATES,
  /**
   * Right where the left side and all it is computed from are finite, up to roundings as of
   * {@link #REASSOCIATES} and the sign of a zero: {@code x * 0} as {@code 0}.
   */
  ASSUMES_FINITE
}
