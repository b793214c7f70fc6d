package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the loop IR: names declared once and before use, dtypes that agree, lanes and
 * assignments where they mean something, indices over what is in scope. Run after every pass in
 * tests, and before a function is emitted.
 */
public final class LoopChecker {
  /** Long enough to see what a statement is about. */
  private static final int LONGEST_PRINTED_STATEMENT = 500;

  private final LoopFunction function;
  private final ValueChecker values;
  private final Scope scope = new Scope();
  private final Set<String> everDeclared = new HashSet<>();

  private LoopChecker(LoopFunction function) {
    this.function = function;
    this.values = new ValueChecker(function, scope);
  }

  /**
   * The function itself, if it keeps the rules.
   *
   * @throws IllegalStateException where it does not: says which rule, and shows the function with
   *     the statement marked
   */
  public static LoopFunction check(LoopFunction function) {
    new LoopChecker(function).block(function.body());
    return function;
  }

  private void block(List<Statement> block) {
    for (Statement statement : block) {
      try {
        statement(statement);
      } catch (Violation violation) {
        throw new IllegalStateException(
            violation.getMessage()
                + "\n"
                + LoopPrinter.printMarked(function, statement, LONGEST_PRINTED_STATEMENT),
            violation);
      }
    }
  }

  private void statement(Statement statement) {
    for (Index index : Statements.indices(statement)) {
      values.index(index);
    }
    Optional<Value> value = Statements.value(statement);
    if (value.isPresent()) {
      values.value(value.get());
    }
    if (statement instanceof For loop) {
      loop(loop);
    } else if (statement instanceof If condition) {
      values.agree("the condition", condition.condition().dtype(), DType.BOOL);
      int entered = scope.enter();
      block(condition.body());
      scope.leave(entered);
    } else if (statement instanceof Outlined outlined) {
      block(outlined.body());
    } else if (statement instanceof Mark mark) {
      counter(mark.counter());
    } else if (statement instanceof Pick pick) {
      Violation.unless(
          pick.picked().dtype().isInteger(),
          "a place picked by " + pick.picked().dtype());
      counter(pick.counter());
    } else if (statement instanceof Store store) {
      store(store);
    } else if (statement instanceof Let let) {
      values.agree(
          let.local() + " and its value", let.local().dtype(), let.value().dtype());
      declare(let.local());
    } else if (statement instanceof Assign assign) {
      assign(assign);
    } else if (statement instanceof Fold fold) {
      fold(fold);
    }
  }

  private void loop(For loop) {
    Violation.unless(loop.step() >= 1, "a step of " + loop.step());
    Violation.unless(isPowerOfTwo(loop.lanes()), loop.lanes() + " lanes are no power of two");
    Violation.unless(loop.lanes() == 1 || loop.step() == 1, "a loop with both lanes and a step");
    Violation.unless(loop.lanes() == 1 || !loop.parallel(), "a loop with lanes that is parallel");
    int entered = scope.enter();
    scope.open(loop);
    counter(loop.counter());
    block(loop.body());
    scope.leave(entered);
  }

  private void counter(Index.Counter counter) {
    Violation.unless(!scope.sees(counter), "the counter " + counter + " hides another");
    scope.declare(counter);
  }

  private void declare(Local local) {
    Violation.unless(isPowerOfTwo(local.lanes()), local.lanes() + " lanes are no power of two");
    Violation.unless(everDeclared.add(local.name()), "the local " + local + " is declared twice");
    scope.declare(local);
  }

  private void store(Store store) {
    LoopFunction.Buffer buffer = values.buffer(store.buffer());
    Violation.unless(buffer.written(), "the buffer b" + store.buffer() + " is not to be written");
    values.agree(
        "b" + store.buffer() + " and the value", buffer.dtype(), store.value().dtype());
  }

  private void assign(Assign assign) {
    Local local = assign.local();
    values.lane(local);
    values.agree(local + " and the value", local.dtype(), assign.value().dtype());
    for (For loop : scope.loopsSince(local)) {
      Violation.unless(
          !loop.parallel(), local + " is carried through the parallel loop " + loop.counter());
      Violation.unless(
          loop.lanes() == 1 || local.lanes() > 1,
          local + " has no lanes and is carried through the loop " + loop.counter()
              + ", which has");
    }
  }

  private void fold(Fold fold) {
    Local partials = fold.partials();
    Violation.unless(scope.sees(partials), "no such local in scope: " + partials);
    Violation.unless(partials.lanes() > 1, partials + " has no lanes to fold");
    Violation.unless(
        scope.loopsSince(partials).stream().allMatch(loop -> loop.lanes() == 1),
        partials + " is folded inside the loop that works on its lanes");
    Violation.unless(fold.local().lanes() == 1, "the local " + fold.local() + " has lanes");
    values.agree(fold.local() + " and " + partials, fold.local().dtype(), partials.dtype());
    boolean logical = fold.op().kind() == ScalarOp.Kind.LOGIC;
    Violation.unless(
        fold.op().arity() == 2 && (logical || fold.op().kind() == ScalarOp.Kind.ARITHMETIC),
        fold.op() + " does not fold");
    Violation.unless(
        logical == (partials.dtype() == DType.BOOL),
        fold.op() + " is not defined for " + partials.dtype());
    declare(fold.local());
  }

  private static boolean isPowerOfTwo(int lanes) {
    return Integer.bitCount(lanes) == 1 && lanes > 0;
  }
}
