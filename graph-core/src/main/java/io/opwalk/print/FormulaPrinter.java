package io.opwalk.print;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints tensors as formulas: {@code sigmoid(x · W + b)}. Each op says by its {@link Notation} how
 * it is written; leaves go by their names, scopes joined with dots.
 *
 * <p>What is used more than once, or would make a line too long, is defined on a line above:
 *
 * <pre>
 * t1 = exp(x - max(x))
 * t1 / sum(t1)
 * </pre>
 *
 * <p>So the text grows as the graph does, and no faster. Several outputs are written as equations,
 * {@code loss = ...} where the output has a name, {@code y2 = ...} where the second one has none.
 * Parentheses are kept wherever the order of evaluation is not that from left to right.
 */
public final class FormulaPrinter {
  private final List<Tensor> outputs;
  private final FormulaNames names = new FormulaNames();
  private final Map<Apply, String> named = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  /** What is still to be written of the current line, the next piece first. */
  private final Deque<Runnable> rest = new ArrayDeque<>();

  private FormulaPrinter(List<Tensor> outputs) {
    this.outputs = outputs;
  }

  /** The formula of a graph's outputs, ending in a line break. */
  public static String print(Graph graph) {
    return print(graph.outputs());
  }

  /** The formula of one tensor, ending in a line break. */
  public static String print(Tensor tensor) {
    return print(List.of(tensor));
  }

  /** The formulas of the given tensors, ending in a line break. */
  public static String print(List<Tensor> tensors) {
    return new FormulaPrinter(tensors).print();
  }

  private String print() {
    List<Apply> order = Walk.ancestors(outputs);
    for (Apply apply : order) {
      if (apply.inputs().isEmpty()) {
        named.put(apply, names.leaf(apply));
      }
    }
    for (Apply apply : FormulaLines.of(order, outputs)) {
      String name = names.line(apply);
      text.append(name).append(" = ");
      writeLine(() -> writeApplication(apply));
      named.put(apply, name);
    }
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      if (outputs.size() > 1) {
        text.append(outputName(output, i)).append(" = ");
      }
      writeLine(() -> write(output, Precedence.DISJUNCTION));
    }
    return text.toString();
  }

  /** The user's own name, unless a line above has it, or it is a leaf's. */
  private String outputName(Tensor output, int index) {
    Apply apply = output.owner();
    boolean ownName = !apply.name().isEmpty() && !named.containsKey(apply);
    return ownName ? names.line(apply) : names.unused("y" + (index + 1));
  }

  private void writeLine(Runnable first) {
    rest.push(first);
    while (!rest.isEmpty()) {
      rest.pop().run();
    }
    text.append('\n');
  }

  /** Writes a tensor, in parentheses where it binds more loosely than its surroundings want. */
  private void write(Tensor tensor, Precedence wanted) {
    Apply apply = tensor.owner();
    boolean several = apply.outputs().size() > 1;
    Precedence floor = several ? Precedence.ATOM : wanted;
    boolean parentheses = precedence(apply).compareTo(floor) < 0;
    List<Runnable> pieces = new ArrayList<>();
    pieces.add(() -> text.append(parentheses ? "(" : ""));
    pieces.add(() -> writeName(apply));
    pieces.add(() -> text.append(parentheses ? ")" : ""));
    pieces.add(() -> text.append(several ? "[" + tensor.outputIndex() + "]" : ""));
    next(pieces);
  }

  private void writeName(Apply apply) {
    String name = named.get(apply);
    if (name == null) {
      writeApplication(apply);
    } else {
      text.append(name);
    }
  }

  private Precedence precedence(Apply apply) {
    if (named.containsKey(apply)) {
      // A negative number is the one name with an operator in it.
      return named.get(apply).startsWith("-") ? Precedence.SIGN : Precedence.ATOM;
    }
    return notation(apply).precedence();
  }

  private void writeApplication(Apply apply) {
    Notation notation = notation(apply);
    switch (notation.form()) {
      case INFIX -> writeInfix(apply.inputs(), notation);
      case PREFIX ->
        next(List.of(
            () -> append(notation.symbol()),
            () -> write(apply.inputs(0), notation.precedence().tighter())));
      case SUFFIX ->
        next(List.of(
            () -> write(apply.inputs(0), notation.precedence()), () -> append(notation.symbol())));
      default -> writeCall(apply.inputs(), notation);
    }
  }

  private void writeInfix(List<Tensor> operands, Notation notation) {
    Precedence precedence = notation.precedence();
    List<Runnable> pieces = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Tensor operand = operands.get(i);
      Precedence wanted = i == 0 && precedence.chains() ? precedence : precedence.tighter();
      if (i > 0) {
        pieces.add(() -> append(" " + notation.symbol() + " "));
      }
      pieces.add(() -> write(operand, wanted));
    }
    next(pieces);
  }

  private void writeCall(List<Tensor> operands, Notation notation) {
    List<Runnable> pieces = new ArrayList<>();
    pieces.add(() -> append(notation.symbol() + "("));
    for (int i = 0; i < operands.size(); i++) {
      Tensor operand = operands.get(i);
      String comma = i == 0 ? "" : ", ";
      pieces.add(() -> text.append(comma));
      pieces.add(() -> write(operand, Precedence.DISJUNCTION));
    }
    notation.arguments().forEach(argument -> pieces.add(() -> append(", " + argument)));
    pieces.add(() -> text.append(")"));
    next(pieces);
  }

  /** Puts pieces in front of the rest of the line. */
  private void next(List<Runnable> pieces) {
    for (int i = pieces.size() - 1; i >= 0; i--) {
      rest.push(pieces.get(i));
    }
  }

  private void append(String words) {
    text.append(OneLine.oneLine(words));
  }

  /**
   * The op's own notation; a call where the node has more or fewer inputs than that has room for.
   */
  private static Notation notation(Apply apply) {
    Notation notation = apply.op().notation();
    int count = apply.inputs().size();
    boolean fits = switch (notation.form()) {
      case CALL -> true;
      case INFIX -> count > 1;
      case PREFIX, SUFFIX -> count == 1;
      case LITERAL -> count == 0;
    };
    return fits ? notation : Notation.call(apply.op().label());
  }
}
