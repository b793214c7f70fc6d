package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.Local;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Statements;
import io.opwalk.cpu.internal.loop.Value;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Read;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import io.opwalk.cpu.internal.loop.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the statements of one method mention, and what those that it calls need from it. */
final class Uses {
  private final Set<Integer> buffers = new TreeSet<>();
  private final Set<Integer> sizes = new TreeSet<>();
  private final Set<Integer> scalars = new TreeSet<>();
  private final Set<Local> locals = new LinkedHashSet<>();
  private final Set<Index.Counter> counters = new LinkedHashSet<>();
  private final Set<Index.Counter> declared = new LinkedHashSet<>();

  private Uses() {}

  /** Of the statements, without those that have a method of their own. */
  static Uses of(List<Statement> block) {
    Uses uses = new Uses();
    uses.add(block);
    return uses;
  }

  /** Buffers, by number. */
  Set<Integer> buffers() {
    return buffers;
  }

  /** Sizes, by number. */
  Set<Integer> sizes() {
    return sizes;
  }

  /** Scalars, by number. */
  Set<Integer> scalars() {
    return scalars;
  }

  /** Locals, in the order in which they are mentioned first. */
  Set<Local> locals() {
    return locals;
  }

  /** Counters that are declared outside, also those that only called methods mention. */
  Set<Index.Counter> outerCounters() {
    Set<Index.Counter> outer = new LinkedHashSet<>(counters);
    outer.removeAll(declared);
    return outer;
  }

  /** Adds what more statements mention. */
  void add(List<Statement> block) {
    for (Statement statement : block) {
      if (statement instanceof Outlined outlined) {
        counters.addAll(of(outlined.body()).outerCounters());
      } else {
        statement(statement);
        add(Statements.body(statement));
      }
    }
  }

  private void statement(Statement statement) {
    for (Index index : Statements.indices(statement)) {
      index(index);
    }
    Optional<Value> value = Statements.value(statement);
    if (value.isPresent()) {
      value(value.get());
    }
    Optional<Local> declaredLocal = Statements.declared(statement);
    if (declaredLocal.isPresent()) {
      locals.add(declaredLocal.get());
    }
    if (statement instanceof Assign assign) {
      locals.add(assign.local());
    } else if (statement instanceof Fold fold) {
      locals.add(fold.partials());
    } else if (statement instanceof Store store) {
      buffers.add(store.buffer());
    }
    Optional<Index.Counter> named = Statements.named(statement);
    if (named.isPresent()) {
      declared.add(named.get());
    }
  }

  private void value(Value root) {
    for (Value value : Values.postOrder(List.of(root))) {
      if (value instanceof Load load) {
        buffers.add(load.buffer());
        index(load.at());
      } else if (value instanceof Scalar scalar) {
        scalars.add(scalar.parameter());
      } else if (value instanceof Position position) {
        index(position.index());
      } else if (value instanceof Read read) {
        locals.add(read.local());
      }
    }
  }

  private void index(Index index) {
    if (index instanceof Index.Size size) {
      sizes.add(size.parameter());
    } else if (index instanceof Index.Counter counter) {
      counters.add(counter);
    } else if (index instanceof Index.Sum sum) {
      index(sum.left());
      index(sum.right());
    } else if (index instanceof Index.Product product) {
      index(product.left());
      index(product.right());
    } else if (index instanceof Index.FloorTo floor) {
      index(floor.left());
    }
  }
}
