package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.workload.Workload;
import io.opwalk.examples.benchmarks.workload.Workloads;
import java.util.List;
import java.util.Locale;

/** Of which sizes the workloads are. */
enum WorkloadSet {
  /** What is measured. */
  FULL(Workloads.all()),
  /** For tests: each kind once, with nothing to compute. */
  TINY(Workloads.tiny());

  private final List<Workload> workloads;

  WorkloadSet(List<Workload> workloads) {
    this.workloads = workloads;
  }

  static WorkloadSet of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  List<Workload> workloads() {
    return workloads;
  }

  Workload find(String name) {
    return workloads.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no workload " + name));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
