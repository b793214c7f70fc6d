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
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

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
    List<String> lines = RulesReport.lines();
    assertTrue(lines.contains(rule + "\tEXACT\ta test's phase\t2"), lines::toString);
  }

  @Test
  void everyRuleHasALine() {
    List<String> lines = RulesReport.lines();
    for (Rule rule : Rules.all()) {
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith(rule.name() + "\t" + rule.safety())),
          rule.name());
    }
  }

  @Test
  void compilersFindTheCounter() {
    assertTrue(ServiceLoader.load(PassListener.class).stream()
        .anyMatch(provider -> provider.type() == RuleCounts.class));
  }
}
