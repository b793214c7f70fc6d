package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Convert;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.cpu.internal.loop.Value.Position;
import io.opwalk.cpu.internal.loop.Value.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** A value as text. Iterative, and cut short at a length, since a value may be very deep. */
final class ValueText {
  private final int longest;
  private final StringBuilder out = new StringBuilder();

  /** Pieces of text, and values still to be written. */
  private final Deque<Object> pending = new ArrayDeque<>();

  ValueText(int longest) {
    this.longest = longest;
  }

  String of(Value root) {
    pending.push(root);
    while (!pending.isEmpty() && out.length() <= longest) {
      Object next = pending.pop();
      if (next instanceof Value value) {
        write(value);
      } else {
        out.append(next);
      }
    }
    return out.length() > longest ? out.substring(0, longest) + " ..." : out.toString();
  }

  private void write(Value value) {
    if (value instanceof Compute compute) {
      write(compute);
    } else if (value instanceof Convert convert) {
      push(convert.dtype() + "(", convert.arg(), ")");
    } else {
      out.append(leaf(value));
    }
  }

  private void write(Compute compute) {
    List<Value> args = compute.args();
    String symbol = symbol(compute);
    if (!symbol.isEmpty()) {
      if (args.size() == 1) {
        push(symbol, args.get(0));
      } else {
        push("(", args.get(0), " " + symbol + " ", args.get(1), ")");
      }
      return;
    }
    pending.push(")");
    for (int i = args.size() - 1; i >= 0; i--) {
      pending.push(args.get(i));
      if (i > 0) {
        pending.push(", ");
      }
    }
    pending.push(compute.op().name().toLowerCase(Locale.ROOT) + "(");
  }

  private void push(Object... pieces) {
    for (int i = pieces.length - 1; i >= 0; i--) {
      pending.push(pieces[i]);
    }
  }

  private static String symbol(Compute compute) {
    if (compute.args().size() != compute.op().arity()) {
      return "";
    }
    return switch (compute.op()) {
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
      case AND, BIT_AND -> "&";
      case OR, BIT_OR -> "|";
      case XOR, BIT_XOR -> "^";
      case SHIFT_LEFT -> "<<";
      case SHIFT_RIGHT -> ">>";
      case SHIFT_RIGHT_LOGICAL -> ">>>";
      case NOT -> "!";
      default -> "";
    };
  }

  private static String leaf(Value value) {
    if (value instanceof Literal literal) {
      return literal(literal);
    }
    if (value instanceof Scalar scalar) {
      return "s" + scalar.parameter();
    }
    if (value instanceof Load load) {
      return "b" + load.buffer() + "[" + load.at() + "]";
    }
    if (value instanceof Position position) {
      return position.dtype() + "(" + position.index() + ")";
    }
    return ((Value.Read) value).local().toString();
  }

  private static String literal(Literal literal) {
    DType dtype = literal.dtype();
    if (dtype == DType.BOOL) {
      return Boolean.toString(literal.value() != 0);
    }
    return switch (dtype) {
      case FLOAT32 -> (float) literal.value() + "f";
      case INT64 -> (long) literal.value() + "L";
      case INT32 -> Integer.toString((int) literal.value());
      default -> Double.toString(literal.value());
    };
  }
}
