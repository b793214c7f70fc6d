package io.opwalk.ops.scalar;

import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.isNaN;
import static io.opwalk.ops.Logic.logicalAnd;
import static io.opwalk.ops.Logic.where;

import io.opwalk.Tensor;

/** Forms of derivatives that several functions share. */
final class Slopes {
  private Slopes() {}

  /**
   * The derivative, but 0 where the gradient of the output is 0 and the slope is not finite.
   *
   * <p>In {@code where(x > 0, sqrt(x), 0)} the gradient that reaches the square root at x = 0 is 0,
   * and 0 times its infinite slope would be NaN, which the mask can no longer hide. A slope that is
   * finite has to stay: where this is differentiated again, what reaches a gradient of 0 goes on.
   */
  static Derivative unlessMasked(Derivative derivative) {
    return (args, out, g) -> {
      Tensor product = derivative.apply(args, out, g);
      return where(logicalAnd(equal(g, 0), isNaN(product)), 0, product);
    };
  }

  /** The gradient where the condition holds, else 0. */
  static Tensor only(Tensor condition, Tensor gradient) {
    return where(condition, gradient, 0);
  }
}
