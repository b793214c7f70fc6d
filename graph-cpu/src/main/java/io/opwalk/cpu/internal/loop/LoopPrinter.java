package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Statement.Assign;
import io.opwalk.cpu.internal.loop.Statement.Fold;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.If;
import io.opwalk.cpu.internal.loop.Statement.Let;
import io.opwalk.cpu.internal.loop.Statement.Mark;
import io.opwalk.cpu.internal.loop.Statement.Pick;
import io.opwalk.cpu.internal.loop.Statement.Store;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A loop function as text that reads like C: one line per statement, the same text for functions
 * that are equal. Buffers are {@code b0, b1, ...}, sizes {@code n0, n1, ...}, scalars {@code s0,
 * s1, ...}.
 *
 * <pre>{@code
 * kernel(in float64[] b0, out float64[] b1; int n0)
 * for (i = 0; i < n0; i += 1) parallel {
 *   b1[i] = exp(-b0[i]);
 * }
 * }</pre>
 */
public final class LoopPrinter {
  private static final String MARK = ">> ";

  private final List<String> lines = new ArrayList<>();
  private final Optional<Statement> marked;
  private final int longestStatement;

  private LoopPrinter(Optional<Statement> marked, int longestStatement) {
    this.marked = marked;
    this.longestStatement = longestStatement;
  }

  /** The text. */
  public static String print(LoopFunction function) {
    LoopPrinter printer = new LoopPrinter(Optional.empty(), Integer.MAX_VALUE);
    printer.print(function, "");
    return String.join("\n", printer.lines) + "\n";
  }

  /**
   * The text for an error message: one statement marked at the start of its line, and what is too
   * long to be of use cut short.
   */
  static String printMarked(LoopFunction function, Statement marked, int longestStatement) {
    LoopPrinter printer = new LoopPrinter(Optional.of(marked), longestStatement);
    printer.print(function, " ".repeat(MARK.length()));
    return String.join("\n", printer.lines) + "\n";
  }

  /** The line of each statement in the text, counted from one. By identity. */
  public static Map<Statement, Integer> lines(LoopFunction function) {
    Map<Statement, Integer> numbers = new IdentityHashMap<>();
    // The first line is the header.
    number(function.body(), 2, numbers);
    return numbers;
  }

  private static int number(List<Statement> block, int first, Map<Statement, Integer> numbers) {
    int line = first;
    for (Statement statement : block) {
      numbers.put(statement, line);
      line++;
      if (hasBody(statement)) {
        line = number(Statements.body(statement), line, numbers) + 1;
      }
    }
    return line;
  }

  private static boolean hasBody(Statement statement) {
    return statement instanceof For
        || statement instanceof If
        || statement instanceof Statement.Outlined;
  }

  private void print(LoopFunction function, String indent) {
    lines.add(indent + header(function));
    block(function.body(), indent);
  }

  /** The first line of the text. */
  private static String header(LoopFunction function) {
    List<String> buffers = new ArrayList<>();
    for (LoopFunction.Buffer buffer : function.buffers()) {
      buffers.add((buffer.written() ? "out " : "in ") + buffer.dtype() + "[] b" + buffers.size());
    }
    List<String> sizes = new ArrayList<>();
    for (int n = 0; n < function.sizes(); n++) {
      sizes.add("n" + n);
    }
    List<String> scalars = new ArrayList<>();
    for (DType scalar : function.scalars()) {
      scalars.add(scalar + " s" + scalars.size());
    }
    return "kernel("
        + String.join(", ", buffers)
        + (sizes.isEmpty() ? "" : "; int " + String.join(", ", sizes))
        + (scalars.isEmpty() ? "" : "; " + String.join(", ", scalars))
        + ")";
  }

  private void block(List<Statement> block, String indent) {
    for (Statement statement : block) {
      String text = text(statement);
      boolean isMarked = marked.isPresent() && marked.get() == statement;
      lines.add(isMarked ? MARK + indent.substring(MARK.length()) + text : indent + text);
      if (hasBody(statement)) {
        block(Statements.body(statement), indent + "  ");
        lines.add(indent + "}");
      }
    }
  }

  private String text(Statement statement) {
    if (statement instanceof For loop) {
      return "for ("
          + loop.counter() + " = " + loop.from() + "; "
          + loop.counter() + " < " + loop.to() + "; "
          + loop.counter() + " += " + loop.step() + ")"
          + (loop.lanes() > 1 ? " lanes " + loop.lanes() : "")
          + (loop.parallel() ? " parallel {" : " {");
    }
    if (statement instanceof Let let) {
      return declaration(let.local()) + " = " + text(let.value()) + ";";
    }
    if (statement instanceof Assign assign) {
      return assign.local() + " = " + text(assign.value()) + ";";
    }
    if (statement instanceof Store store) {
      return "b" + store.buffer() + "[" + store.at() + "] = " + text(store.value()) + ";";
    }
    if (statement instanceof Mark mark) {
      return "int " + mark.counter() + " = " + mark.at() + ";";
    }
    if (statement instanceof Pick pick) {
      return "int " + pick.counter() + " = pick(" + text(pick.picked()) + ", " + pick.size()
          + ", at [" + pick.row() + ", " + pick.column() + "]);";
    }
    if (statement instanceof Fold fold) {
      return declaration(fold.local()) + " = fold(" + fold.op().name().toLowerCase(Locale.ROOT)
          + ", " + fold.partials() + ");";
    }
    if (statement instanceof If condition) {
      return "if (" + text(condition.condition()) + ") {";
    }
    return "outlined {";
  }

  private static String declaration(Local local) {
    return local.dtype() + " " + local + (local.lanes() > 1 ? "[" + local.lanes() + "]" : "");
  }

  private String text(Value value) {
    return new ValueText(longestStatement).of(value);
  }
}
