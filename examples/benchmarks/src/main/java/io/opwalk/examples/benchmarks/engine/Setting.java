package io.opwalk.examples.benchmarks.engine;

import io.opwalk.examples.benchmarks.workload.Precision;

/**
 * How a problem is to be computed.
 *
 * @param precision in which type
 * @param threads by how many threads one call may be computed
 */
public record Setting(Precision precision, int threads) {
  /** Checks the number of threads. */
  public Setting {
    if (threads < 1) {
      throw new IllegalArgumentException("expected 1 thread or more, found " + threads);
    }
  }
}
