package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.report.Chart;
import io.opwalk.examples.benchmarks.report.Measurement;
import io.opwalk.examples.benchmarks.report.Page;
import io.opwalk.examples.benchmarks.report.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what was measured, as tables and charts. */
final class Report {
  private final List<Measurement> measurements;
  private final List<EngineKind> kinds;
  private final Installation installation;

  Report(List<Measurement> measurements, List<EngineKind> kinds, Installation installation) {
    this.measurements = measurements;
    this.kinds = kinds;
    this.installation = installation;
  }

  /** Into a directory, and into a page and the directory {@code images} beside it, if wanted. */
  void write(Path results, Optional<Path> docs) throws IOException {
    Map<String, String> titles = new LinkedHashMap<>();
    kinds.forEach(kind -> titles.put(kind.name(), kind.title()));
    String tables = new Tables(measurements, titles).markdown();
    String text = Machine.describe() + "\n\n" + charts(results, "") + tables + "\n### To ship\n\n"
        + Shipping.table(kinds, installation);
    Files.writeString(results.resolve("results.md"), text);
    if (docs.isPresent()) {
      Path images = Files.createDirectories(docs.get().resolveSibling("images"));
      Page.update(docs.get(), text.replace(charts(results, ""), charts(images, "images/")));
    }
  }

  /** Draws the charts; the Markdown that shows them. */
  private String charts(Path directory, String prefix) throws IOException {
    StringBuilder text = new StringBuilder();
    List<Integer> threads =
        measurements.stream().map(Measurement::threads).distinct().toList();
    for (int count : threads) {
      String file = "speedups-" + count + ".png";
      if (Chart.write(measurements, count, directory.resolve(file))) {
        text.append(String.format("![Speedups, threads: %d](%s%s)%n%n", count, prefix, file));
      }
    }
    return text.toString();
  }
}
