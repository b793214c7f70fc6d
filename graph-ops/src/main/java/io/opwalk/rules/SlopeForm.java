package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SQUARE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.NDArray;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;

/**
 * How products with the gradient of an output look when canonical rules have been there: left away
 * where it is 1, and with the sign outside where it is {@code -u}.
 *
 * @param suffix what the name of a rule for this form ends with
 * @param gradient the gradient itself
 * @param factor what stands for it in a product; null where it is 1 or -1
 * @param opposite whether products have the other sign than the gradient's
 */
record SlopeForm(String suffix, Pattern gradient, Pattern factor, boolean opposite) {
  /** Any gradient, called g. */
  static SlopeForm general() {
    return new SlopeForm("", any("g"), any("g"), false);
  }

  /** A gradient of 1. */
  static SlopeForm ofOne() {
    return new SlopeForm(", of gradient 1", lit(1), null, false);
  }

  /** A gradient of {@code -u}. */
  static SlopeForm ofOpposite() {
    return new SlopeForm(", of gradient -u", fn(NEGATIVE, any("u")), any("u"), true);
  }

  /** A gradient of {@code -1}, which is written as the opposite of 1. */
  static SlopeForm ofMinusOne() {
    return new SlopeForm(", of gradient -1", fn(NEGATIVE, lit(1)), null, true);
  }

  /** The gradient that was found, but for its sign where it is an opposite. */
  IrValue size(Match match) {
    return factor == null
        ? match.apply(new Constant(NDArray.full(match.root().dtype(), 1)))
        : match.value(opposite ? "u" : "g");
  }

  /** A slope for the gradient, where that for its {@link #size} is known. */
  IrValue signed(Match match, IrValue slope) {
    return opposite ? match.apply(new Elementwise(NEGATIVE), slope) : slope;
  }

  /** Whether the gradient is 1. */
  boolean isOne() {
    return factor == null && !opposite;
  }

  /** The gradient times something, but for the sign. */
  Pattern times(Pattern other) {
    return factor == null ? other : fn(MULTIPLY, factor, other);
  }

  /**
   * The gradient times something, with its sign, as stable rules leave it, or as canonical ones do.
   */
  Pattern signedTimes(Pattern other) {
    if (isOne()) {
      return other;
    }
    Pattern product = fn(MULTIPLY, gradient, other);
    return opposite ? either(product, fn(NEGATIVE, times(other))) : product;
  }

  /** {@link #times} of the square of something, which is a product if there is a gradient in it. */
  Pattern timesSquare(Pattern other) {
    Pattern product = fn(MULTIPLY, times(other), other);
    return factor == null ? either(product, fn(SQUARE, other)) : product;
  }

  /** What has the other sign than {@link #times}. */
  Pattern minus(Pattern product) {
    return opposite ? product : fn(NEGATIVE, product);
  }
}
