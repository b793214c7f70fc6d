package io.opwalk.examples.benchmarks.engine;

import io.opwalk.examples.benchmarks.workload.Problem;

/** Computes problems. Has a constructor without arguments, by which the runner makes it. */
public interface Engine {
  /**
   * Gets a problem ready: model built, weights loaded, whatever a user pays once.
   *
   * @throws UnsupportedOperationException where the engine cannot compute it; the message says why
   */
  Session open(Problem problem, Setting setting);
}
