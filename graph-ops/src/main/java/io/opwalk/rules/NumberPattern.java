package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.rewrite.LiteralPattern;

/**
 * A constant that is one number throughout. A float32 must be the float nearest to it; an integer
 * dtype has no -0.0.
 */
record NumberPattern(double value) implements LiteralPattern {
  @Override
  public boolean matches(IrValue found) {
    return Uniform.element(found, this::isMeant).isPresent();
  }

  private boolean isMeant(Object element) {
    if (element instanceof Double number) {
      return number.equals(value);
    }
    if (element instanceof Float number) {
      return number.equals((float) value);
    }
    return element instanceof Number number
        && (double) number.longValue() == value
        && Double.compare(value, -0.0) != 0;
  }

  /**
   * The number as a constant.
   *
   * @throws IllegalArgumentException where the dtype has no such number
   */
  @Override
  public Op instantiate(DType dtype) {
    if (!dtype.isNumeric() || (dtype.isInteger() && Double.compare(value, -0.0) == 0)) {
      throw new IllegalArgumentException(dtype + " has no " + value);
    }
    return new Constant(NDArray.full(dtype, value));
  }

  @Override
  public String toString() {
    return value == Math.rint(value) && Math.abs(value) < 1e6 && Double.compare(value, -0.0) != 0
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
