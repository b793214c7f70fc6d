package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.For;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces every loop from a number to a number, such as one over the elements of a window, by a
 * copy of its body for each iteration, in order. Its counter becomes a number in each of them, so
 * that what is around it is innermost, and can be run on vectors.
 */
public final class UnrollFixed extends LoopRewriter {
  private final Names names;
  private final Map<Index.Counter, Index> counters = new HashMap<>();
  private final Map<Local, Local> locals = new HashMap<>();

  /** How many loops that are being replaced there are around the present statement. */
  private int depth;

  private UnrollFixed(Names names) {
    this.names = names;
  }

  /** The body of a function without such loops. */
  public static List<Statement> apply(List<Statement> body) {
    return new UnrollFixed(new Names(body)).block(body);
  }

  @Override
  List<Statement> statement(Statement statement) {
    if (statement instanceof For loop
        && loop.lanes() == 1
        && loop.from() instanceof Index.Const from
        && loop.to() instanceof Index.Const to) {
      return copies(loop, from.value(), to.value());
    }
    if (depth > 0) {
      Statements.declared(statement).ifPresent(this::rename);
    }
    return super.statement(statement);
  }

  private void rename(Local local) {
    locals.put(local, new Local(names.fresh(local.name() + "_"), local.dtype(), local.lanes()));
  }

  private List<Statement> copies(For loop, int from, int to) {
    List<Statement> copies = new ArrayList<>();
    depth++;
    for (int i = from; i < to; i += loop.step()) {
      counters.put(loop.counter(), Index.of(i));
      copies.addAll(block(loop.body()));
    }
    depth--;
    return copies;
  }

  @Override
  Local local(Local local) {
    return locals.getOrDefault(local, local);
  }

  @Override
  Index.Counter counter(Index.Counter counter) {
    if (depth == 0) {
      return counter;
    }
    Index.Counter copy = new Index.Counter(names.fresh(counter.name() + "_"));
    counters.put(counter, copy);
    return copy;
  }

  @Override
  Index index(Index index) {
    return index instanceof Index.Counter counter
        ? counters.getOrDefault(counter, counter)
        : super.index(index);
  }
}
