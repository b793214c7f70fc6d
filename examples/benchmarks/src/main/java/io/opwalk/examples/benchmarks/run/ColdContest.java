package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Lines;
import io.opwalk.examples.benchmarks.workload.Precision;
import io.opwalk.examples.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fresh JVMs with the vector module and without it, in alternation: whether a call that comes
 * before code is warm is slower where vector code can be made.
 */
final class ColdContest {
  private final Installation installation;
  private final WorkloadSet set;
  private final Budget budget;
  private final Path log;
  private final PrintStream out;

  ColdContest(
      Installation installation, WorkloadSet set, Budget budget, Path log, PrintStream out) {
    this.installation = installation;
    this.set = set;
    this.budget = budget;
    this.log = log;
    this.out = out;
  }

  /** Consecutive calls, by the numbers of the first and the last. */
  private record Band(long from, long to) implements Comparable<Band> {
    @Override
    public int compareTo(Band other) {
      return Long.compare(from, other.from);
    }

    @Override
    public String toString() {
      return from == to ? "call=" + from : "calls=" + from + "-" + to;
    }
  }

  /** The figures of the JVMs so far: a call's time, and that on a processor. */
  private static final class Figures {
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> onProcessor = new ArrayList<>();

    double time() {
      return median(nanos);
    }

    double timeOnProcessor() {
      return median(onProcessor);
    }

    private static double median(List<Double> values) {
      return Meter.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Measures one workload, and prints a line for each band that both got through. */
  void run(Workload workload, Precision precision) {
    EngineKind ours = EngineKind.of(EngineKind.OURS);
    EngineKind scalar = EngineKind.of(EngineKind.OURS_SCALAR);
    Map<Band, Figures> with = new TreeMap<>();
    Map<Band, Figures> without = new TreeMap<>();
    for (int round = 0; round < budget.rounds(); round++) {
      start(ours, workload, precision, with);
      start(scalar, workload, precision, without);
    }
    with.forEach((band, figures) -> {
      Figures plain = without.get(band);
      if (plain != null) {
        double onProcessor = figures.timeOnProcessor() / plain.timeOnProcessor();
        out.println(Lines.cold(workload.name(), precision, figures.time(), plain.time())
            + String.format(Locale.ROOT, " cpu-ratio=%.2f %s", onProcessor, band));
      }
    });
  }

  private void start(
      EngineKind kind, Workload workload, Precision precision, Map<Band, Figures> figures) {
    List<String> command = installation.java(
        kind,
        ColdCalls.class.getName(),
        kind.main(),
        set.toString(),
        workload.name(),
        precision.toString(),
        Long.toString(budget.warmMillis()));
    try {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      process.getOutputStream().close();
      try (BufferedReader output = new BufferedReader(
          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line;
        while ((line = output.readLine()) != null) {
          String[] words = line.split(" ");
          if (words[0].equals(ColdCalls.BAND)) {
            Band band = new Band(Long.parseLong(words[1]), Long.parseLong(words[2]));
            Figures found = figures.computeIfAbsent(band, b -> new Figures());
            found.nanos.add(Double.valueOf(words[3]));
            found.onProcessor.add(Double.valueOf(words[4]));
          }
        }
      }
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(
            kind.name() + " ended with exit code " + exitCode + ", see " + log);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
