package io.opwalk.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that give one form to what can be written in several ways, so that common subexpressions
 * are found and other rules have fewer forms to look for. All are EXACT.
 */
public final class CanonicalRules {
  private CanonicalRules() {}

  /** The rules. */
  public static RuleSet set() {
    List<Rule> rules = new ArrayList<>(IdentityRules.all());
    rules.addAll(SignRules.all());
    rules.addAll(LogicRules.all());
    rules.addAll(CastRules.all());
    rules.addAll(ShapeRules.all());
    rules.addAll(GradientFlowRules.all());
    return RuleSet.of("canonical", rules);
  }
}
