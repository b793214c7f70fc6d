package io.opwalk.examples.benchmarks.report;

import io.opwalk.examples.benchmarks.report.Measurement.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Measurements as tables in Markdown. */
public final class Tables {
  private final List<Measurement> measurements;
  private final Map<String, String> titles;
  private final List<String> engines;

  /**
   * Tables.
   *
   * @param measurements what was measured
   * @param titles the engines' titles by their names, in the order of the columns
   */
  public Tables(List<Measurement> measurements, Map<String, String> titles) {
    this.measurements = List.copyOf(measurements);
    this.titles = titles;
    this.engines = titles.keySet().stream()
        .filter(engine -> measurements.stream().anyMatch(m -> m.of(engine).isPresent()))
        .toList();
  }

  /** All of them, under headings of level 3. */
  public String markdown() {
    return "### Times\n\n"
        + times()
        + "\n### Two threads over one\n\n"
        + scaling()
        + "\n### Memory\n\n"
        + memory();
  }

  /** What a call takes, and behind the others' times how many of ours they are. */
  String times() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("workload", "dtype", "threads"));
    engines.forEach(engine -> head.add(titles.get(engine)));
    head.add("best runtime / ours");
    rows.add(head);
    for (Measurement measurement : measurements) {
      List<String> row = key(measurement);
      for (String engine : engines) {
        row.add(measurement.of(engine).map(figure -> time(measurement, figure)).orElse(""));
      }
      row.add(Speedups.best(measurement).map(Tables::times).orElse(""));
      rows.add(row);
    }
    return table(rows);
  }

  private static String time(Measurement measurement, Figure figure) {
    String time = Amounts.time(figure.nanos());
    if (figure.engine().equals(Measurement.OURS)) {
      return "**" + time + "**";
    }
    return measurement
        .ours()
        .map(ours -> time + " (" + times(figure.nanos() / ours.nanos()) + ")")
        .orElse(time);
  }

  /** What is gained by a second thread. */
  String scaling() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("workload", "dtype", "Opwalk", "best runtime"));
    for (Measurement one : measurements) {
      find(one, 2).filter(two -> one.threads() == 1).ifPresent(two -> {
        Optional<String> ours =
            one.ours().flatMap(a -> two.ours().map(b -> times(a.nanos() / b.nanos())));
        Optional<String> peers =
            Speedups.bestNanos(one).flatMap(a -> Speedups.bestNanos(two).map(b -> times(a / b)));
        rows.add(
            List.of(one.workload(), one.precision().toString(), ours.orElse(""), peers.orElse("")));
      });
    }
    return rows.size() == 1 ? "Not measured.\n" : table(rows);
  }

  private Optional<Measurement> find(Measurement like, int threads) {
    return measurements.stream()
        .filter(m -> m.workload().equals(like.workload())
            && m.precision() == like.precision()
            && m.threads() == threads)
        .findFirst();
  }

  /** The peak of the resident memory, and what is live on our heap, in megabytes. */
  String memory() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("workload", "dtype", "threads"));
    engines.forEach(engine -> head.add(titles.get(engine) + ", MB"));
    head.add("Opwalk, live heap, MB");
    head.add("Opwalk, heap bytes per call");
    rows.add(head);
    for (Measurement measurement : measurements) {
      List<String> row = key(measurement);
      for (String engine : engines) {
        row.add(
            measurement.of(engine).map(f -> Amounts.megabytes(f.peakBytes())).orElse(""));
      }
      row.add(measurement.ours().map(f -> Amounts.megabytes(f.liveBytes())).orElse(""));
      row.add(measurement.ours().map(f -> Long.toString(f.bytesPerCall())).orElse(""));
      rows.add(row);
    }
    return table(rows);
  }

  private static List<String> key(Measurement measurement) {
    return new ArrayList<>(List.of(
        measurement.workload(),
        measurement.precision().toString(),
        Integer.toString(measurement.threads())));
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  private static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|").append("---|".repeat(rows.get(0).size())).append("\n");
      }
    }
    return text.toString();
  }
}
