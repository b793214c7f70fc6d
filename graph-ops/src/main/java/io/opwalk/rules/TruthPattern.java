package io.opwalk.rules;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.rewrite.LiteralPattern;

/** A constant that is true, or false, throughout; always BOOL. */
record TruthPattern(boolean value) implements LiteralPattern {
  @Override
  public boolean matches(IrValue found) {
    return Uniform.element(found, element -> element.equals(value)).isPresent();
  }

  @Override
  public Op instantiate(DType dtype) {
    return new Constant(NDArray.scalar(value));
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
