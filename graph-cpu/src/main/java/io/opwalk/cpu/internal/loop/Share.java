package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes once what a run of simple statements would compute several times, and names parts of
 * values that are large. Afterwards no value is deeper than {@link #MAX_DEPTH} or, written out as a
 * tree, larger than {@link #MAX_NODES}, whatever it was before: what comes later may recurse into
 * values.
 *
 * <p>This is value numbering: equal operations on equal arguments have one number. A number that a
 * constant local holds is read from that local wherever it is in sight; one that several others are
 * computed from gets a local before the first of them.
 */
public final class Share {
  /** The deepest value afterwards. */
  public static final int MAX_DEPTH = 50;

  /** The most nodes of a value afterwards. */
  public static final int MAX_NODES = 100;

  private final ValueNumbers numbers;
  private final SharedValues values;

  private Share(LoopFunction function) {
    this.numbers = new ValueNumbers(function);
    this.values = new SharedValues(new Names(function));
  }

  /** The function with nothing computed twice in a row. */
  public static LoopFunction apply(LoopFunction function) {
    return function.withBody(new Share(function).block(function.body()));
  }

  private List<Statement> block(List<Statement> block) {
    List<Statement> shared = new ArrayList<>();
    List<Statement> run = new ArrayList<>();
    for (Statement statement : block) {
      if (Statements.body(statement).isEmpty()) {
        run.add(statement);
        continue;
      }
      // The condition is computed with what comes before it.
      if (statement instanceof If condition) {
        run.add(new If(condition.condition(), List.of()));
      }
      shared.addAll(run(run));
      run.clear();
      if (statement instanceof If) {
        Value condition = Statements.value(shared.remove(shared.size() - 1)).orElseThrow();
        shared.add(nested(new If(condition, Statements.body(statement))));
      } else {
        shared.add(nested(statement));
      }
    }
    shared.addAll(run(run));
    return shared;
  }

  private Statement nested(Statement statement) {
    List<Statement> body = Statements.body(statement);
    if (statement instanceof Outlined) {
      return Statements.withBody(statement, block(body));
    }
    if (statement instanceof For) {
      change(body);
    }
    int entered = values.enter();
    Statement shared = Statements.withBody(statement, block(body));
    values.leave(entered);
    change(body);
    return shared;
  }

  private void change(List<Statement> body) {
    for (Statement statement : Statements.all(body)) {
      numbers.change(statement);
    }
  }

  private List<Statement> run(List<Statement> run) {
    List<Map<Value, Integer>> found = new ArrayList<>();
    Map<Integer, Integer> uses = new HashMap<>();
    Set<Integer> counted = new HashSet<>();
    for (Statement statement : run) {
      Optional<Value> value = Statements.value(statement);
      Map<Value, Integer> of = value.isPresent() ? numbers.of(value.get()) : Map.of();
      found.add(of);
      if (value.isPresent()) {
        int number = of.get(value.get());
        uses.put(number, uses.getOrDefault(number, 0) + 1);
        values.count(value.get(), of, uses, counted);
      }
      if (statement instanceof Let let && numbers.isConstant(let.local())) {
        numbers.define(let.local(), of.get(let.value()));
      }
      numbers.change(statement);
    }
    List<Statement> shared = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      rebuild(run.get(i), found.get(i), uses, shared);
    }
    return shared;
  }

  private void rebuild(
      Statement statement,
      Map<Value, Integer> found,
      Map<Integer, Integer> uses,
      List<Statement> into) {
    if (statement instanceof Let let) {
      boolean constant = numbers.isConstant(let.local());
      int number = found.get(let.value());
      if (constant && values.holds(number)) {
        return;
      }
      // The local itself is the name of the value; it needs no other.
      Value value = values.rebuild(let.value(), found, uses, constant, into);
      into.add(new Let(let.local(), value));
      if (constant) {
        values.hold(number, new Read(let.local()));
      }
    } else if (statement instanceof Assign assign) {
      Value value = values.rebuild(assign.value(), found, uses, false, into);
      into.add(new Assign(assign.local(), value));
    } else if (statement instanceof Store store) {
      Value value = values.rebuild(store.value(), found, uses, false, into);
      into.add(new Store(store.buffer(), store.at(), value));
    } else if (statement instanceof If condition) {
      Value value = values.rebuild(condition.condition(), found, uses, false, into);
      into.add(new If(value, condition.body()));
    } else if (statement instanceof Pick pick) {
      Value value = values.rebuild(pick.picked(), found, uses, false, into);
      into.add(new Pick(pick.counter(), value, pick.size(), pick.row(), pick.column()));
    } else {
      into.add(statement);
    }
  }
}
