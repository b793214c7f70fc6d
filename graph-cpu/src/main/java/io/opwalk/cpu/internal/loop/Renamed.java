package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Let;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A loop once more, under names of its own. */
final class Renamed extends LoopRewriter {
  private final Names names;
  private final Map<Local, Local> locals = new HashMap<>();
  private final Map<Index.Counter, Index.Counter> counters = new HashMap<>();

  Renamed(Names names) {
    this.names = names;
  }

  /** The copy. */
  Statement rename(Statement.For loop) {
    return parts(loop);
  }

  @Override
  List<Statement> statement(Statement statement) {
    if (statement instanceof Let let) {
      Value value = value(let.value());
      Local copy = new Local(
          names.fresh(let.local().name() + "_"),
          let.local().dtype(),
          let.local().lanes());
      locals.put(let.local(), copy);
      return List.of(new Let(copy, value));
    }
    return super.statement(statement);
  }

  @Override
  Local local(Local local) {
    return locals.getOrDefault(local, local);
  }

  @Override
  Index.Counter counter(Index.Counter counter) {
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
