package io.opwalk.testing.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/rules-report.tsv} when a module's tests have run: a line per rule and phase
 * with the times it fired, and a line with 0 for each rule that never did.
 *
 * <p>Tests run in several JVMs, each of which writes down its own counts in {@code target/rules}
 * and then adds up all that are there: the last one to do so has seen those of the others.
 */
public final class RulesReport implements TestExecutionListener {
  private static final Path TARGET = Path.of("target");
  private static final String THIS_JVM = System.getProperty("test.fork", "1");

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (Files.isDirectory(TARGET)) {
      try {
        Path counts = Files.createDirectories(TARGET.resolve("rules"));
        write(counts.resolve(THIS_JVM + ".tsv"), counted());
        write(TARGET.resolve("rules-report.tsv"), lines(total(counts)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whole or not at all, since other JVMs may be reading. */
  private static void write(Path file, List<String> lines) throws IOException {
    Path whole = Files.createTempFile(TARGET, "rules", ".tsv");
    Files.write(whole, lines);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What this JVM has counted, a line per rule and phase. */
  static List<String> counted() {
    List<String> lines = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      RuleCounts.of(rule.name())
          .forEach((phase, count) -> lines.add(rule.name() + "\t" + phase + "\t" + count));
    }
    return lines;
  }

  /** What all JVMs have counted, by rule and phase. */
  static Map<String, Map<String, Long>> total(Path counts) throws IOException {
    Map<String, Map<String, Long>> total = new TreeMap<>();
    try (Stream<Path> files = Files.list(counts)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] cells = line.split("\t", -1);
          total
              .computeIfAbsent(cells[0], rule -> new TreeMap<>())
              .merge(cells[1], Long.valueOf(cells[2]), Long::sum);
        }
      }
    }
    return total;
  }

  /** The report of what was counted. */
  static List<String> lines(Map<String, Map<String, Long>> total) {
    List<String> lines = new ArrayList<>(List.of("rule\tsafety\tphase\ttimes fired"));
    for (Rule rule : Rules.all()) {
      total
          .getOrDefault(rule.name(), Map.of("never", 0L))
          .forEach((phase, count) ->
              lines.add(rule.name() + "\t" + rule.safety() + "\t" + phase + "\t" + count));
    }
    return lines;
  }
}
