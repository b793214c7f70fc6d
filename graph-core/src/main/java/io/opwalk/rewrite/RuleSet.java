package io.opwalk.rewrite;

import io.opwalk.Op;
import io.opwalk.internal.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules under a common name, in the order in which they are tried: where several fit a value, the
 * first one fires. Immutable.
 */
public final class RuleSet {
  private final String name;
  private final Map<String, Rule> rules;
  private final Map<Op, List<Rule>> byOp;
  private final Map<Class<?>, List<Rule>> byClass;

  private RuleSet(String name, Map<String, Rule> rules) {
    this.name = name;
    this.rules = rules;
    this.byOp = new HashMap<>();
    this.byClass = new HashMap<>();
    for (Rule rule : rules.values()) {
      if (rule.left().op().key() instanceof Op op) {
        byOp.put(op, new ArrayList<>());
      } else {
        byClass.put((Class<?>) rule.left().op().key(), new ArrayList<>());
      }
    }
    for (Rule rule : rules.values()) {
      index(rule);
    }
  }

  private void index(Rule rule) {
    Object key = rule.left().op().key();
    for (Map.Entry<Op, List<Rule>> entry : byOp.entrySet()) {
      if (key.equals(entry.getKey()) || key == entry.getKey().getClass()) {
        entry.getValue().add(rule);
      }
    }
    if (key instanceof Class<?> type) {
      byClass.get(type).add(rule);
    }
  }

  /**
   * A set of rules.
   *
   * @throws IllegalArgumentException where two have one name
   */
  public static RuleSet of(String name, List<Rule> rules) {
    Map<String, Rule> named = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (named.put(rule.name(), rule) != null) {
        throw new IllegalArgumentException(
            "rule set '" + name + "' has two rules named '" + rule.name() + "'");
      }
    }
    return new RuleSet(name, named);
  }

  /** As {@link #of(String, List)}. */
  public static RuleSet of(String name, Rule... rules) {
    return of(name, List.of(rules));
  }

  /** The set's name. */
  public String name() {
    return name;
  }

  /** The rules, in the order in which they are tried. */
  public List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  /** The names of the rules, in the order in which they are tried. */
  public List<String> names() {
    return List.copyOf(rules.keySet());
  }

  /** The rules that may fit a value computed by {@code op}, in the order in which to try them. */
  List<Rule> candidates(Op op) {
    List<Rule> exact = byOp.get(op);
    return exact != null ? exact : byClass.getOrDefault(op.getClass(), List.of());
  }

  /** The rules of this set and then those of another, under this set's name. */
  public RuleSet and(RuleSet other) {
    List<Rule> all = new ArrayList<>(rules.values());
    all.addAll(other.rules.values());
    return of(name, all);
  }

  /** The rules of the given kinds only. */
  public RuleSet allowing(Set<Safety> kinds) {
    return allowing(kinds, Set.of());
  }

  /** The rules of the given kinds, and those that are asked for by name, whatever their kind. */
  public RuleSet allowing(Set<Safety> kinds, Set<String> asked) {
    return of(
        name,
        rules.values().stream()
            .filter(rule -> kinds.contains(rule.safety()) || asked.contains(rule.name()))
            .toList());
  }

  /**
   * This set without some rules.
   *
   * @throws IllegalArgumentException where there is no rule of a name, listing near ones
   */
  public RuleSet without(Collection<String> unwanted) {
    return without(List.of(this), unwanted).get(0);
  }

  /**
   * Several sets without some rules, each of which must be in at least one of them.
   *
   * @throws IllegalArgumentException where no set has a rule of a name, listing near ones
   */
  public static List<RuleSet> without(List<RuleSet> sets, Collection<String> unwanted) {
    requireKnown(sets, unwanted);
    return sets.stream().map(set -> set.dropping(unwanted)).toList();
  }

  /**
   * Checks names of rules.
   *
   * @throws IllegalArgumentException where no set has a rule of a name, listing near ones
   */
  public static void requireKnown(List<RuleSet> sets, Collection<String> names) {
    Set<String> known = new LinkedHashSet<>();
    sets.forEach(set -> known.addAll(set.rules.keySet()));
    for (String rule : names) {
      if (!known.contains(rule)) {
        throw new IllegalArgumentException(NearNames.unknown("rewrite rule", rule, known));
      }
    }
  }

  private RuleSet dropping(Collection<String> unwanted) {
    Map<String, Rule> left = new LinkedHashMap<>(rules);
    left.keySet().removeAll(unwanted);
    return new RuleSet(name, left);
  }

  /** The set's name, then one line per rule. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    rules.values().forEach(rule -> text.append("\n  ").append(rule));
    return text.toString();
  }
}
