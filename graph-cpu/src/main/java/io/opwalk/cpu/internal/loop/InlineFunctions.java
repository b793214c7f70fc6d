package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the code of elementary functions in the place of their calls, for a target that cannot call
 * them. Values become large and share much: {@link Share} comes next.
 */
public final class InlineFunctions extends LoopRewriter {
  private final Map<DType, ElementaryValues> functions = new EnumMap<>(DType.class);

  private InlineFunctions() {}

  /** The function over basic operations, and calls of functions that have no code. */
  public static LoopFunction apply(LoopFunction function) {
    return function.withBody(new InlineFunctions().block(function.body()));
  }

  @Override
  Value made(Value value) {
    if (value instanceof Compute compute && compute.op().kind() == ScalarOp.Kind.FUNCTION) {
      ElementaryValues ofDtype =
          functions.computeIfAbsent(compute.operands(), ElementaryValues::new);
      List<Value> args = compute.args();
      return ofDtype.has(compute.op()) ? ofDtype.of(compute.op(), args) : value;
    }
    return value;
  }
}
