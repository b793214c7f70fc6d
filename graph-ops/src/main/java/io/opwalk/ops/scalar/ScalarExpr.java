package io.opwalk.ops.scalar;

import java.util.List;

/**
 * Scalar code as data: an expression over arguments, literals and {@link ScalarOp}s. Pure, without
 * loops, and cheap to interpret, print or compile.
 *
 * <p>An expression has no dtype of its own. Numbers are computed in the dtype of the function's
 * numeric arguments, so one piece of code serves all dtypes; comparisons and logic give BOOL.
 * Subexpressions that are {@code equals} are computed once.
 */
public sealed interface ScalarExpr {
  /** The function's argument, counted from zero. */
  record Arg(int index) implements ScalarExpr {}

  /** A number, rounded to the dtype of computation. */
  record Literal(double value) implements ScalarExpr {
    // The default for double components is Double.compare, which tells -0.0 from 0.0 as needed
    // here.
  }

  /** True or false. */
  record Truth(boolean value) implements ScalarExpr {}

  /** An operation on subexpressions. */
  record Operation(ScalarOp op, List<ScalarExpr> args) implements ScalarExpr {
    /** Checks the number of arguments. */
    public Operation {
      args = List.copyOf(args);
      if (args.size() != op.arity()) {
        throw new IllegalArgumentException(
            op + " takes " + op.arity() + " arguments, found " + args.size());
      }
    }
  }

  /** The argument {@code index}. */
  static ScalarExpr arg(int index) {
    return new Arg(index);
  }

  /** A literal number. */
  static ScalarExpr lit(double value) {
    return new Literal(value);
  }

  /** A literal truth value. */
  static ScalarExpr truth(boolean value) {
    return new Truth(value);
  }

  /** An operation. */
  static ScalarExpr of(ScalarOp op, ScalarExpr... args) {
    return new Operation(op, List.of(args));
  }
}
