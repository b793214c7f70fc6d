package io.opwalk.rules;

import io.opwalk.rewrite.RuleFamilies;
import io.opwalk.rewrite.RuleSet;
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
    return families().all();
  }

  /** The rules, made when a graph has what they need. */
  public static RuleFamilies families() {
    return RuleFamilies.of(
        "stable",
        List.of(
            Family.SIGMOID,
            Family.SOFTPLUS,
            Family.SOFTMAX,
            Family.INDEXED_SOFTMAX,
            Family.CROSS_ENTROPY,
            Family.INVERSE,
            Family.LOG_SUM,
            Family.LOGARITHM,
            Family.PRODUCT,
            Family.ERF,
            Family.BESSEL,
            Family.LINEAR_ALGEBRA,
            Family.GRADIENT,
            Family.NAIVE_SLOPE,
            Family.LOG_SUM_SLOPE,
            Family.INVOLUTION));
  }
}
