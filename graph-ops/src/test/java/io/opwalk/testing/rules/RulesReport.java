package io.opwalk.testing.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/rules-report.tsv} when a module's tests have run: a line per rule and phase
 * with the times it fired, and a line with 0 for each rule that never did.
 */
public final class RulesReport implements TestExecutionListener {
  private static final Path TARGET = Path.of("target");

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (Files.isDirectory(TARGET)) {
      try {
        Files.write(TARGET.resolve("rules-report.tsv"), lines());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The report as of now. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>(List.of("rule\tsafety\tphase\ttimes fired"));
    for (Rule rule : Rules.all()) {
      Map<String, Long> counts = RuleCounts.of(rule.name());
      counts.forEach((phase, count) -> lines.add(line(rule, phase, count)));
      if (counts.isEmpty()) {
        lines.add(line(rule, "never", 0));
      }
    }
    return lines;
  }

  private static String line(Rule rule, String phase, long count) {
    return rule.name() + "\t" + rule.safety() + "\t" + phase + "\t" + count;
  }
}
