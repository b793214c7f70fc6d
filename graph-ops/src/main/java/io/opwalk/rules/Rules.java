package io.opwalk.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules, for reports and tests. */
public final class Rules {
  private Rules() {}

  /** The sets: canonical, stable, special, bounded, and loose, which are off unless asked for. */
  public static List<RuleSet> sets() {
    return List.of(
        CanonicalRules.set(),
        StableRules.set(),
        SpecialRules.set(),
        BoundedRules.set(),
        LooseRules.set());
  }

  /** Every rule of every set, each once. */
  public static List<Rule> all() {
    Map<String, Rule> byName = new LinkedHashMap<>();
    sets().forEach(set -> set.rules().forEach(rule -> byName.putIfAbsent(rule.name(), rule)));
    return List.copyOf(byName.values());
  }
}
