package io.opwalk.spi;

import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.rewrite.Pattern.any;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ir.PassPipeline;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.RewriteTrace;
import io.opwalk.rewrite.Rewriter;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.rewrite.Safety;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CompileReportTest {
  private static final String NAME = "neg(neg x) -> x";

  private static final Rule DOUBLE_NEGATION = Rule.named(NAME)
      .when(Pattern.apply(NEG, Pattern.apply(NEG, any("x"))))
      .then(any("x"))
      .safety(Safety.EXACT)
      .build();

  private static Tensor at(int line, Op op, Tensor input) {
    CreationSite site = new CreationSite("Digits", "main", "Digits.java", line);
    return Apply.of(op, List.of(input), "", Optional.of(site)).output();
  }

  private static void run(Tensor tensor, CompileListener listener) {
    PassPipeline.of(List.of(Rewriter.of("canonical", RuleSet.of("rules", DOUBLE_NEGATION))))
        .run(graph(tensor), listener);
    listener.lowered("plan", "text", 2_000_000);
  }

  @Test
  void countsRulesByLine() {
    CompileReport report = new CompileReport();
    Tensor once = at(7, NEG, at(1, NEG, leaf("x", 3)));
    Tensor twice = at(7, NEG, at(2, NEG, at(3, EXP, once)));
    run(at(9, NEG, at(4, NEG, at(5, EXP, twice))), report);
    CreationSite seven = new CreationSite("Digits", "main", "Digits.java", 7);
    CreationSite nine = new CreationSite("Digits", "main", "Digits.java", 9);
    assertEquals(
        List.of(new CompileReport.Fired("canonical", NAME, 3, Map.of(seven, 2L, nine, 1L))),
        report.fired());
    assertEquals(3, report.times(NAME));
    assertEquals(0, report.times("another"));
  }

  @Test
  void addsUpCompilationsAndPrintsTables() {
    CompileReport report = new CompileReport();
    run(at(7, NEG, at(1, NEG, leaf("x", 3))), report);
    run(at(8, NEG, at(1, NEG, leaf("x", 3))), report);
    assertEquals(
        List.of("canonical", "plan"),
        report.phases().stream().map(CompileReport.Phase::name).toList());
    // One leaf is left of each.
    assertEquals(Optional.of(2), report.phases().get(0).nodes());
    assertEquals(
        new CompileReport.Phase("plan", 4_000_000, Optional.empty()),
        report.phases().get(1));
    String text = report.toString();
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(0).startsWith("phase"), text);
    assertTrue(lines.get(1).endsWith("  2"), text);
    // The other phase was timed, and the column is as wide as its time.
    assertTrue(lines.get(2).matches("plan +4\\.00"), text);
    assertEquals("phase      fired  rule             lines", lines.get(4), text);
    assertEquals(
        "canonical      2  neg(neg x) -> x  Digits.java:7, Digits.java:8", lines.get(5), text);
  }

  @Test
  void printsAFewLinesAndHowManyMoreThereAre() {
    CompileReport report = new CompileReport();
    for (int line = 1; line <= CompileReport.LINES + 10; line++) {
      run(at(line, NEG, at(1, NEG, leaf("x", 3))), report);
    }
    assertEquals(CompileReport.LINES, report.fired().get(0).lines().size());
    assertEquals(CompileReport.LINES + 10, report.times(NAME));
    String text = report.toString();
    assertTrue(text.contains("Digits.java:1, Digits.java:2, Digits.java:3, 97 more"), text);
  }

  @Test
  void saysThatNoRuleFired() {
    CompileReport report = new CompileReport();
    run(at(1, EXP, leaf("x", 3)), report);
    assertTrue(report.toString().endsWith("\nno rule fired\n"), report::toString);
  }

  @Test
  void listenersAreJoined() {
    CompileReport report = new CompileReport();
    RewriteTrace trace = new RewriteTrace();
    run(at(7, NEG, at(1, NEG, leaf("x", 3))), trace.and(report));
    assertEquals(1, trace.count(NAME));
    assertEquals(1, report.times(NAME));
    assertEquals(2, report.phases().size());
  }
}
