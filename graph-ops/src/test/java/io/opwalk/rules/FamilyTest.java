package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Tensor;
import io.opwalk.ir.PassListener;
import io.opwalk.ir.PassPipeline;
import io.opwalk.rewrite.Rewriter;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a family is made wherever one of its rules can fit. */
final class FamilyTest {
  @ParameterizedTest
  @EnumSource(Family.class)
  void everyRuleNeedsWhatItsFamilySays(Family family) {
    for (Rule rule : family.rules()) {
      assertTrue(
          family.needs().stream().anyMatch(rule.ops()::containsAll),
          () -> rule + " fits where there are " + rule.ops() + ", but " + family + " is made for "
              + family.needs());
    }
  }

  /** Else a family would be made for nothing. */
  @ParameterizedTest
  @EnumSource(Family.class)
  void everyNeedIsThatOfARule(Family family) {
    List<Rule> rules = family.rules();
    for (Set<String> need : family.needs()) {
      assertTrue(rules.stream().anyMatch(rule -> rule.ops().containsAll(need)), need::toString);
    }
  }

  @Test
  void familiesThatAreMadeWhenNeededDoWhatAllOfThemDo() {
    same(CanonicalRules::families);
    same(StableRules::families);
    same(SpecialRules::families);
  }

  private static void same(Supplier<RuleFamilies> fresh) {
    RuleSet all = fresh.get().all();
    for (Rule rule : all.rules()) {
      for (RuleExample example : RuleRunner.examples(rule)) {
        assertEquals(
            rewritten(example.left(), Rewriter.of("phase", all)),
            rewritten(example.left(), Rewriter.of("phase", fresh.get())),
            rule.name());
      }
    }
  }

  private static String rewritten(Tensor tensor, Rewriter rewriter) {
    return Expressions.text(PassPipeline.of(List.of(rewriter))
        .run(RuleRunner.graph(List.of(tensor)), PassListener.NONE)
        .toTensors()
        .get(0));
  }
}
