package io.opwalk.rewrite;

import io.opwalk.DType;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ir.TestOps;
import java.util.Optional;

/** One number, of any dtype; captured where it has a name. */
record TestLiteral(double value, Optional<String> name) implements LiteralPattern {
  static TestLiteral lit(double value) {
    return new TestLiteral(value, Optional.empty());
  }

  @Override
  public boolean matches(IrValue found) {
    return (found.op() instanceof TestOps.Number number && number.value() == value)
        || (found.op() instanceof TestOps.Filled filled && filled.value() == value);
  }

  @Override
  public Op instantiate(DType dtype) {
    return new TestOps.Number(value, dtype);
  }

  @Override
  public String toString() {
    return Double.toString(value);
  }
}
