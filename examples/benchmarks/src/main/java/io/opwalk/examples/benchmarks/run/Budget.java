package io.opwalk.examples.benchmarks.run;

/**
 * How long is measured.
 *
 * @param warmMillis how long an engine computes before it is measured
 * @param warmTurns how often, at most, where it is compiled late and still becomes faster
 * @param nativeWarmMillis the same of an engine that nobody compiles any more
 * @param rounds how many turns each engine gets
 * @param turnMillis how long a turn is
 */
record Budget(long warmMillis, int warmTurns, long nativeWarmMillis, int rounds, long turnMillis) {
  /** All workloads in less than half an hour. */
  static final Budget NORMAL = new Budget(1000, 8, 300, 5, 150);

  /** For a first look. */
  static final Budget QUICK = new Budget(300, 1, 100, 3, 60);

  /** For tests. */
  static final Budget TINY = new Budget(1, 1, 1, 1, 1);

  /** How long an engine computes before it is measured. */
  long warmMillis(EngineKind kind) {
    return kind.isCompiledLate() ? warmMillis : nativeWarmMillis;
  }
}
