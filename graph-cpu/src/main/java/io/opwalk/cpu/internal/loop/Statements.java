package io.opwalk.cpu.internal.loop;

import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What statements are made of. */
public final class Statements {
  private Statements() {}

  /** Hands over every statement, those inside of others after these. */
  public static void forEach(List<Statement> block, Consumer<Statement> action) {
    for (Statement statement : all(block)) {
      action.accept(statement);
    }
  }

  /** Every statement of a block, those inside of others after these. */
  public static List<Statement> all(List<Statement> block) {
    List<Statement> all = new ArrayList<>();
    addAll(block, all);
    return all;
  }

  private static void addAll(List<Statement> block, List<Statement> all) {
    for (Statement statement : block) {
      all.add(statement);
      addAll(body(statement), all);
    }
  }

  /** The statements inside; none but for loops, conditions and what is outlined. */
  public static List<Statement> body(Statement statement) {
    if (statement instanceof For loop) {
      return loop.body();
    }
    if (statement instanceof If condition) {
      return condition.body();
    }
    return statement instanceof Outlined outlined ? outlined.body() : List.of();
  }

  /** The statement with other statements inside; itself where there are none. */
  public static Statement withBody(Statement statement, List<Statement> body) {
    if (statement instanceof For loop) {
      return loop.withBody(body);
    }
    if (statement instanceof If condition) {
      return new If(condition.condition(), body);
    }
    return statement instanceof Outlined ? new Outlined(body) : statement;
  }

  /** The value that the statement itself computes, apart from its body. */
  public static Optional<Value> value(Statement statement) {
    if (statement instanceof Let let) {
      return Optional.of(let.value());
    }
    if (statement instanceof Assign assign) {
      return Optional.of(assign.value());
    }
    if (statement instanceof Store store) {
      return Optional.of(store.value());
    }
    if (statement instanceof Pick pick) {
      return Optional.of(pick.picked());
    }
    return statement instanceof If condition
        ? Optional.of(condition.condition())
        : Optional.empty();
  }

  /** The indices that the statement itself mentions, apart from its value and body. */
  public static List<Index> indices(Statement statement) {
    if (statement instanceof For loop) {
      return List.of(loop.from(), loop.to());
    }
    if (statement instanceof Mark mark) {
      return List.of(mark.at());
    }
    if (statement instanceof Pick pick) {
      return List.of(pick.size(), pick.row(), pick.column());
    }
    return statement instanceof Store store ? List.of(store.at()) : List.of();
  }

  /** The counter that the statement names: for its body where it is a loop, else for the block. */
  public static Optional<Index.Counter> named(Statement statement) {
    if (statement instanceof For loop) {
      return Optional.of(loop.counter());
    }
    if (statement instanceof Mark mark) {
      return Optional.of(mark.counter());
    }
    return statement instanceof Pick pick ? Optional.of(pick.counter()) : Optional.empty();
  }

  /** The local that the statement declares. */
  public static Optional<Local> declared(Statement statement) {
    if (statement instanceof Let let) {
      return Optional.of(let.local());
    }
    return statement instanceof Fold fold ? Optional.of(fold.local()) : Optional.empty();
  }
}
