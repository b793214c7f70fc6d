package io.opwalk.ops.scalar;

import io.opwalk.ops.scalar.ScalarExpr.Arg;
import io.opwalk.ops.scalar.ScalarExpr.Operation;
import io.opwalk.ops.scalar.ScalarExpr.Truth;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The type rule of scalar code: every expression is a number or a truth value. */
final class ScalarCode {
  private enum Sort {
    NUMBER,
    TRUTH,
    /** An argument of a function that takes all dtypes. */
    EITHER;

    boolean agrees(Sort other) {
      return this == other || this == EITHER || other == EITHER;
    }
  }

  private static final Set<Domain> INTEGERS = Set.of(Domain.INTEGER, Domain.INT64);

  private final ScalarFunction function;
  private final Map<ScalarExpr, Sort> known = new IdentityHashMap<>();

  private ScalarCode(ScalarFunction function) {
    this.function = function;
  }

  static void check(ScalarFunction function) {
    Sort sort = new ScalarCode(function).sort();
    boolean truth = function.isTruthValued() || function.domain() == Domain.LOGICAL;
    if (!sort.agrees(truth ? Sort.TRUTH : Sort.NUMBER) && function.domain() != Domain.ANY) {
      throw complaint(function, "the code gives a " + sort);
    }
  }

  private Sort sort() {
    for (ScalarExpr expr : ScalarExpr.postOrder(function.code())) {
      known.put(expr, derive(expr));
    }
    return known.get(function.code());
  }

  private Sort derive(ScalarExpr expr) {
    if (expr instanceof Arg arg) {
      return argument(arg.index());
    }
    if (expr instanceof Operation operation) {
      return operation(operation);
    }
    return expr instanceof Truth ? Sort.TRUTH : Sort.NUMBER;
  }

  private Sort argument(int index) {
    if (index < 0 || index >= function.arity()) {
      throw complaint(function, "the code mentions argument " + index);
    }
    if (function.isConditional() && index == 0) {
      return Sort.TRUTH;
    }
    return switch (function.domain()) {
      case FLOATING, INTEGER, INT64, NUMERIC -> Sort.NUMBER;
      case LOGICAL -> Sort.TRUTH;
      case ANY -> Sort.EITHER;
    };
  }

  private Sort operation(Operation operation) {
    checkDomain(operation.op());
    List<Sort> args = new ArrayList<>();
    for (ScalarExpr arg : operation.args()) {
      args.add(known.get(arg));
    }
    return switch (operation.op().kind()) {
      case ARITHMETIC, INTEGER, ROUNDING, PATTERN, FUNCTION -> {
        for (Sort arg : args) {
          require(operation, arg, Sort.NUMBER);
        }
        yield Sort.NUMBER;
      }
      case COMPARISON -> {
        require(operation, args.get(0), args.get(1));
        yield Sort.TRUTH;
      }
      case LOGIC -> {
        for (Sort arg : args) {
          require(operation, arg, Sort.TRUTH);
        }
        yield Sort.TRUTH;
      }
      case SELECTION -> {
        require(operation, args.get(0), Sort.TRUTH);
        require(operation, args.get(1), args.get(2));
        yield args.get(1) == Sort.EITHER ? args.get(2) : args.get(1);
      }
    };
  }

  private void checkDomain(ScalarOp op) {
    if (op.isFloatingOnly() && function.domain() != Domain.FLOATING) {
      throw complaint(function, op + " is for floating dtypes, and the function for more");
    }
    if (op.isIntegerOnly() && !INTEGERS.contains(function.domain())) {
      throw complaint(function, op + " is for integer dtypes, and the function for more");
    }
  }

  private void require(Operation operation, Sort found, Sort expected) {
    if (!found.agrees(expected)) {
      throw complaint(
          function, operation.op() + " is given a " + found + " where a " + expected + " belongs");
    }
  }

  private static IllegalArgumentException complaint(ScalarFunction function, String what) {
    return new IllegalArgumentException(
        "scalar function '" + function.name() + "' of " + function.arity() + " arguments: " + what);
  }
}
