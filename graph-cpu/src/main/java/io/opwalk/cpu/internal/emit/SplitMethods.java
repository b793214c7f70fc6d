package io.opwalk.cpu.internal.emit;

import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.LoopPrinter;
import io.opwalk.cpu.internal.loop.Statement;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Outlined;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statements;
import java.util.ArrayList;
import java.util.List;

/**
 * Outlines lists of statements until no method is too large for the JIT. Wants values that are
 * small, as {@link io.opwalk.cpu.internal.loop.Share} leaves them; changes no result, and nothing
 * at all in a function that fits into one method.
 */
final class SplitMethods {
  private final LoopFunction function;
  private final LoopSize size;

  private SplitMethods(LoopFunction function, VectorTarget target) {
    this.function = function;
    this.size = LoopSize.inSeveralMethods(function, target);
  }

  /** The function in methods of at most {@link LoopSize#MAX_METHOD_BYTES}. */
  static LoopFunction apply(LoopFunction function) {
    return apply(function, VectorTarget.NONE);
  }

  /** The same, where some loops become vector code. */
  static LoopFunction apply(LoopFunction function, VectorTarget target) {
    int bytes = LoopSize.inOneMethod(function, target).method(function.body());
    return bytes <= LoopSize.MAX_METHOD_BYTES
        ? function
        : function.withBody(new SplitMethods(function, target).fit(function.body(), 0));
  }

  /** The block, outlined as far as needed for a method that holds so many other bytes as well. */
  private List<Statement> fit(List<Statement> block, int others) {
    List<Statement> fitted = block;
    int before = Integer.MAX_VALUE;
    int bytes = size.method(fitted) + others;
    while (bytes > LoopSize.MAX_METHOD_BYTES) {
      if (bytes >= before) {
        throw new IllegalStateException("cannot split\n" + LoopPrinter.print(function));
      }
      fitted = new Grouping().outline(fitted);
      before = bytes;
      bytes = size.method(fitted) + others;
    }
    return fitted;
  }

  /** The statement with a body that makes it fit into a method of its own. */
  private Statement shrink(Statement statement) {
    if (size.method(List.of(statement)) <= LoopSize.MAX_METHOD_BYTES) {
      return statement;
    }
    int shell = size.method(List.of(Statements.withBody(statement, List.of())));
    return Statements.withBody(statement, fit(Statements.body(statement), shell));
  }

  /** A block as calls of methods, each of which holds as many statements as it can. */
  private final class Grouping {
    private final List<Statement> calls = new ArrayList<>();
    private List<Statement> group = new ArrayList<>();
    private Uses uses = Uses.of(List.of());
    private int bytes;

    private List<Statement> outline(List<Statement> block) {
      for (Statement statement : block) {
        // What comes later, and what it calls, has to see what is named here.
        if (statement instanceof Mark || statement instanceof Pick) {
          close();
          calls.add(statement);
        } else {
          add(shrink(statement));
        }
      }
      close();
      return calls;
    }

    private void add(Statement statement) {
      int more = size.bytes(statement);
      uses.add(List.of(statement));
      if (size.method(uses, bytes + more) > LoopSize.MAX_METHOD_BYTES) {
        close();
        uses.add(List.of(statement));
      }
      group.add(statement);
      bytes += more;
    }

    private void close() {
      Outlined outlined = new Outlined(group);
      if (bytes > size.bytes(outlined)) {
        calls.add(outlined);
      } else {
        calls.addAll(group);
      }
      group = new ArrayList<>();
      uses = Uses.of(List.of());
      bytes = 0;
    }
  }
}
