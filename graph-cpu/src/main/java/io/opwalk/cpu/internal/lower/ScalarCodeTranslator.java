package io.opwalk.cpu.internal.lower;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns scalar code into statements: every operation into a local of its own, and the same
 * operation on the same locals into the same local.
 */
final class ScalarCodeTranslator {
  private final KernelBuilder kernel;
  private final List<Statement> into;
  private final Map<Value, Value> known = new HashMap<>();

  ScalarCodeTranslator(KernelBuilder kernel, List<Statement> into) {
    this.kernel = kernel;
    this.into = into;
  }

  /** A local that holds the value; the same local for an equal value. */
  Value name(Value value) {
    if (value instanceof Value.Read
        || value instanceof Value.Literal
        || value instanceof Value.Scalar) {
      return value;
    }
    Value name = known.get(value);
    if (name == null) {
      Local local = kernel.local(value.dtype());
      into.add(new Statement.Let(local, value));
      name = new Value.Read(local);
      known.put(value, name);
    }
    return name;
  }

  /** The value of {@code code} for the given arguments. */
  Value translate(ScalarExpr code, List<Value> args, DType compute) {
    Map<ScalarExpr, Value> done = new IdentityHashMap<>();
    for (ScalarExpr expr : ScalarExpr.postOrder(code)) {
      done.put(expr, one(expr, args, compute, done));
    }
    return done.get(code);
  }

  private Value one(ScalarExpr expr, List<Value> args, DType compute, Map<ScalarExpr, Value> done) {
    if (expr instanceof ScalarExpr.Arg arg) {
      return args.get(arg.index());
    }
    if (expr instanceof ScalarExpr.Literal literal) {
      return new Value.Literal(compute, literal.value());
    }
    if (expr instanceof ScalarExpr.Truth truth) {
      return new Value.Literal(DType.BOOL, truth.value() ? 1 : 0);
    }
    ScalarExpr.Operation operation = (ScalarExpr.Operation) expr;
    List<Value> operands = new ArrayList<>();
    for (ScalarExpr arg : operation.args()) {
      operands.add(done.get(arg));
    }
    // A SELECT computes in the dtype of what it selects; all others in that of their first operand.
    DType dtype = operands.get(operands.size() - 1).dtype();
    if (operation.op().kind() == ScalarOp.Kind.ROUNDING && dtype.isInteger()) {
      // An integer rounds to itself, and the loop IR has no code for it.
      return operands.get(0);
    }
    return name(new Value.Compute(operation.op(), dtype, operands));
  }
}
