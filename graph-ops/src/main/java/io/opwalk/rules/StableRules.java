package io.opwalk.rules;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that come nearer the true value, where what is written overflows, underflows or cancels:
 * the groups log1p/expm1, inverses, sigmoid/softplus, softmax, log-sum-exp and erf of Theano's and
 * PyTensor's stabilisation, their linear algebra, and the gradients of the logarithms among them.
 * They look for composites such as softmax as the user wrote them, so they run before these are
 * expanded. All are STABILISES, but for the one that removes pairs of negations they leave behind.
 */
public final class StableRules {
  private StableRules() {}

  /** The rules. */
  public static RuleSet set() {
    List<Rule> rules = new ArrayList<>(SigmoidRules.all());
    rules.addAll(SoftplusRules.all());
    rules.addAll(SoftmaxRules.all());
    rules.addAll(IndexedSoftmaxRules.all());
    rules.addAll(CrossEntropyRules.all());
    rules.addAll(InverseRules.all());
    rules.addAll(LogSumRules.all());
    rules.addAll(LogarithmRules.all());
    rules.addAll(ProductRules.all());
    rules.addAll(ErfRules.all());
    rules.addAll(BesselRules.all());
    rules.addAll(LinearAlgebraRules.all());
    rules.addAll(GradientRules.all());
    rules.addAll(NaiveSlopeRules.all());
    rules.addAll(LogSumSlopeRules.all());
    rules.add(IdentityRules.involution());
    return RuleSet.of("stable", rules);
  }
}
