package io.opwalk.rewrite;

/** What a rewrite does to the bits of the result. */
public enum Safety {
  /** The same bits, for NaN, infinities and -0.0 too; of a NaN's payload nothing is promised. */
  EXACT,
  /** As near the true value or nearer, wherever the left side has one; exact infinities count. */
  STABILISES,
  /** Other roundings, of the same order: {@code (a + b) + c} as {@code a + (b + c)}. */
  REASSOCIATES,
  /** Right for finite values only: {@code x * 0} as {@code 0}. */
  ASSUMES_FINITE
}
