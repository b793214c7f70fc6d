package io.opwalk.examples.benchmarks.report;

import io.opwalk.examples.benchmarks.report.Measurement.Figure;
import java.util.List;
import java.util.Optional;

/** How much faster we are than the best of the native runtimes. */
final class Speedups {
  private static final List<String> RUNTIMES = List.of("ort", "ort-tuned", "djl", "tf");

  private Speedups() {}

  /** The best runtime's time over ours. */
  static Optional<Double> best(Measurement measurement) {
    return bestNanos(measurement)
        .flatMap(best -> measurement.ours().map(ours -> best / ours.nanos()));
  }

  /** The time of the best runtime. */
  static Optional<Double> bestNanos(Measurement measurement) {
    return measurement.peers().stream()
        .filter(figure -> RUNTIMES.contains(figure.engine()))
        .map(Figure::nanos)
        .min(Double::compare);
  }
}
