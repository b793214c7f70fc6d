package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/** An expression that gives one element of a dtype; pure, but for integer division by zero. */
public sealed interface Value {
  /** The dtype of the element. */
  DType dtype();

  /** A number or truth value that is part of the structure of the code: scalar code's literals. */
  record Literal(DType dtype, double value) implements Value {
    // Written out, since a fresh JVM takes a millisecond to make these up.
    @Override
    public boolean equals(Object other) {
      return other instanceof Literal that
          && dtype == that.dtype
          && Double.compare(value, that.value) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * dtype.hashCode() + Double.hashCode(value);
    }
  }

  /**
   * The scalar parameter {@code parameter} of the function: a tensor constant of one element, kept
   * out of the structure so that kernels that differ in constants alone are one class.
   */
  record Scalar(DType dtype, int parameter) implements Value {
    @Override
    public int hashCode() {
      return 31 * dtype.hashCode() + parameter;
    }
  }

  /** An element of a buffer. */
  record Load(int buffer, DType dtype, Index at) implements Value {
    @Override
    public int hashCode() {
      return 31 * (31 * buffer + dtype.hashCode()) + at.hashCode();
    }
  }

  /** A local. Inside a loop with lanes, a local with lanes stands for the lane of the iteration. */
  record Read(Local local) implements Value {
    @Override
    public int hashCode() {
      return 31 + local.hashCode();
    }

    @Override
    public DType dtype() {
      return local.dtype();
    }
  }

  /**
   * An operation.
   *
   * @param operands the dtype of the numeric operands, in which it is computed
   */
  record Compute(ScalarOp op, DType operands, List<Value> args) implements Value {
    /** Copies the arguments. */
    public Compute {
      args = List.copyOf(args);
    }

    @Override
    public DType dtype() {
      return switch (op.kind()) {
        case ARITHMETIC, INTEGER, ROUNDING, PATTERN, FUNCTION, SELECTION -> operands;
        case COMPARISON, LOGIC -> DType.BOOL;
      };
    }

    @Override
    public int hashCode() {
      return 31 * (31 * op.hashCode() + operands.hashCode()) + args.hashCode();
    }
  }

  /** An element converted to another dtype, as the primitive Cast does. */
  record Convert(DType dtype, Value arg) implements Value {}

  /** An index as an element, INT64 or INT32. */
  record Position(DType dtype, Index index) implements Value {}
}
