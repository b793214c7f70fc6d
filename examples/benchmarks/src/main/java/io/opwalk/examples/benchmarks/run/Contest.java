package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Measurement;
import io.opwalk.examples.benchmarks.run.EngineProcess.RefusedException;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Engines that take turns at one workload. */
final class Contest implements AutoCloseable {
  private static final long REST_MILLIS = 20;

  /** A turn that takes this share of the time of another one is faster, and not by chance. */
  private static final double FASTER = 0.97;

  /**
   * After so many turns in a row that are not faster, an engine is warm: a compiler that has a long
   * call's loops to do, and no processor of its own, may take three seconds for the next of them.
   */
  private static final int STEADY_TURNS = 4;

  private final WorkloadSet set;
  private final Workload workload;
  private final Precision precision;
  private final int threads;
  private final PrintStream out;
  private final List<EngineProcess> processes = new ArrayList<>();
  private int mismatches;

  Contest(WorkloadSet set, Workload workload, Precision precision, int threads, PrintStream out) {
    this.set = set;
    this.workload = workload;
    this.precision = precision;
    this.threads = threads;
    this.out = out;
  }

  /** How many engines computed something else than we did, or failed. */
  int mismatches() {
    return mismatches;
  }

  /** Measures all engines that can compute the workload and agree with ours. */
  Measurement run(List<EngineKind> kinds, Installation installation, Budget budget, Path log) {
    List<Digest> ours = new ArrayList<>();
    for (EngineKind kind : kinds) {
      if (isWanted(kind) && installation.has(kind)) {
        processes.add(EngineProcess.start(kind, installation, log));
      }
    }
    for (EngineProcess process : List.copyOf(processes)) {
      enter(process, ours);
    }
    for (EngineProcess process : List.copyOf(processes)) {
      warm(process, budget);
    }
    Map<EngineProcess, List<Meter.Reading>> readings = new LinkedHashMap<>();
    for (int round = 0; round < budget.rounds(); round++) {
      for (EngineProcess process : List.copyOf(processes)) {
        turn(process, budget.turnMillis())
            .forEach(
                r -> readings.computeIfAbsent(process, p -> new ArrayList<>()).add(r));
      }
    }
    List<Measurement.Figure> figures = new ArrayList<>();
    readings.forEach((process, list) -> {
      if (processes.contains(process)) {
        double nanos =
            Meter.median(list.stream().mapToDouble(Meter.Reading::nanos).toArray());
        long bytes = list.get(list.size() - 1).bytes();
        figures.add(new Measurement.Figure(
            process.kind().name(), nanos, bytes, process.peakMemory(), liveHeap(process)));
      }
    });
    return new Measurement(workload.name(), precision, threads, figures);
  }

  private boolean isWanted(EngineKind kind) {
    return kind.isAlwaysMeasured() || workload.engines().contains(kind.name());
  }

  /** Opens the workload, and compares the results with ours, which come first. */
  private void enter(EngineProcess process, List<Digest> ours) {
    try {
      process.open(set, workload, precision, threads);
      if (process.kind().isLimit()) {
        return;
      }
      Digest results = process.results();
      if (ours.isEmpty()) {
        ours.add(results);
      }
      double tolerance = workload.problem().tolerance(precision);
      ours.get(0).differenceTo(results, tolerance).ifPresent(difference -> {
        leave(process, "MISMATCH", difference);
        mismatches++;
      });
    } catch (RefusedException refusal) {
      refused(process, refusal);
    }
  }

  /** Has an engine compute; one that is compiled late for as long as that makes it faster. */
  private void warm(EngineProcess process, Budget budget) {
    try {
      long millis = budget.warmMillis(process.kind());
      double fastest = process.run(millis).nanos();
      int same = process.kind().isCompiledLate() ? 0 : STEADY_TURNS;
      for (int turn = 1; turn < budget.warmTurns() && same < STEADY_TURNS; turn++) {
        double now = process.run(millis).nanos();
        same = now > FASTER * fastest ? same + 1 : 0;
        fastest = Math.min(fastest, now);
      }
      process.settle();
    } catch (RefusedException refusal) {
      refused(process, refusal);
    }
  }

  private List<Meter.Reading> turn(EngineProcess process, long millis) {
    try {
      Meter.Reading reading = process.run(millis);
      // Threads of some engines spin for a while before they sleep.
      Thread.sleep(REST_MILLIS);
      return List.of(reading);
    } catch (RefusedException refusal) {
      refused(process, refusal);
      return List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static OptionalLong liveHeap(EngineProcess process) {
    try {
      return process.kind().isAlwaysMeasured()
          ? OptionalLong.of(process.liveHeap())
          : OptionalLong.empty();
    } catch (RefusedException ended) {
      return OptionalLong.empty();
    }
  }

  private void refused(EngineProcess process, RefusedException refusal) {
    boolean cannot = refusal.getMessage().startsWith("cannot");
    if (!cannot) {
      mismatches++;
    }
    leave(process, cannot ? "SKIP" : "FAILED", refusal.getMessage().replaceFirst("\\w+ ", ""));
  }

  private void leave(EngineProcess process, String word, String reason) {
    out.printf(
        "%s %s %s threads=%d %s: %s%n",
        word, workload.name(), precision, threads, process.kind().name(), reason);
    processes.remove(process);
    process.close();
  }

  @Override
  public void close() {
    processes.forEach(EngineProcess::close);
  }
}
