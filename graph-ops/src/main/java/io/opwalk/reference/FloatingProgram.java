package io.opwalk.reference;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarExpr.Arg;
import io.opwalk.ops.scalar.ScalarExpr.Literal;
import io.opwalk.ops.scalar.ScalarExpr.Operation;
import io.opwalk.ops.scalar.ScalarExpr.Truth;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scalar code of floating numbers as a list of operations on registers, for what is run on every
 * element: the code of an elementary function. Truth values are 1 and 0. For one thread, since the
 * registers are kept.
 */
final class FloatingProgram {
  private final ScalarInterpreter scalars;
  private final double[] registers;
  private final List<Step> steps = new ArrayList<>();
  private final int result;

  /** An operation, the registers that it reads, and the one that it writes. */
  private record Step(ScalarOp op, int a, int b, int c, int to) {}

  /** The code, in the floating dtype of the interpreter. */
  FloatingProgram(ScalarExpr code, ScalarInterpreter scalars) {
    this.scalars = scalars;
    List<ScalarExpr> order = ScalarExpr.postOrder(code);
    Map<ScalarExpr, Integer> places = new IdentityHashMap<>();
    int arguments = 1
        + order.stream()
            .mapToInt(expr -> expr instanceof Arg arg ? arg.index() : -1)
            .max()
            .orElse(-1);
    registers = new double[arguments + order.size()];
    int next = arguments;
    for (ScalarExpr expr : order) {
      if (expr instanceof Arg arg) {
        places.put(expr, arg.index());
        continue;
      }
      if (expr instanceof Literal literal) {
        registers[next] = (Double) scalars.literal(literal.value());
      } else if (expr instanceof Truth truth) {
        registers[next] = number(truth.value());
      } else {
        steps.add(step((Operation) expr, places, next));
      }
      places.put(expr, next);
      next++;
    }
    result = places.get(code);
  }

  private static Step step(Operation operation, Map<ScalarExpr, Integer> places, int to) {
    int[] from = operation.args().stream().mapToInt(places::get).toArray();
    int b = from.length > 1 ? from[1] : from[0];
    int c = from.length > 2 ? from[2] : b;
    return new Step(operation.op(), from[0], b, c, to);
  }

  /** The value for the given arguments. */
  double run(double... args) {
    System.arraycopy(args, 0, registers, 0, args.length);
    for (Step step : steps) {
      registers[step.to] = value(step.op, registers[step.a], registers[step.b], registers[step.c]);
    }
    return registers[result];
  }

  private double value(ScalarOp op, double a, double b, double c) {
    return switch (op.kind()) {
      case ARITHMETIC ->
        op == ScalarOp.FMA
            ? scalars.fma(a, b, c)
            : scalars.round(ScalarInterpreter.floating(op, a, b));
      case ROUNDING -> scalars.round(ScalarInterpreter.rounding(op, a));
      case PATTERN -> scalars.pattern(op, a, b);
      case FUNCTION -> scalars.called(op, a);
      case COMPARISON -> number(ScalarInterpreter.ordered(op, a, b));
      case LOGIC -> number(ScalarInterpreter.logic(op, a != 0, b != 0));
      case SELECTION -> a != 0 ? b : c;
      case INTEGER -> throw new IllegalStateException(op + " of floating numbers");
    };
  }

  private static double number(boolean truth) {
    return truth ? 1 : 0;
  }
}
