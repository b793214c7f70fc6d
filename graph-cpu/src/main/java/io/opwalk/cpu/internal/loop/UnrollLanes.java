package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every lane a local of its own and every loop with lanes one copy of its body per lane.
 * Afterwards nothing has lanes, and every result has the same bits.
 *
 * <p>What is left of a loop when its iterations are no multiple of the lanes is one more copy per
 * lane but the last, each under a condition: {@code 2 * lanes - 1} copies in all.
 */
public final class UnrollLanes extends LoopRewriter {
  /** The lane whose copy is being made; negative outside of loops with lanes. */
  private int lane = -1;

  private final Names names;

  /** What stands for a local that is declared anew: one local per lane. */
  private final Map<Local, List<Local>> locals = new HashMap<>();

  private final Map<Index.Counter, Index> counters = new HashMap<>();

  private UnrollLanes(LoopFunction function) {
    this.names = new Names(function);
  }

  /** The function without lanes. */
  public static LoopFunction apply(LoopFunction function) {
    return function.withBody(new UnrollLanes(function).block(function.body()));
  }

  @Override
  List<Statement> statement(Statement statement) {
    if (statement instanceof For loop && loop.lanes() > 1) {
      return unroll(loop);
    }
    if (statement instanceof Let let) {
      return let(let);
    }
    if (statement instanceof Fold fold) {
      Value folded = fold(fold.op(), locals.get(fold.partials()));
      return List.of(new Let(declare(fold.local()).get(0), folded));
    }
    return super.statement(statement);
  }

  @Override
  Local local(Local local) {
    List<Local> replaced = locals.getOrDefault(local, List.of(local));
    return replaced.get(local.lanes() == 1 ? 0 : lane);
  }

  @Override
  Index.Counter counter(Index.Counter counter) {
    if (lane < 0) {
      return counter;
    }
    Index.Counter copy = fresh(counter);
    counters.put(counter, copy);
    return copy;
  }

  @Override
  Index index(Index index) {
    return index instanceof Index.Counter counter
        ? counters.getOrDefault(counter, counter)
        : super.index(index);
  }

  private List<Statement> let(Let let) {
    Value value = value(let.value());
    List<Local> declared = declare(let.local());
    List<Statement> lets = new ArrayList<>();
    lets.add(new Let(declared.get(0), value));
    for (Local other : declared.subList(1, declared.size())) {
      lets.add(new Let(other, new Read(declared.get(0))));
    }
    return lets;
  }

  private List<Local> declare(Local local) {
    if (lane < 0 && local.lanes() == 1) {
      return List.of(local);
    }
    List<Local> declared = new ArrayList<>();
    for (int i = 0; i < local.lanes(); i++) {
      declared.add(Local.of(names.fresh(local.name() + "_"), local.dtype()));
    }
    locals.put(local, declared);
    return declared;
  }

  private static Value fold(ScalarOp op, List<Local> lanes) {
    List<Value> partials = new ArrayList<>();
    lanes.forEach(local -> partials.add(new Read(local)));
    while (partials.size() > 1) {
      int half = partials.size() / 2;
      for (int i = 0; i < half; i++) {
        List<Value> pair = List.of(partials.get(i), partials.remove(half));
        partials.set(i, new Compute(op, lanes.get(0).dtype(), pair));
      }
    }
    return partials.get(0);
  }

  private List<Statement> unroll(For loop) {
    Index from = index(loop.from());
    Index to = index(loop.to());
    Index.Counter whole = fresh(loop.counter());
    Index.Counter counter = fresh(loop.counter());
    List<Statement> copies = new ArrayList<>();
    for (int copied = 0; copied < loop.lanes(); copied++) {
      copies.addAll(copy(loop, copied, counter));
    }
    List<Statement> rest = List.of();
    for (int copied = loop.lanes() - 2; copied >= 0; copied--) {
      List<Statement> guarded = new ArrayList<>(copy(loop, copied, whole));
      guarded.addAll(rest);
      rest = List.of(new If(below(whole.plus(Index.of(copied)), to), guarded));
    }
    // Sizes are not negative; of other bounds it is not known which one is larger.
    boolean ordered = from.equals(Index.of(0)) && to instanceof Index.Size;
    if (!ordered) {
      rest = List.of(new If(below(from, to), rest));
    }
    List<Statement> unrolled = new ArrayList<>();
    Index wholeLanes = new Index.FloorTo(to.minus(from), loop.lanes());
    unrolled.add(new Mark(whole, from.plus(wholeLanes)));
    unrolled.add(new For(counter, from, whole, loop.lanes(), 1, false, copies));
    unrolled.addAll(rest);
    return unrolled;
  }

  private static Value below(Index left, Index right) {
    List<Value> both = List.of(new Position(DType.INT32, left), new Position(DType.INT32, right));
    return new Compute(ScalarOp.LT, DType.INT32, both);
  }

  private List<Statement> copy(For loop, int copied, Index.Counter base) {
    int outer = lane;
    lane = copied;
    counters.put(loop.counter(), base.plus(Index.of(copied)));
    List<Statement> copy = block(loop.body());
    lane = outer;
    return copy;
  }

  private Index.Counter fresh(Index.Counter counter) {
    return new Index.Counter(names.fresh(counter.name() + "_"));
  }
}
