package io.opwalk.ops.scalar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
  record Arg(int index) implements ScalarExpr {
    @Override
    public String toString() {
      return ScalarExprPrinter.print(this);
    }
  }

  /** A number, rounded to the dtype of computation. */
  record Literal(double value) implements ScalarExpr {
    // The default for double components is Double.compare, which tells -0.0 from 0.0 as needed
    // here.

    @Override
    public String toString() {
      return ScalarExprPrinter.print(this);
    }
  }

  /** True or false. */
  record Truth(boolean value) implements ScalarExpr {
    @Override
    public String toString() {
      return ScalarExprPrinter.print(this);
    }
  }

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

    /** As {@link ScalarExprPrinter} prints it. */
    @Override
    public String toString() {
      return ScalarExprPrinter.print(this);
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

  /**
   * The subexpressions of {@code code}, each object once and after its arguments; {@code code}
   * comes last. Iterative, since code may be deep, and by identity, since as a tree it may be far
   * larger than in memory.
   */
  static List<ScalarExpr> postOrder(ScalarExpr code) {
    List<ScalarExpr> order = new ArrayList<>();
    Set<ScalarExpr> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<ScalarExpr> open = new ArrayDeque<>();
    open.push(code);
    while (!open.isEmpty()) {
      ScalarExpr expr = open.peek();
      boolean ready = true;
      if (expr instanceof Operation operation) {
        // Pushed last to first, so that the order is that of reading.
        for (int i = operation.args().size() - 1; i >= 0; i--) {
          if (!done.contains(operation.args().get(i))) {
            open.push(operation.args().get(i));
            ready = false;
          }
        }
      }
      if (ready) {
        open.pop();
        if (done.add(expr)) {
          order.add(expr);
        }
      }
    }
    return order;
  }
}
