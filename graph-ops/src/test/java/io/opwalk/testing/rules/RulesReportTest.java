package io.opwalk.testing.rules;

import static io.opwalk.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.ir.IrBuilder;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.PassListener;
import io.opwalk.ops.Tensors;
import io.opwalk.rewrite.Rule;
import io.opwalk.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesReportTest {
  @Test
  void countsByRuleAndPhase() {
    String rule = Rules.all().get(0).name();
    Tensor x = Tensors.placeholder("x", FLOAT64, 3);
    IrValue value = new IrBuilder().input(x);
    // A phase of this test's own: other tests count in the same run.
    new RuleCounts().ruleFired("a test's phase", rule, value, value);
    new RuleCounts().ruleFired("a test's phase", rule, value, value);
    assertEquals(2, RuleCounts.of(rule).get("a test's phase"));
    List<String> lines = RulesReport.counted();
    assertTrue(lines.contains(rule + "\ta test's phase\t2"), lines::toString);
  }

  @Test
  void addsUpWhatSeveralJvmsCounted(@TempDir Path counts) throws IOException {
    String rule = Rules.all().get(0).name();
    Files.writeString(counts.resolve("1.tsv"), rule + "\tone\t2\n" + rule + "\tother\t5\n");
    Files.writeString(counts.resolve("2.tsv"), rule + "\tone\t3\n");
    List<String> lines = RulesReport.lines(RulesReport.total(counts));
    assertTrue(lines.contains(rule + "\tEXACT\tone\t5"), lines::toString);
    assertTrue(lines.contains(rule + "\tEXACT\tother\t5"), lines::toString);
  }

  @Test
  void everyRuleHasALine() {
    List<String> lines = RulesReport.lines(Map.of());
    for (Rule rule : Rules.all()) {
      assertTrue(lines.contains(rule.name() + "\t" + rule.safety() + "\tnever\t0"), rule.name());
    }
  }

  @Test
  void compilersFindTheCounter() {
    assertTrue(ServiceLoader.load(PassListener.class).stream()
        .anyMatch(provider -> provider.type() == RuleCounts.class));
  }
}
