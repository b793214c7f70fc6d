package io.opwalk.rules;

import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
import java.util.List;

/**
 * Rules that give one form to what can be written in several ways, so that common subexpressions
 * are found and other rules have fewer forms to look for. All are EXACT.
 */
public final class CanonicalRules {
  private CanonicalRules() {}

  /** The rules. */
  public static RuleSet set() {
    return families().all();
  }

  /** The rules, made when a graph has what they need. */
  public static RuleFamilies families() {
    return RuleFamilies.of(
        "canonical",
        List.of(
            Family.IDENTITY,
            Family.PROPERTY,
            Family.SIGN,
            Family.LOGIC,
            Family.CAST,
            Family.SHAPE,
            Family.GRADIENT_FLOW));
  }
}
