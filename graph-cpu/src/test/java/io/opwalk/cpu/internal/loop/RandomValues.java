package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Values and indices at random, over what is in sight of a statement. */
class RandomValues {
  private final Random random;
  private final List<LoopFunction.Buffer> buffers;
  private final List<DType> scalars;
  private final int sizes;
  private final List<Local> locals = new ArrayList<>();
  private final List<Local> assignable = new ArrayList<>();
  private final List<Index.Counter> counters = new ArrayList<>();

  RandomValues(Random random, List<LoopFunction.Buffer> buffers, List<DType> scalars, int sizes) {
    this.random = random;
    this.buffers = buffers;
    this.scalars = scalars;
    this.sizes = sizes;
  }

  RandomValues copy() {
    RandomValues copy = withoutAssignable();
    copy.assignable.addAll(assignable);
    return copy;
  }

  /** For the body of a loop through which nothing may be carried. */
  RandomValues withoutAssignable() {
    RandomValues copy = new RandomValues(random, buffers, scalars, sizes);
    copy.locals.addAll(locals);
    copy.counters.addAll(counters);
    return copy;
  }

  /** For the body of a loop with lanes, which chooses a lane of no other locals than these. */
  RandomValues inLanes(int lanes) {
    RandomValues copy = withoutAssignable();
    copy.locals.removeIf(local -> local.lanes() > 1 && local.lanes() != lanes);
    return copy;
  }

  void add(Local local) {
    locals.add(local);
    assignable.add(local);
  }

  void add(Index.Counter counter) {
    counters.add(counter);
  }

  List<Local> assignable() {
    return assignable;
  }

  /** An index below 30: a counter or a number. */
  Index small() {
    return counters.isEmpty() || random.nextInt(4) == 0
        ? Index.of(random.nextInt(8))
        : counters.get(random.nextInt(counters.size()));
  }

  /** An index below {@link RandomLoops#LENGTH}. */
  Index index() {
    return switch (random.nextInt(5)) {
      case 0 -> small();
      case 1 -> small().plus(Index.of(random.nextInt(5)));
      case 2 -> small().times(Index.of(3)).plus(small());
      case 3 -> small().plus(Index.of(2)).times(Index.of(2)).minus(Index.of(1));
      default -> small().times(new Index.Size(random.nextInt(sizes))).plus(small());
    };
  }

  /** A value of a dtype, of a depth. */
  Value value(DType dtype, int depth) {
    if (depth <= 1 || random.nextInt(6) == 0) {
      return leaf(dtype);
    }
    if (random.nextInt(10) == 0) {
      return new Convert(dtype, value(DType.values()[random.nextInt(5)], depth - 1));
    }
    List<ScalarOp> ops = Stream.of(ScalarOp.values())
        .filter(op -> gives(op, dtype) && isWanted(op))
        .toList();
    ScalarOp op = ops.get(random.nextInt(ops.size()));
    DType operands =
        op.kind() == ScalarOp.Kind.COMPARISON ? DType.values()[random.nextInt(5)] : dtype;
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      boolean condition = op == ScalarOp.SELECT && i == 0;
      args.add(value(condition ? DType.BOOL : operands, depth - 1));
    }
    if (op.canFail() && operands.isInteger()) {
      // |x| may be the least integer; the larger one of that and 1 is positive.
      Value magnitude = new Compute(ScalarOp.ABS, operands, List.of(args.get(1)));
      args.set(
          1, new Compute(ScalarOp.MAX, operands, List.of(magnitude, new Literal(operands, 1))));
    }
    // Now and then the same argument twice, for what computes equal things once.
    if (op.arity() == 2 && !op.canFail() && random.nextInt(4) == 0) {
      args.set(1, args.get(0));
    }
    return new Compute(op, operands, args);
  }

  /** Whether an operation is to be drawn. */
  boolean isWanted(ScalarOp op) {
    return true;
  }

  private static boolean gives(ScalarOp op, DType dtype) {
    return switch (op.kind()) {
      case ARITHMETIC -> dtype.isNumeric();
      case INTEGER -> dtype.isInteger();
      case ROUNDING, FUNCTION -> dtype.isFloating();
      // What becomes of a NaN is not defined.
      case PATTERN -> false;
      case COMPARISON, LOGIC -> dtype == DType.BOOL;
      case SELECTION -> true;
    };
  }

  private Value leaf(DType dtype) {
    List<Value> leaves = new ArrayList<>();
    leaves.add(new Literal(dtype, List.of(0.0, 1.0, 2.0, -0.5, 100.0).get(random.nextInt(5))));
    for (int b = 0; b < buffers.size(); b++) {
      if (buffers.get(b).dtype() == dtype) {
        leaves.add(new Load(b, dtype, index()));
        leaves.add(new Load(b, dtype, index()));
      }
    }
    for (int s = 0; s < scalars.size(); s++) {
      if (scalars.get(s) == dtype) {
        leaves.add(new Scalar(dtype, s));
      }
    }
    for (Local local : locals) {
      if (local.dtype() == dtype) {
        leaves.add(new Read(local));
        leaves.add(new Read(local));
      }
    }
    if (dtype.isInteger()) {
      leaves.add(new Position(dtype, index()));
    }
    return leaves.get(random.nextInt(leaves.size()));
  }
}
