package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A loop taken apart: what does not change in it, and the rest of it. */
final class LoopInvariants {
  private final LoopFunction function;
  private final Names names;
  private final Set<Local> changing = new HashSet<>();
  private final Set<Index.Counter> changingCounters = new HashSet<>();
  private final Set<Local> assigned = new HashSet<>();
  private final List<Statement> moved = new ArrayList<>();
  private final For remaining;

  LoopInvariants(LoopFunction function, For loop, Names names) {
    this.function = function;
    this.names = names;
    for (Statement statement : Statements.all(List.of(loop))) {
      noteChanges(statement);
    }
    this.remaining = loop.withBody(block(loop.body(), Optional.of(List.of(loop))));
  }

  private void noteChanges(Statement statement) {
    Optional<Local> declared = Statements.declared(statement);
    if (declared.isPresent()) {
      changing.add(declared.get());
    }
    if (statement instanceof Assign assign) {
      changing.add(assign.local());
      assigned.add(assign.local());
    }
    Optional<Index.Counter> named = Statements.named(statement);
    if (named.isPresent()) {
      changingCounters.add(named.get());
    }
  }

  /** What comes before the loop. */
  List<Statement> moved() {
    return moved;
  }

  /** The loop without it. */
  For remaining() {
    return remaining;
  }

  /**
   * The rest of a block.
   *
   * @param loops the loops around the block, from the one that things move out of; empty where they
   *     are not known to have an iteration outside of that loop
   */
  private List<Statement> block(List<Statement> block, Optional<List<For>> loops) {
    List<Statement> rest = new ArrayList<>();
    for (Statement statement : block) {
      if (statement instanceof For loop) {
        rest.add(loop.withBody(block(loop.body(), enter(loops, loop))));
      } else if (statement instanceof Outlined outlined) {
        rest.add(new Outlined(block(outlined.body(), loops)));
      } else if (statement instanceof Let let && isMovable(let, loops)) {
        move(let.local(), let.value(), loops);
        changing.remove(let.local());
      } else {
        rest.add(simple(statement, loops));
      }
    }
    return rest;
  }

  private Optional<List<For>> enter(Optional<List<For>> loops, For loop) {
    if (loops.isEmpty() || changes(loop.from()) || changes(loop.to())) {
      return Optional.empty();
    }
    List<For> inner = new ArrayList<>(loops.get());
    inner.add(loop);
    return Optional.of(inner);
  }

  private boolean isMovable(Let let, Optional<List<For>> loops) {
    return let.local().lanes() == 1
        && !assigned.contains(let.local())
        && !changes(let.value())
        && (loops.isPresent() || !canFail(let.value()));
  }

  private Statement simple(Statement statement, Optional<List<For>> loops) {
    if (statement instanceof Let let) {
      return new Let(let.local(), rest(let.value(), loops));
    }
    if (statement instanceof Assign assign) {
      return new Assign(assign.local(), rest(assign.value(), loops));
    }
    if (statement instanceof Store store) {
      return new Store(store.buffer(), store.at(), rest(store.value(), loops));
    }
    return statement instanceof If condition
        ? new If(rest(condition.condition(), loops), condition.body())
        : statement;
  }

  /** The value with locals in place of what moves. */
  private Value rest(Value value, Optional<List<For>> loops) {
    if (!changes(value)) {
      if (isCostly(value) && (loops.isPresent() || !canFail(value))) {
        Local local = Local.of(names.fresh("h"), value.dtype());
        move(local, value, loops);
        return new Read(local);
      }
    }
    List<Value> args = new ArrayList<>();
    for (Value arg : Values.args(value)) {
      args.add(rest(arg, loops));
    }
    return Values.withArgs(value, args);
  }

  private void move(Local local, Value value, Optional<List<For>> loops) {
    List<Value> conditions = new ArrayList<>();
    if (canFail(value)) {
      for (For loop : loops.orElseThrow()) {
        nonEmpty(loop).ifPresent(conditions::add);
      }
    }
    if (conditions.isEmpty()) {
      moved.add(new Let(local, value));
      return;
    }
    Value all = conditions.stream()
        .reduce((one, other) -> new Compute(ScalarOp.AND, DType.BOOL, List.of(one, other)))
        .orElseThrow();
    moved.add(new Let(local, new Literal(local.dtype(), 0)));
    moved.add(new If(all, List.of(new Assign(local, value))));
  }

  /** The condition for the loop to have an iteration; none where it certainly has. */
  private static Optional<Value> nonEmpty(For loop) {
    if (loop.from() instanceof Index.Const from
        && loop.to() instanceof Index.Const to
        && from.value() < to.value()) {
      return Optional.empty();
    }
    Value from = new Position(DType.INT32, loop.from());
    Value to = new Position(DType.INT32, loop.to());
    return Optional.of(new Compute(ScalarOp.LT, DType.INT32, List.of(from, to)));
  }

  private boolean changes(Value value) {
    for (Value part : Values.postOrder(List.of(value))) {
      boolean changes = part instanceof Read read
          ? changing.contains(read.local()) || read.local().lanes() > 1
          : part instanceof Load load
              ? function.buffers().get(load.buffer()).written() || changes(load.at())
              : part instanceof Position position && changes(position.index());
      if (changes) {
        return true;
      }
    }
    return false;
  }

  private boolean changes(Index index) {
    if (index instanceof Index.Counter counter) {
      return changingCounters.contains(counter);
    }
    if (index instanceof Index.Sum sum) {
      return changes(sum.left()) || changes(sum.right());
    }
    if (index instanceof Index.Product product) {
      return changes(product.left()) || changes(product.right());
    }
    return index instanceof Index.FloorTo floor && changes(floor.left());
  }

  private static boolean isCostly(Value value) {
    for (Value part : Values.postOrder(List.of(value))) {
      if (part instanceof Load
          || part instanceof Compute compute && compute.op().kind() == ScalarOp.Kind.FUNCTION) {
        return true;
      }
    }
    return false;
  }

  private static boolean canFail(Value value) {
    for (Value part : Values.postOrder(List.of(value))) {
      if (part instanceof Load
          || part instanceof Compute compute
              && compute.operands().isInteger()
              && compute.op().canFail()) {
        return true;
      }
    }
    return false;
  }
}
