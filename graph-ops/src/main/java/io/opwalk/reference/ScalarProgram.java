package io.opwalk.reference;

import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarExpr.Arg;
import io.opwalk.ops.scalar.ScalarExpr.Literal;
import io.opwalk.ops.scalar.ScalarExpr.Operation;
import io.opwalk.ops.scalar.ScalarExpr.Truth;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scalar code as the sequence of its subexpressions, each once: as a tree, code may be far larger
 * than in memory.
 */
final class ScalarProgram {
  private final ScalarInterpreter interpreter;
  private final List<ScalarExpr> steps;
  private final Map<Operation, int[]> operands = new IdentityHashMap<>();

  ScalarProgram(ScalarExpr code, ScalarInterpreter interpreter) {
    this.interpreter = interpreter;
    this.steps = ScalarExpr.postOrder(code);
    Map<ScalarExpr, Integer> places = new IdentityHashMap<>();
    for (ScalarExpr step : steps) {
      if (step instanceof Operation operation) {
        operands.put(operation, operation.args().stream().mapToInt(places::get).toArray());
      }
      places.put(step, places.size());
    }
  }

  /** The value of the code for the given arguments, elements as {@link ArrayWriter} has them. */
  Object run(List<Object> args) {
    List<Object> values = new ArrayList<>(steps.size());
    for (ScalarExpr step : steps) {
      values.add(value(step, args, values));
    }
    return values.get(values.size() - 1);
  }

  private Object value(ScalarExpr step, List<Object> args, List<Object> values) {
    if (step instanceof Arg arg) {
      return args.get(arg.index());
    }
    if (step instanceof Literal literal) {
      return interpreter.literal(literal.value());
    }
    if (step instanceof Truth truth) {
      return truth.value();
    }
    Operation operation = (Operation) step;
    int[] places = operands.get(operation);
    Object[] inputs = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      inputs[i] = values.get(places[i]);
    }
    return interpreter.apply(operation.op(), inputs);
  }
}
