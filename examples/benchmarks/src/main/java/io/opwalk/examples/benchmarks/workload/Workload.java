package io.opwalk.examples.benchmarks.workload;

import java.util.List;

/**
 * Something to measure.
 *
 * @param family what the command line asks for, such as {@code W4}
 * @param name the family and which of it, such as {@code W4-n512}
 * @param problem what is computed
 * @param callers how many threads call at once; a time is then that of all calls over their number
 * @param engines who is measured besides us
 */
public record Workload(
    String family, String name, Problem problem, int callers, List<String> engines) {
  /** Checks the number of callers. */
  public Workload {
    engines = List.copyOf(engines);
    if (callers < 1) {
      throw new IllegalArgumentException("a workload has 1 caller or more, found " + callers);
    }
  }
}
