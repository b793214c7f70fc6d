package io.opwalk.testing.cases;

import io.opwalk.DType;
import java.util.Objects;
import java.util.Optional;

/**
 * One input of an op case.
 *
 * @param dtype its dtype where it is the same in all trials, such as BOOL for a condition; else it
 *     is the trial's
 * @param ordinary what a typical user feeds
 * @param special what finds errors: NaN, extremes, values at the edge of the domain
 * @param smooth where the op is differentiable and well-conditioned; empty where a gradient in this
 *     input makes no sense
 */
public record Operand(
    Optional<DType> dtype, Values ordinary, Values special, Optional<Values> smooth) {
  /** Checks that all are given. */
  public Operand {
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(ordinary, "ordinary");
    Objects.requireNonNull(special, "special");
    Objects.requireNonNull(smooth, "smooth");
  }

  /** Of the trial's dtype; special values are mixed with ordinary ones. Not differentiable. */
  public static Operand of(Values ordinary) {
    return new Operand(
        Optional.empty(), ordinary, ordinary.mixedWith(Values.special()), Optional.empty());
  }

  /** Any values of the trial's dtype, smooth everywhere. */
  public static Operand any() {
    return of(Values.ordinary()).smoothOn(Values.between(-2, 2));
  }

  /** The same values in one dtype, whatever the trial's is. */
  public Operand always(DType fixed) {
    return new Operand(Optional.of(fixed), ordinary, special, smooth);
  }

  /** With other special values. */
  public Operand withSpecial(Values values) {
    return new Operand(dtype, ordinary, values, smooth);
  }

  /** With special values that are no more than the ordinary ones, where the domain ends there. */
  public Operand withoutSpecial() {
    return withSpecial(ordinary);
  }

  /** Says that the op is differentiable in this input, and where it is smooth. */
  public Operand smoothOn(Values values) {
    return new Operand(dtype, ordinary, special, Optional.of(values));
  }

  /** Says that there is no gradient in this input. */
  public Operand notSmooth() {
    return new Operand(dtype, ordinary, special, Optional.empty());
  }
}
