package io.opwalk.rewrite;

import java.util.List;
import java.util.Set;

/**
 * Rules that are made together, and what must be in a graph for any of them to fit. Most graphs
 * need few of all rules, so {@link RuleFamilies} makes a family when there is what it needs.
 */
public interface RuleFamily {
  /**
   * Sets of ops, each op by its label, its name or one of its traits: a rule of this family fits
   * only where all ops of one of these sets are. Every rule's {@link Rule#ops ops} contain one of
   * them.
   */
  List<Set<String>> needs();

  /** Makes the rules, in the order in which they are tried. */
  List<Rule> rules();
}
