package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.rewrite.Pattern.any;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Op;
import io.opwalk.ir.TestOps;
import io.opwalk.ir.TestOps.Reducing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleSetTest {
  private static Rule rule(String name, OpMatcher root, Safety safety) {
    return Rule.named(name)
        .when(Pattern.apply(root, any("x")))
        .then(any("x"))
        .safety(safety)
        .build();
  }

  private static Rule rule(String name, Op root) {
    return rule(name, OpMatcher.exactly(root), Safety.EXACT);
  }

  private static OpMatcher reducing() {
    return OpMatcher.of("r", Reducing.class, List.of(new Reducing(0)));
  }

  private static List<String> candidates(RuleSet set, Op op) {
    return set.candidates(op).stream().map(Rule::name).toList();
  }

  @Test
  void onlyRulesForAnOpAreTriedInTheOrderGiven() {
    RuleSet set = RuleSet.of(
        "set",
        rule("a", NEG),
        rule("b", reducing(), Safety.EXACT),
        rule("c", new Reducing(3)),
        rule("d", reducing(), Safety.EXACT),
        rule("e", NEG));
    assertEquals(List.of("a", "e"), candidates(set, NEG));
    assertEquals(List.of("b", "c", "d"), candidates(set, new Reducing(3)));
    assertEquals(List.of("b", "d"), candidates(set, new Reducing(4)));
    assertEquals(List.of(), candidates(set, EXP));
    assertEquals(List.of("a", "b", "c", "d", "e"), set.names());
  }

  @Test
  void twoRulesMayNotShareAName() {
    String message = assertThrows(
            IllegalArgumentException.class, () -> RuleSet.of("set", rule("a", NEG), rule("a", EXP)))
        .getMessage();
    assertEquals("rule set 'set' has two rules named 'a'", message);
  }

  @Test
  void rulesAreSwitchedOffByName() {
    RuleSet set = RuleSet.of("set", rule("a", NEG), rule("b", NEG));
    assertEquals(List.of("b"), set.without(List.of("a")).names());
    assertEquals(List.of("b"), candidates(set.without(List.of("a")), NEG));
    String message = assertThrows(IllegalArgumentException.class, () -> set.without(List.of("bb")))
        .getMessage();
    assertEquals("there is no rewrite rule 'bb'; near are 'b', 'a'", message);
  }

  @Test
  void ofSeveralSetsOneMustHaveTheName() {
    RuleSet one = RuleSet.of("one", rule("a", NEG));
    RuleSet two = RuleSet.of("two", rule("a", EXP), rule("b", LOG));
    List<RuleSet> left = RuleSet.without(List.of(one, two), List.of("a"));
    assertEquals(List.of(), left.get(0).names());
    assertEquals(List.of("b"), left.get(1).names());
    assertEquals("two", left.get(1).name());
    assertThrows(
        IllegalArgumentException.class,
        () -> RuleSet.without(List.of(one, two), List.of("a", "c")));
  }

  @Test
  void kindsOfRulesCanBeAllowed() {
    RuleSet set = RuleSet.of(
        "set",
        rule("a", OpMatcher.exactly(NEG), Safety.EXACT),
        rule("b", OpMatcher.exactly(NEG), Safety.ASSUMES_FINITE),
        rule("c", OpMatcher.exactly(NEG), Safety.STABILISES));
    assertEquals(
        List.of("a", "c"),
        set.allowing(EnumSet.of(Safety.EXACT, Safety.STABILISES)).names());
    assertEquals(
        List.of("a", "b"), set.allowing(EnumSet.of(Safety.EXACT), Set.of("b")).names());
  }

  @Test
  void namesAreChecked() {
    List<RuleSet> sets = List.of(RuleSet.of("one", rule("log", NEG)), RuleSet.of("two"));
    RuleSet.requireKnown(sets, List.of("log"));
    String message = assertThrows(
            IllegalArgumentException.class, () -> RuleSet.requireKnown(sets, List.of("lag")))
        .getMessage();
    assertTrue(message.contains("'log'"), message);
  }

  @Test
  void setsAreJoined() {
    RuleSet both = RuleSet.of("one", rule("a", NEG)).and(RuleSet.of("two", rule("b", NEG)));
    assertEquals("one", both.name());
    assertEquals(List.of("a", "b"), candidates(both, NEG));
    assertThrows(IllegalArgumentException.class, () -> both.and(both));
  }

  @Test
  void printsARulePerLine() {
    String text = RuleSet.of("set", rule("a", NEG), rule("b", TestOps.EXP)).toString();
    assertEquals("set\n  a [EXACT] for neg(x)\n  b [EXACT] for exp(x)", text);
    assertTrue(RuleSet.of("empty").rules().isEmpty());
  }
}
