package io.opwalk.ops.scalar;

import io.opwalk.ops.scalar.ScalarExpr.Arg;
import io.opwalk.ops.scalar.ScalarExpr.Literal;
import io.opwalk.ops.scalar.ScalarExpr.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scalar code as a formula in Java's notation. The arguments are x, y and z, then x3, x4 and so on.
 * An operation that is used more than once gets a name in front, so that the formula is as long as
 * the code and no longer:
 *
 * <pre>{@code
 * t1 = exp(-abs(x)); (x >= 0 ? 1 : t1) / (1 + t1)
 * }</pre>
 *
 * <p>Parentheses stand wherever reading from the left would give another order of operations.
 */
public final class ScalarExprPrinter {
  private static final List<String> ARGUMENTS = List.of("x", "y", "z");

  /** A subexpression: {@code equals} ones are one node. */
  private static final class Node {
    private final ScalarExpr expr;
    private final List<Node> args;
    private int uses;
    private String name = "";

    Node(ScalarExpr expr, List<Node> args) {
      this.expr = expr;
      this.args = args;
    }
  }

  /** What makes two operations one: nodes have identity equality, so that this is not deep. */
  private record Key(Object head, List<Node> args) {}

  /** A node that is still to be written, where operators looser than {@code binding} need (). */
  private record Pending(Node node, int binding) {}

  private final StringBuilder text = new StringBuilder();
  private final Deque<Object> pending = new ArrayDeque<>();

  private ScalarExprPrinter() {}

  /** The formula of an expression. */
  public static String print(ScalarExpr code) {
    List<Node> nodes = nodes(code);
    nodes.forEach(node -> node.args.forEach(arg -> arg.uses++));
    ScalarExprPrinter printer = new ScalarExprPrinter();
    int names = 0;
    for (Node node : nodes) {
      if (node.uses > 1 && !node.args.isEmpty()) {
        names++;
        printer.text.append('t').append(names).append(" = ");
        printer.write(node);
        printer.text.append("; ");
        node.name = "t" + names;
      }
    }
    printer.write(nodes.get(nodes.size() - 1));
    return printer.text.toString();
  }

  /** Every subexpression once, after its arguments. */
  private static List<Node> nodes(ScalarExpr code) {
    List<Node> nodes = new ArrayList<>();
    Map<Key, Node> known = new HashMap<>();
    Map<ScalarExpr, Node> byIdentity = new IdentityHashMap<>();
    for (ScalarExpr expr : ScalarExpr.postOrder(code)) {
      List<Node> args = expr instanceof Operation operation
          ? operation.args().stream().map(byIdentity::get).toList()
          : List.of();
      Object head = expr instanceof Operation operation ? operation.op() : expr;
      Node node = known.computeIfAbsent(new Key(head, args), key -> {
        Node made = new Node(expr, args);
        nodes.add(made);
        return made;
      });
      byIdentity.put(expr, node);
    }
    return nodes;
  }

  private void write(Node node) {
    pending.push(new Pending(node, 0));
    while (!pending.isEmpty()) {
      Object next = pending.pop();
      if (next instanceof Pending one) {
        expand(one.node(), one.binding());
      } else {
        text.append(next);
      }
    }
  }

  private void expand(Node node, int binding) {
    if (!node.name.isEmpty()) {
      text.append(node.name);
    } else if (node.expr instanceof Operation operation) {
      Form form = Form.of(operation.op());
      List<Object> parts = parts(operation.op(), form, node.args);
      boolean enclosed = form.binding < binding;
      if (enclosed) {
        parts.add(0, "(");
        parts.add(")");
      }
      for (int i = parts.size() - 1; i >= 0; i--) {
        pending.push(parts.get(i));
      }
    } else {
      String leaf = leaf(node.expr);
      boolean enclosed = leaf.startsWith("-") && binding > Form.PREFIX.binding;
      text.append(enclosed ? "(" + leaf + ")" : leaf);
    }
  }

  private static List<Object> parts(ScalarOp op, Form form, List<Node> args) {
    List<Object> parts = new ArrayList<>();
    switch (form) {
      case CHOICE -> {
        parts.add(new Pending(args.get(0), form.binding + 1));
        parts.add(" ? ");
        parts.add(new Pending(args.get(1), form.binding + 1));
        parts.add(" : ");
        parts.add(new Pending(args.get(2), form.binding));
      }
      case PREFIX -> {
        parts.add(symbol(op));
        parts.add(new Pending(args.get(0), form.binding + 1));
      }
      case CALL -> {
        parts.add(symbol(op) + "(");
        for (int i = 0; i < args.size(); i++) {
          parts.add(i == 0 ? "" : ", ");
          parts.add(new Pending(args.get(i), 0));
        }
        parts.add(")");
      }
      default -> {
        parts.add(new Pending(args.get(0), form.binding));
        parts.add(" " + symbol(op) + " ");
        parts.add(new Pending(args.get(1), form.binding + 1));
      }
    }
    return parts;
  }

  private static String leaf(ScalarExpr expr) {
    if (expr instanceof Arg arg) {
      return arg.index() < ARGUMENTS.size() ? ARGUMENTS.get(arg.index()) : "x" + arg.index();
    }
    if (expr instanceof Literal literal) {
      double value = literal.value();
      boolean plain = value == Math.rint(value)
          && Math.abs(value) < 1e9
          && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
      return plain ? Long.toString((long) value) : Double.toString(value);
    }
    return Boolean.toString(((ScalarExpr.Truth) expr).value());
  }

  private static String symbol(ScalarOp op) {
    return switch (op) {
      case NEG, SUB -> "-";
      case ADD -> "+";
      case MUL -> "*";
      case DIV -> "/";
      case REM -> "%";
      case EQ -> "==";
      case NE -> "!=";
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
      case AND -> "&&";
      case OR -> "||";
      case XOR, BIT_XOR -> "^";
      case BIT_AND -> "&";
      case BIT_OR -> "|";
      case SHIFT_LEFT -> "<<";
      case SHIFT_RIGHT -> ">>";
      case SHIFT_RIGHT_LOGICAL -> ">>>";
      case NOT -> "!";
      default -> op.function().orElse(op.name().toLowerCase(Locale.ROOT));
    };
  }

  /** How an operation is written, from loose to tight. */
  private enum Form {
    CHOICE(0),
    OR(1),
    AND(2),
    BIT_OR(3),
    XOR(4),
    BIT_AND(5),
    EQUALITY(6),
    ORDER(7),
    SHIFT(8),
    SUM(9),
    PRODUCT(10),
    PREFIX(11),
    CALL(12);

    private final int binding;

    Form(int binding) {
      this.binding = binding;
    }

    static Form of(ScalarOp op) {
      return switch (op) {
        case SELECT -> CHOICE;
        case OR -> OR;
        case AND -> AND;
        case BIT_OR -> BIT_OR;
        case XOR, BIT_XOR -> XOR;
        case BIT_AND -> BIT_AND;
        case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> SHIFT;
        case EQ, NE -> EQUALITY;
        case LT, LE, GT, GE -> ORDER;
        case ADD, SUB -> SUM;
        case MUL, DIV, REM -> PRODUCT;
        case NEG, NOT -> PREFIX;
        default -> CALL;
      };
    }
  }
}
