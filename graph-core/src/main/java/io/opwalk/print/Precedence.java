package io.opwalk.print;

/** How tightly an operator of a formula binds, from the loosest to the tightest. */
public enum Precedence {
  /** {@code a | b}. */
  DISJUNCTION(true),
  /** {@code a & b}. */
  CONJUNCTION(true),
  /** {@code a < b}. */
  COMPARISON(false),
  /** {@code a + b}, {@code a - b}. */
  SUM(true),
  /** {@code a * b}, {@code a / b}, {@code a · b}. */
  PRODUCT(true),
  /** {@code -a}. */
  SIGN(false),
  /** {@code a ^ b}. */
  POWER(false),
  /** What stands behind its operand: {@code aᵀ}. */
  SUFFIX(true),
  /** What needs no parentheses anywhere: a name, a number, a call. */
  ATOM(true);

  private final boolean chains;

  Precedence(boolean chains) {
    this.chains = chains;
  }

  /**
   * Whether {@code (a o b) o c} is written {@code a o b o c}. The operand to the right always keeps
   * its parentheses: {@code a + (b + c)} has other bits than {@code a + b + c}.
   */
  public boolean chains() {
    return chains;
  }

  /** The next tighter one; of {@link #ATOM}, itself. */
  Precedence tighter() {
    return this == ATOM ? ATOM : values()[ordinal() + 1];
  }
}
