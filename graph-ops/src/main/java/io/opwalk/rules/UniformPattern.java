package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.rewrite.LiteralPattern;
import java.util.Optional;

/**
 * A floating constant that is one number throughout, whichever.
 *
 * @param called what it is called in the rule
 */
record UniformPattern(String called) implements LiteralPattern {
  private static final double EXAMPLE = 3;

  @Override
  public boolean matches(IrValue found) {
    return found.dtype().isFloating() && Uniform.element(found, any -> true).isPresent();
  }

  /** The opposite of a constant that matches, as a constant of rank 0 and of the same dtype. */
  static Op negative(IrValue found) {
    Number element = (Number) Uniform.element(found, any -> true).orElseThrow();
    return new Constant(NDArray.full(found.dtype(), -element.doubleValue()));
  }

  @Override
  public Op instantiate(DType dtype) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException("not a floating dtype: " + dtype);
    }
    return new Constant(NDArray.full(dtype, EXAMPLE));
  }

  @Override
  public Optional<String> name() {
    return Optional.of(called);
  }

  @Override
  public String toString() {
    return called;
  }
}
