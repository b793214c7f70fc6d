package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.ops.elementary.Elementary;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Elementary functions as values over basic operations, of one floating dtype. The values share
 * what their code shares: {@link Share} gives it names. For one thread, since it keeps the code.
 */
public final class ElementaryValues {
  private final DType dtype;
  private final Map<ScalarOp, Optional<ScalarExpr>> known = new EnumMap<>(ScalarOp.class);

  /** For functions in one dtype. */
  public ElementaryValues(DType dtype) {
    this.dtype = dtype;
  }

  /** Whether the operation is a function that has code. */
  public boolean has(ScalarOp op) {
    return code(op).isPresent();
  }

  private Optional<ScalarExpr> code(ScalarOp op) {
    if (op.kind() != ScalarOp.Kind.FUNCTION || !dtype.isFloating()) {
      return Optional.empty();
    }
    if (!known.containsKey(op)) {
      known.put(op, Elementary.code(op, dtype));
    }
    return known.get(op);
  }

  /**
   * The value of a function that has code.
   *
   * @throws IllegalArgumentException where it has none
   */
  public Value of(ScalarOp op, List<Value> args) {
    Optional<ScalarExpr> code = code(op);
    if (code.isEmpty()) {
      throw new IllegalArgumentException(op + " of " + dtype + " has no code");
    }
    Map<ScalarExpr, Value> done = new IdentityHashMap<>();
    for (ScalarExpr expr : ScalarExpr.postOrder(code.get())) {
      done.put(expr, value(expr, args, done));
    }
    return done.get(code.get());
  }

  private Value value(ScalarExpr expr, List<Value> args, Map<ScalarExpr, Value> done) {
    if (expr instanceof ScalarExpr.Arg arg) {
      return args.get(arg.index());
    }
    if (expr instanceof ScalarExpr.Literal literal) {
      return new Literal(dtype, literal.value());
    }
    if (expr instanceof ScalarExpr.Truth truth) {
      return new Literal(DType.BOOL, truth.value() ? 1 : 0);
    }
    ScalarExpr.Operation operation = (ScalarExpr.Operation) expr;
    List<Value> operands = new ArrayList<>();
    for (ScalarExpr arg : operation.args()) {
      operands.add(done.get(arg));
    }
    return new Compute(operation.op(), operands.get(operands.size() - 1).dtype(), operands);
  }
}
