package io.opwalk.rewrite;

import static io.opwalk.ir.TestOps.EXP;
import static io.opwalk.ir.TestOps.LOG;
import static io.opwalk.ir.TestOps.NEG;
import static io.opwalk.rewrite.Pattern.any;
import static io.opwalk.rewrite.Pattern.apply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleFamiliesTest {
  private final List<String> made = new ArrayList<>();

  private RuleFamily family(String rule, Op outer, Op inner, List<Set<String>> needs) {
    return new RuleFamily() {
      @Override
      public List<Set<String>> needs() {
        return needs;
      }

      @Override
      public List<Rule> rules() {
        made.add(rule);
        return List.of(Rule.named(rule)
            .when(apply(outer, apply(inner, any("x"))))
            .then(any("x"))
            .safety(Safety.EXACT)
            .build());
      }
    };
  }

  private static String label(Op op) {
    return op.label();
  }

  private RuleFamilies families() {
    return RuleFamilies.of(
        "set",
        List.of(
            family("log(exp)", LOG, EXP, List.of(Set.of(label(LOG), label(EXP)))),
            family("neg(neg)", NEG, NEG, List.of(Set.of("other"), Set.of(label(NEG)))),
            family("exp(log)", EXP, LOG, List.of(Set.of(label(LOG), label(EXP))))));
  }

  @Test
  void aFamilyIsMadeOnceAllOpsOfOneOfItsNeedsAreThere() {
    RuleFamilies families = families();
    assertEquals(List.of(), families.given(Set.of(label(LOG))).names());
    assertEquals(
        List.of("neg(neg)"), families.given(Set.of(label(NEG), label(LOG))).names());
    assertEquals(List.of("neg(neg)"), made);
  }

  @Test
  void theOrderIsThatOfTheFamiliesWhateverIsMadeFirst() {
    RuleFamilies families = families();
    families.given(Set.of(label(NEG)));
    assertEquals(
        List.of("log(exp)", "neg(neg)", "exp(log)"),
        families.given(Set.of(label(LOG), label(EXP))).names());
    assertEquals(families.all().names(), families().all().names());
  }

  @Test
  void setsThatShareAFamilyMakeItOnce() {
    RuleFamilies first = families();
    RuleFamilies second = RuleFamilies.of(RuleSet.of("second")).and(first);
    first.all();
    assertEquals(first.all().names(), second.all().names());
    assertEquals("second", second.name());
    assertEquals(List.of("log(exp)", "neg(neg)", "exp(log)"), made);
  }

  @Test
  void whatARuleNeedsIsWhatAllItsAlternativesHave() {
    Rule rule = Rule.named("rule")
        .when(apply(LOG, Pattern.either(apply(EXP, apply(NEG, any("x"))), apply(NEG, any("x")))))
        .then(any("x"))
        .safety(Safety.EXACT)
        .build();
    assertEquals(Set.of(LOG.name(), NEG.name()), rule.ops());
  }
}
