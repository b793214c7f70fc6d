package io.opwalk.rewrite;

/**
 * What a rewrite does to the bits of the result. The first two kinds are on unless switched off,
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
