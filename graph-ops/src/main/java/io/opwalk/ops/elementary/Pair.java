package io.opwalk.ops.elementary;

import static io.opwalk.ops.elementary.Terms.ONE;
import static io.opwalk.ops.elementary.Terms.add;
import static io.opwalk.ops.elementary.Terms.div;
import static io.opwalk.ops.elementary.Terms.fma;
import static io.opwalk.ops.elementary.Terms.mul;
import static io.opwalk.ops.elementary.Terms.neg;
import static io.opwalk.ops.elementary.Terms.sub;

import io.opwalk.ops.scalar.ScalarExpr;

/**
 * A number as the unevaluated sum of two, of which the second is the smaller one by far (T. J.
 * Dekker, "A Floating-Point Technique for Extending the Available Precision", 1971).
 */
record Pair(ScalarExpr high, ScalarExpr low) {
  /** The sum of two numbers, the first of which is not smaller in size, to the last bit. */
  static Pair sum(ScalarExpr larger, ScalarExpr smaller) {
    ScalarExpr high = add(larger, smaller);
    return new Pair(high, add(sub(larger, high), smaller));
  }

  /** The product of two numbers, to the last bit. */
  static Pair product(ScalarExpr a, ScalarExpr b) {
    ScalarExpr high = mul(a, b);
    return new Pair(high, fma(a, b, neg(high)));
  }

  /** The sum with a number that is not larger. */
  Pair plus(ScalarExpr other) {
    Pair sum = sum(high, other);
    return new Pair(sum.high, add(sum.low, low));
  }

  /** The sum with a pair that is not larger. */
  Pair plus(Pair other) {
    Pair sum = sum(high, other.high);
    return new Pair(sum.high, add(sum.low, add(low, other.low)));
  }

  /** The product. */
  Pair times(Pair other) {
    ScalarExpr product = mul(high, other.high);
    ScalarExpr rest = fma(high, other.high, neg(product));
    return new Pair(product, fma(high, other.low, fma(low, other.high, rest)));
  }

  /** The one or the other. */
  static Pair select(ScalarExpr condition, Pair chosen, Pair other) {
    return new Pair(
        Terms.select(condition, chosen.high, other.high),
        Terms.select(condition, chosen.low, other.low));
  }

  /** The same number with a first part that is the sum rounded. */
  Pair normal() {
    return sum(high, low);
  }

  /** The sum, rounded. */
  ScalarExpr rounded() {
    return add(high, low);
  }

  /** The quotient, rounded once but for what is far below the last bit. */
  ScalarExpr over(Pair divisor) {
    return quotient(divisor).rounded();
  }

  /** The quotient. */
  Pair quotient(Pair divisor) {
    ScalarExpr inverse = div(ONE, divisor.high);
    ScalarExpr ratio = mul(high, inverse);
    ScalarExpr remainder = fma(neg(ratio), divisor.high, high);
    ScalarExpr rest = add(low, fma(neg(ratio), divisor.low, remainder));
    return new Pair(ratio, mul(rest, inverse));
  }
}
