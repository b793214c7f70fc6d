package io.opwalk.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A set of rules whose families are made when a graph has what they need: to make all takes longer
 * than to compile a small graph. A rule that is not made would not have fitted, so what a phase
 * gives is the same as with all of them. Thread-safe.
 */
public final class RuleFamilies {
  private final String name;
  private final List<Member> members;
  private final BitSet here = new BitSet();
  private RuleSet made;

  private RuleFamilies(String name, List<Member> members) {
    this.name = Objects.requireNonNull(name, "name");
    this.members = members;
    this.made = RuleSet.of(name);
  }

  /** Families whose rules are tried in this order, under a common name. */
  public static RuleFamilies of(String name, List<? extends RuleFamily> families) {
    List<Member> members = new ArrayList<>(families.size());
    for (RuleFamily family : families) {
      members.add(new Member(family));
    }
    return new RuleFamilies(name, members);
  }

  /** Rules that are made already. */
  public static RuleFamilies of(RuleSet rules) {
    return of(rules.name(), List.of(new Made(rules.rules())));
  }

  /** The common name. */
  public String name() {
    return name;
  }

  /** These families and then those of another, under this name; each is made once for both. */
  public RuleFamilies and(RuleFamilies other) {
    List<Member> both = new ArrayList<>(members);
    both.addAll(other.members);
    return new RuleFamilies(name, both);
  }

  /** All rules of all families. */
  public synchronized RuleSet all() {
    if (here.cardinality() < members.size()) {
      here.set(0, members.size());
      remake();
    }
    return made;
  }

  /**
   * All rules that may fit where there are these ops, and perhaps others.
   *
   * @param ops the ops by their names, by their labels and by their traits
   */
  synchronized RuleSet given(Set<String> ops) {
    int before = here.cardinality();
    for (int i = here.nextClearBit(0); i < members.size(); i = here.nextClearBit(i + 1)) {
      here.set(i, members.get(i).mayFit(ops));
    }
    if (here.cardinality() > before) {
      remake();
    }
    return made;
  }

  private void remake() {
    List<Rule> rules = new ArrayList<>();
    for (int i = here.nextSetBit(0); i >= 0; i = here.nextSetBit(i + 1)) {
      rules.addAll(members.get(i).rules());
    }
    made = RuleSet.of(name, rules);
  }

  /** A family, and its rules once they are made. */
  private static final class Member {
    private final RuleFamily family;
    private List<Rule> rules;

    Member(RuleFamily family) {
      this.family = family;
    }

    boolean mayFit(Set<String> ops) {
      for (Set<String> needed : family.needs()) {
        if (ops.containsAll(needed)) {
          return true;
        }
      }
      return false;
    }

    synchronized List<Rule> rules() {
      if (rules == null) {
        rules = family.rules();
      }
      return rules;
    }
  }

  /** Rules that need nothing, since they are there. */
  private record Made(List<Rule> rules) implements RuleFamily {
    @Override
    public List<Set<String>> needs() {
      return List.of(Set.of());
    }
  }
}
