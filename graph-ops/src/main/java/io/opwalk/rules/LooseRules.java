package io.opwalk.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that a user must ask for by name, since they change roundings or are right for finite
 * values only: the groups exponents, greedy distribution and zeros of Theano's and PyTensor's
 * rewrites, where they are on, and identities of inverses, transposes and products of matrices.
 */
public final class LooseRules {
  private LooseRules() {}

  /** The rules. */
  public static RuleSet set() {
    List<Rule> rules = new ArrayList<>(ExponentRules.all());
    rules.addAll(ZeroRules.all());
    rules.addAll(DistributionRules.all());
    rules.addAll(MatrixIdentityRules.all());
    return RuleSet.of("loose", rules);
  }
}
