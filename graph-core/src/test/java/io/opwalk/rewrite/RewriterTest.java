package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.ADD;
import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.LOG1P;
import static io.opwalk.ir.TestOps.MUL;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.ir.TestOps.SUB;
import static io.opwalk.ir.TestOps.apply;
import static io.opwalk.ir.TestOps.graph;
import static io.opwalk.ir.TestOps.leaf;
import static io.opwalk.ir.TestOps.number;
import static io.opwalk.rewrite.Pattern.any;
import static io.opwalk.rewrite.TestLiteral.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.CompileException;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ir.IrFault;
import io.opwalk.ir.IrFormula;
import io.opwalk.ir.IrGraph;
import io.opwalk.ir.IrNode;
import io.opwalk.ir.PassContext;
import io.opwalk.ir.PassListener;
import io.opwalk.ir.PassPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RewriterTest {
  private static final int DEEP = 100_000;

  private static final Rule DOUBLE_NEGATION =
      rule("neg(neg x) -> x", Pattern.apply(NEG, Pattern.apply(NEG, any("x"))), any("x"));
  private static final Rule LOG_EXP =
      rule("log(exp x) -> x", Pattern.apply(LOG, Pattern.apply(EXP, any("x"))), any("x"));
  private static final Rule TO_LOG1P = rule(
      "log(1+x) -> log1p(x)",
      Pattern.apply(LOG, Pattern.apply(ADD, lit(1), any("x"))),
      Pattern.apply(LOG1P, any("x")));
  private static final Rule SUB_TO_ADD = rule(
      "a-b -> a+neg(b)",
      Pattern.apply(SUB, any("a"), any("b")),
      Pattern.apply(ADD, any("a"), Pattern.apply(NEG, any("b"))));
  private static final Rule ADD_TO_SUB = rule(
      "a+neg(b) -> a-b",
      Pattern.apply(ADD, any("a"), Pattern.apply(NEG, any("b"))),
      Pattern.apply(SUB, any("a"), any("b")));

  private final Tensor x = leaf("x", 3);
  private final Tensor y = leaf("y", 3);

  private static Rule rule(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.EXACT).build();
  }

  private static IrGraph rewrite(IrGraph graph, PassListener listener, Rule... rules) {
    Rewriter rewriter = Rewriter.of("phase", RuleSet.of("rules", rules));
    return PassPipeline.of(List.of(rewriter)).run(graph, listener);
  }

  private static String rewritten(Tensor tensor, Rule... rules) {
    return IrFormula.of(
        rewrite(graph(tensor), PassListener.NONE, rules).outputs().get(0), 20);
  }

  @Test
  void aRuleFiresAnywhereInTheGraph() {
    Tensor tensor = apply(MUL, apply(EXP, apply(LOG, apply(ADD, x, number(1)))), y);
    assertEquals("mul(exp(log1p(x)), y)", rewritten(tensor, TO_LOG1P));
  }

  @Test
  void whatARuleMakesIsRewrittenToo() {
    // The right side of a-b puts a neg over a neg.
    assertEquals("add(x, y)", rewritten(apply(SUB, x, apply(NEG, y)), SUB_TO_ADD, DOUBLE_NEGATION));
  }

  @Test
  void whatTurnsUpBelowLetsARuleAboveFire() {
    Tensor tensor = apply(LOG, apply(NEG, apply(NEG, apply(EXP, x))));
    assertEquals("x", rewritten(tensor, LOG_EXP, DOUBLE_NEGATION));
  }

  @Test
  void theFirstRuleThatFitsFires() {
    Rule logOfSum =
        rule("log(x+y) -> x", Pattern.apply(LOG, Pattern.apply(ADD, any("y"), any("x"))), any("x"));
    Tensor tensor = apply(LOG, apply(ADD, number(1), x));
    assertEquals("log1p(x)", rewritten(tensor, TO_LOG1P, logOfSum));
    assertEquals("x", rewritten(tensor, logOfSum, TO_LOG1P));
  }

  @Test
  void withNothingToDoTheGraphIsTheSame() {
    IrGraph graph = graph(apply(MUL, apply(EXP, x), y));
    assertSame(graph, rewrite(graph, PassListener.NONE, TO_LOG1P, DOUBLE_NEGATION));
  }

  @Test
  void sharedNodesAreRewrittenOnceAndStayShared() {
    Tensor shared = apply(LOG, apply(ADD, x, number(1)));
    RewriteTrace trace = new RewriteTrace();
    IrGraph result =
        rewrite(graph(apply(MUL, shared, apply(EXP, shared)), shared), trace, TO_LOG1P);
    assertEquals(1, trace.count(TO_LOG1P.name()));
    assertSame(result.outputs().get(1), result.outputs().get(0).node().input(0));
  }

  @Test
  void whatTwoPlacesAreRewrittenToIsShared() {
    IrGraph result = rewrite(
        graph(apply(MUL, apply(NEG, apply(NEG, apply(EXP, x))), apply(EXP, x))),
        PassListener.NONE,
        DOUBLE_NEGATION);
    IrNode root = result.outputs().get(0).node();
    assertSame(root.input(0), root.input(1));
  }

  @Test
  void outputsOfANodeWithSeveralAreRewrittenBelow() {
    Tensor twins = apply(new io.opwalk.ir.TestOps.Twins(), apply(NEG, apply(NEG, x)));
    assertEquals(
        "add(Twins(x).1, y)", rewritten(apply(ADD, twins.owner().outputs(1), y), DOUBLE_NEGATION));
  }

  @Test
  void rulesThatGoRoundInCirclesAreNamed() {
    IrGraph graph = graph(apply(EXP, apply(SUB, x, y)));
    String message = assertThrows(
            CompileException.class, () -> rewrite(graph, PassListener.NONE, SUB_TO_ADD, ADD_TO_SUB))
        .getMessage();
    assertTrue(message.startsWith("phase 'phase': rules have fired"), message);
    assertTrue(message.contains("a-b -> a+neg(b), a+neg(b) -> a-b"), message);
    assertTrue(message.contains("\n> "), message);
  }

  @Test
  void rulesThatGrowForEverAreEnded() {
    Rule growing = rule(
        "exp x -> exp(neg x)",
        Pattern.apply(EXP, any("x")),
        Pattern.apply(EXP, Pattern.apply(NEG, any("x"))));
    IrGraph graph = graph(apply(EXP, x));
    assertThrows(CompileException.class, () -> rewrite(graph, PassListener.NONE, growing));
  }

  @Test
  void theFuelLimitCountsFirings() {
    Tensor deep = x;
    for (int i = 0; i < 10; i++) {
      deep = apply(EXP, apply(NEG, apply(NEG, deep)));
    }
    IrGraph graph = graph(deep);
    Rewriter rewriter = Rewriter.of("phase", RuleSet.of("rules", DOUBLE_NEGATION));
    PassContext context = new PassContext("phase", PassListener.NONE);
    assertEquals(11, rewriter.withFuel(10).run(graph, context).nodes().size());
    assertThrows(IrFault.class, () -> rewriter.withFuel(9).run(graph, context));
  }

  // A walk that is linear takes well under a second here; a quadratic one would take minutes.
  @Test
  @Timeout(60)
  void deepChainsAreNeitherTooDeepNorTooSlow() {
    Tensor deep = x;
    for (int i = 0; i < DEEP; i++) {
      deep = apply(EXP, apply(NEG, apply(NEG, deep)));
    }
    RewriteTrace trace = new RewriteTrace();
    IrGraph result = rewrite(graph(deep), trace, DOUBLE_NEGATION);
    assertEquals(DEEP + 1, result.nodes().size());
    assertEquals(DEEP, trace.count(DOUBLE_NEGATION.name()));
  }

  @Test
  void aChainThatCollapsesNeedsOneFiringOnly() {
    Tensor deep = x;
    for (int i = 0; i < 1_000; i++) {
      deep = apply(NEG, deep);
    }
    // Once neg(neg x) is x, the third neg is the first one again.
    RewriteTrace trace = new RewriteTrace();
    assertEquals(1, rewrite(graph(deep), trace, DOUBLE_NEGATION).nodes().size());
    assertEquals(1, trace.count(DOUBLE_NEGATION.name()));
  }

  // As above; here every firing makes nodes that the next one looks at.
  @Test
  @Timeout(60)
  void deepChainsOfFiringsThatMakeNodesAreLinearToo() {
    Tensor deep = x;
    for (int i = 0; i < DEEP; i++) {
      deep = apply(LOG, apply(ADD, number(1), deep));
    }
    IrGraph result = rewrite(graph(deep), PassListener.NONE, TO_LOG1P);
    assertEquals(DEEP + 1, result.nodes().size());
  }

  @Test
  void rewritingTwiceIsRewritingOnce() {
    Random random = new Random(42);
    Rule[] rules = {DOUBLE_NEGATION, LOG_EXP, TO_LOG1P, SUB_TO_ADD};
    List<Op> unary = List.of(NEG, EXP, LOG);
    List<Op> binary = List.of(ADD, SUB, MUL);
    for (int round = 0; round < 300; round++) {
      List<Tensor> made = new ArrayList<>(List.of(x, y, number(1)));
      for (int i = 0; i < 40; i++) {
        Tensor a = made.get(random.nextInt(made.size()));
        Tensor b = made.get(random.nextInt(made.size()));
        made.add(
            random.nextBoolean()
                ? apply(unary.get(random.nextInt(unary.size())), a)
                : apply(binary.get(random.nextInt(binary.size())), a, b));
      }
      IrGraph once = rewrite(
          graph(made.get(made.size() - 1), made.get(made.size() - 2)), PassListener.NONE, rules);
      assertSame(once, rewrite(once, PassListener.NONE, rules), "round " + round);
    }
  }
}
