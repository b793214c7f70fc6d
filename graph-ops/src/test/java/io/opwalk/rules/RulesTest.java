package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.RuleSet;
import io.opwalk.rewrite.Safety;
import io.opwalk.spi.CompileReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the rules as a whole; and what each makes of what. */
final class RulesTest {
  private static List<Rule> rules() {
    return Rules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleFires(Rule rule) {
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertFalse(examples.isEmpty());
    for (RuleExample example : examples) {
      assertEquals(example.left().type(), example.right().type());
      CompileReport report = new CompileReport();
      RuleRunner.rewrite(List.of(example.left()), report, RuleSet.of("alone", rule));
      assertNotEquals(0, report.times(rule.name()), () -> Expressions.text(example.left()));
    }
  }

  /** The left and the right side of every rule, written down by hand, or at least read by one. */
  @Test
  void everyRuleDoesWhatIsWrittenDown() throws IOException {
    StringBuilder found = new StringBuilder();
    for (Rule rule : Rules.all()) {
      RuleExample example = RuleRunner.examples(rule).get(0);
      found.append(rule.name()).append('\n');
      found.append("    ").append(Expressions.text(example.left())).append('\n');
      found.append("    ").append(Expressions.text(example.right())).append('\n');
    }
    try (InputStream written = RulesTest.class.getResourceAsStream("rules.txt")) {
      assertEquals(new String(written.readAllBytes(), StandardCharsets.UTF_8), found.toString());
    }
  }

  @Test
  void namesAreUniqueAmongAll() {
    Set<String> names = new HashSet<>();
    Rules.all().forEach(rule -> assertTrue(names.add(rule.name()), rule.name()));
    int inSets = Rules.sets().stream().mapToInt(set -> set.rules().size()).sum();
    // The involution is in two sets.
    assertEquals(inSets - 1, names.size());
  }

  @Test
  void canonicalAndSpecialRulesKeepEveryBit() {
    for (RuleSet set : List.of(CanonicalRules.set(), SpecialRules.set())) {
      set.rules().forEach(rule -> assertEquals(Safety.EXACT, rule.safety(), rule.name()));
    }
  }

  @Test
  void theDefaultAllowsAllButTheLooseRules() {
    Set<Safety> allowed = Set.of(Safety.EXACT, Safety.STABILISES, Safety.BOUNDED);
    List<String> loose = LooseRules.set().names();
    Rules.all()
        .forEach(rule -> assertEquals(
            !loose.contains(rule.name()), allowed.contains(rule.safety()), rule.name()));
  }
}
