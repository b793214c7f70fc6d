package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.List;

/** The rules for values and indices, as seen from one statement. */
final class ValueChecker {
  private final LoopFunction function;
  private final Scope scope;

  ValueChecker(LoopFunction function, Scope scope) {
    this.function = function;
    this.scope = scope;
  }

  void value(Value root) {
    for (Value value : Values.postOrder(List.of(root))) {
      if (value instanceof Compute compute) {
        compute(compute);
      } else if (value instanceof Load load) {
        agree("b" + load.buffer() + " and the load", buffer(load.buffer()).dtype(), load.dtype());
        index(load.at());
      } else if (value instanceof Scalar scalar) {
        scalar(scalar);
      } else if (value instanceof Read read) {
        lane(read.local());
      } else if (value instanceof Position position) {
        Violation.unless(position.dtype().isInteger(), "a position as " + position.dtype());
        index(position.index());
      }
    }
  }

  private void compute(Compute compute) {
    List<Value> args = compute.args();
    Violation.unless(
        args.size() == compute.op().arity(), compute.op() + " of " + args.size() + " arguments");
    DType operands = compute.operands();
    boolean admitted = switch (compute.op().kind()) {
      case ARITHMETIC -> operands.isNumeric();
      case INTEGER -> operands.isInteger();
      case ROUNDING, PATTERN, FUNCTION -> operands.isFloating();
      case LOGIC -> operands == DType.BOOL;
      case COMPARISON, SELECTION -> true;
    };
    Violation.unless(admitted, compute.op() + " is not defined for " + operands);
    for (int i = 0; i < args.size(); i++) {
      boolean condition = compute.op() == ScalarOp.SELECT && i == 0;
      agree(
          "argument " + i + " of " + compute.op(),
          args.get(i).dtype(),
          condition ? DType.BOOL : operands);
    }
  }

  private void scalar(Scalar scalar) {
    int parameter = scalar.parameter();
    Violation.unless(
        parameter >= 0 && parameter < function.scalars().size(), "no scalar s" + parameter);
    agree("s" + parameter, function.scalars().get(parameter), scalar.dtype());
  }

  /** Checks that one lane of the local can be read or assigned here. */
  void lane(Local local) {
    Violation.unless(scope.sees(local), "no such local in scope: " + local);
    if (local.lanes() > 1) {
      int lanes = scope.loopsSince(local).stream()
          .map(For::lanes)
          .filter(l -> l > 1)
          .reduce(1, (outer, inner) -> inner);
      Violation.unless(
          lanes == local.lanes(),
          local + " has " + local.lanes() + " lanes, the loop that would choose one has " + lanes);
    }
  }

  LoopFunction.Buffer buffer(int buffer) {
    Violation.unless(buffer >= 0 && buffer < function.buffers().size(), "no buffer b" + buffer);
    return function.buffers().get(buffer);
  }

  void index(Index index) {
    if (index instanceof Index.Size size) {
      Violation.unless(
          size.parameter() >= 0 && size.parameter() < function.sizes(), "no size " + size);
    } else if (index instanceof Index.Counter counter) {
      Violation.unless(scope.sees(counter), "no such counter in scope: " + counter);
    } else if (index instanceof Index.Sum sum) {
      index(sum.left());
      index(sum.right());
    } else if (index instanceof Index.Product product) {
      index(product.left());
      index(product.right());
    } else if (index instanceof Index.FloorTo floor) {
      Violation.unless(floor.right() >= 1, "a multiple of " + floor.right());
      index(floor.left());
    }
  }

  void agree(String what, DType found, DType expected) {
    Violation.unless(found == expected, what + ": found " + found + ", expected " + expected);
  }
}
