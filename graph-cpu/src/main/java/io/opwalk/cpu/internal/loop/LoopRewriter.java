package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds statements, from the inside out. As it is, it changes nothing; a pass overrides what it
 * changes.
 */
abstract class LoopRewriter {
  /** A list of statements. */
  List<Statement> block(List<Statement> block) {
    List<Statement> rewritten = new ArrayList<>();
    for (Statement statement : block) {
      rewritten.addAll(statement(statement));
    }
    return rewritten;
  }

  /** What takes the place of a statement. */
  List<Statement> statement(Statement statement) {
    return List.of(parts(statement));
  }

  /** The statement with its parts rewritten. */
  final Statement parts(Statement statement) {
    if (statement instanceof For loop) {
      return new For(
          counter(loop.counter()),
          index(loop.from()),
          index(loop.to()),
          loop.step(),
          loop.lanes(),
          loop.parallel(),
          block(loop.body()));
    }
    if (statement instanceof If condition) {
      return new If(value(condition.condition()), block(condition.body()));
    }
    if (statement instanceof Let let) {
      Value value = value(let.value());
      return new Let(local(let.local()), value);
    }
    if (statement instanceof Assign assign) {
      return new Assign(local(assign.local()), value(assign.value()));
    }
    if (statement instanceof Store store) {
      return new Store(store.buffer(), index(store.at()), value(store.value()));
    }
    if (statement instanceof Mark mark) {
      Index at = index(mark.at());
      return new Mark(counter(mark.counter()), at);
    }
    if (statement instanceof Pick pick) {
      Value picked = value(pick.picked());
      Index size = index(pick.size());
      Index row = index(pick.row());
      Index column = index(pick.column());
      return new Pick(counter(pick.counter()), picked, size, row, column);
    }
    if (statement instanceof Fold fold) {
      return new Fold(local(fold.local()), local(fold.partials()), fold.op());
    }
    return Statements.withBody(statement, block(Statements.body(statement)));
  }

  /** A value; every object in it is rewritten once. */
  final Value value(Value root) {
    Map<Value, Value> rewritten = new IdentityHashMap<>();
    for (Value value : Values.postOrder(List.of(root))) {
      List<Value> args = new ArrayList<>();
      for (Value arg : Values.args(value)) {
        args.add(rewritten.get(arg));
      }
      rewritten.put(value, args.isEmpty() ? leaf(value) : made(Values.withArgs(value, args)));
    }
    return rewritten.get(root);
  }

  /** What takes the place of a value whose arguments are rewritten. */
  Value made(Value value) {
    return value;
  }

  /** A value without arguments. */
  Value leaf(Value value) {
    if (value instanceof Load load) {
      return new Load(load.buffer(), load.dtype(), index(load.at()));
    }
    if (value instanceof Position position) {
      return new Position(position.dtype(), index(position.index()));
    }
    return value instanceof Read read ? new Read(local(read.local())) : value;
  }

  /** An index, made anew from its parts, so that numbers in it are added up. */
  Index index(Index index) {
    if (index instanceof Index.Sum sum) {
      return index(sum.left()).plus(index(sum.right()));
    }
    if (index instanceof Index.Product product) {
      return index(product.left()).times(index(product.right()));
    }
    return index instanceof Index.FloorTo floor
        ? new Index.FloorTo(index(floor.left()), floor.right())
        : index;
  }

  /** A local, where it is declared and wherever else it is mentioned. */
  Local local(Local local) {
    return local;
  }

  /** A counter, where it is declared; {@link #index} is for where it is mentioned. */
  Index.Counter counter(Index.Counter counter) {
    return counter;
  }
}
