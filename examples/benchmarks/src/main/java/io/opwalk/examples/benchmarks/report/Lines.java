package io.opwalk.examples.benchmarks.report;

import io.opwalk.examples.benchmarks.report.Measurement.Figure;
import io.opwalk.examples.benchmarks.workload.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line per peer. */
public final class Lines {
  /** Says what the numbers are. */
  public static final String HEADER =
      "# medians, in microseconds per call, from Java arrays to Java arrays;"
          + " speedup = peer / ours";

  /** Says what the numbers of {@link #cold} are. */
  public static final String COLD_HEADER =
      "# medians over fresh JVMs, in microseconds per call; ratio = with the vector module /"
          + " without; cpu-ratio = the same of the calling thread's time on a processor";

  private static final double NANOS_PER_MICRO = 1000;

  private Lines() {}

  /** The lines of a measurement; none where ours is missing. */
  public static List<String> of(Measurement measurement) {
    List<String> lines = new ArrayList<>();
    measurement.ours().ifPresent(ours -> {
      for (Figure peer : measurement.peers()) {
        lines.add(String.format(
            Locale.ROOT,
            "RATIO %s %s threads=%d ours=%s peer=%s:%s speedup=%.2f",
            measurement.workload(),
            measurement.precision(),
            measurement.threads(),
            micros(ours),
            peer.engine(),
            micros(peer),
            peer.nanos() / ours.nanos()));
      }
      lines.add(memory(measurement));
    });
    return lines;
  }

  /** How calls of a fresh JVM compare with the vector module and without it, in nanoseconds. */
  public static String cold(String workload, Precision precision, double with, double without) {
    return String.format(
        Locale.ROOT,
        "COLD %s %s with=%s without=%s ratio=%.2f",
        workload,
        precision,
        Amounts.digits(with / NANOS_PER_MICRO),
        Amounts.digits(without / NANOS_PER_MICRO),
        with / without);
  }

  private static String memory(Measurement measurement) {
    StringBuilder line = new StringBuilder(String.format(
        Locale.ROOT,
        "MEMORY %s %s threads=%d",
        measurement.workload(),
        measurement.precision(),
        measurement.threads()));
    for (Figure figure : measurement.figures()) {
      line.append(String.format(
          Locale.ROOT, " %s=%s", figure.engine(), Amounts.megabytes(figure.peakBytes())));
    }
    measurement
        .ours()
        .ifPresent(ours -> line.append(" (peak resident MB), ours allocates ")
            .append(ours.bytesPerCall())
            .append(" bytes per call, live heap ")
            .append(Amounts.megabytes(ours.liveBytes()))
            .append(" MB"));
    return line.toString();
  }

  private static String micros(Figure figure) {
    return Amounts.digits(figure.nanos() / NANOS_PER_MICRO);
  }
}
