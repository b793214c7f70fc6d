package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.rewrite.LiteralPattern;
import java.util.Optional;

/**
 * A floating constant that is plus or minus one power of two throughout, and whose reciprocal is
 * one too.
 *
 * @param called what it is called in the rule
 */
record PowerOfTwoPattern(String called) implements LiteralPattern {
  private static final double EXAMPLE = 4;

  @Override
  public boolean matches(IrValue found) {
    DType dtype = found.dtype();
    return dtype.isFloating()
        && Uniform.element(found, element -> isMeant(((Number) element).doubleValue(), dtype))
            .isPresent();
  }

  private static boolean isMeant(double value, DType dtype) {
    boolean power =
        Double.isFinite(value) && Math.abs(value) == Math.scalb(1.0, Math.getExponent(value));
    // Of the smallest ones the reciprocal overflows.
    double reciprocal = dtype == DType.FLOAT32 ? (float) (1 / value) : 1 / value;
    return power && Double.isFinite(reciprocal);
  }

  /** One over a constant that matches, as a constant of rank 0 and of the same dtype. */
  static Op reciprocal(IrValue found) {
    Number element = (Number) Uniform.element(found, any -> true).orElseThrow();
    return new Constant(NDArray.full(found.dtype(), 1 / element.doubleValue()));
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
