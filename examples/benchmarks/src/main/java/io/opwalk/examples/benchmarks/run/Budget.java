package io.opwalk.examples.benchmarks.run;

/**
 * How long is measured.
 *
 * @param warmMillis how long an engine computes before it is measured
 * @param rounds how many turns each engine gets
 * @param turnMillis how long a turn is
 */
record Budget(long warmMillis, int rounds, long turnMillis) {
  /** All workloads in less than 20 minutes. */
  static final Budget NORMAL = new Budget(1200, 5, 200);

  /** For a first look. */
  static final Budget QUICK = new Budget(300, 3, 60);

  /** For tests. */
  static final Budget TINY = new Budget(1, 1, 1);
}
