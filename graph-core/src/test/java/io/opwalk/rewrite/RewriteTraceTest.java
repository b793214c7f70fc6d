package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.rewrite.Pattern.any;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.ir.PassPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RewriteTraceTest {
  private static final Rule DOUBLE_NEGATION = Rule.named("neg(neg x) -> x")
      .when(Pattern.apply(NEG, Pattern.apply(NEG, any("x"))))
      .then(any("x"))
      .safety(Safety.EXACT)
      .build();

  private static RewriteTrace trace(Tensor tensor) {
    RewriteTrace trace = new RewriteTrace();
    PassPipeline.of(List.of(Rewriter.of("canonical", RuleSet.of("rules", DOUBLE_NEGATION))))
        .run(graph(tensor), trace);
    return trace;
  }

  @Test
  void saysWhatWasReplacedByWhatAndOnWhichLine() {
    Tensor inner = apply(NEG, leaf("x", 3));
    CreationSite line = new CreationSite("Digits", "main", "Digits.java", 14);
    Tensor outer = Apply.of(NEG, List.of(inner), "", Optional.of(line)).output();
    RewriteTrace trace = trace(outer);
    assertEquals(
        List.of(new RewriteTrace.Entry(
            "canonical", "neg(neg x) -> x", "neg(neg(x))", "x", Optional.of(line))),
        trace.entries());
    assertEquals(
        "canonical: neg(neg x) -> x: neg(neg(x)) => x at Digits.java:14\n1 x neg(neg x) -> x\n",
        trace.toString());
  }

  @Test
  void countsAllAndKeepsTheFirst() {
    Tensor deep = leaf("x", 3);
    for (int i = 0; i < 2 * RewriteTrace.KEPT; i++) {
      deep = apply(EXP, apply(NEG, apply(NEG, deep)));
    }
    RewriteTrace trace = trace(deep);
    assertEquals(2L * RewriteTrace.KEPT, trace.count("neg(neg x) -> x"));
    assertEquals(Map.of("neg(neg x) -> x", 2L * RewriteTrace.KEPT), trace.counts());
    assertEquals(RewriteTrace.KEPT, trace.entries().size());
    assertEquals(0, trace.count("another"));
    assertTrue(new RewriteTrace().entries().isEmpty());
  }
}
