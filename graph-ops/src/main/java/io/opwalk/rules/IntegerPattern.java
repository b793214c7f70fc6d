package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.rewrite.LiteralPattern;
import java.util.Optional;

/**
 * A constant that is one integral number throughout, of a magnitude within bounds.
 *
 * @param called what it is called in the rule
 * @param least the least magnitude
 * @param most the largest magnitude
 */
record IntegerPattern(String called, int least, int most) implements LiteralPattern {
  @Override
  public boolean matches(IrValue found) {
    return found.dtype().isNumeric() && Uniform.element(found, this::isMeant).isPresent();
  }

  private boolean isMeant(Object element) {
    double value = ((Number) element).doubleValue();
    double magnitude = Math.abs(value);
    return value == Math.rint(value) && magnitude >= least && magnitude <= most;
  }

  /** The number that a constant which matches consists of. */
  static int value(IrValue found) {
    return ((Number) Uniform.element(found, any -> true).orElseThrow()).intValue();
  }

  @Override
  public Op instantiate(DType dtype) {
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException("not a numeric dtype: " + dtype);
    }
    return new Constant(NDArray.full(dtype, least));
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
