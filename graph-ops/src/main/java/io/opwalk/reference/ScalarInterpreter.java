package io.opwalk.reference;

import io.opwalk.DType;
import io.opwalk.ops.elementary.Elementary;
import io.opwalk.ops.scalar.IntegerMath;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the operations of scalar code in one dtype of computation, on elements as
 * {@link ArrayWriter} has them.
 *
 * <p>FLOAT32 is computed in double and rounded to float after every operation. For {@code + - * /},
 * the square root and what is exact, that gives the same bits as float arithmetic, since a double
 * has more than twice the bits of a float and two (S. A. Figueroa, "When is double rounding
 * innocuous?", SIGNUM Newsletter 30(3), 1995). A product and a sum rounded once are computed in
 * float. INT32 is computed in long and wrapped.
 *
 * <p>For one thread: what it makes of a function's code, it keeps.
 */
final class ScalarInterpreter {
  private final DType dtype;
  private final Map<ScalarOp, Optional<FloatingProgram>> functions = new EnumMap<>(ScalarOp.class);

  /** An interpreter that computes numbers in the given dtype. */
  ScalarInterpreter(DType dtype) {
    this.dtype = dtype;
  }

  /** A number as an element of the dtype of computation. */
  Object literal(double value) {
    return switch (dtype) {
      case FLOAT64 -> value;
      case FLOAT32 -> (double) (float) value;
      case INT64 -> (long) value;
      case INT32 -> (long) (int) value;
      case BOOL -> value != 0;
    };
  }

  /** The value of one operation. */
  Object apply(ScalarOp op, Object... args) {
    return switch (op.kind()) {
      case ARITHMETIC -> {
        if (args[0] instanceof Long a) {
          long b = args.length > 1 ? (Long) args[1] : 0;
          long exact = op == ScalarOp.FMA ? a * b + (Long) args[2] : integer(op, a, b);
          yield dtype == DType.INT32 ? (Object) (long) (int) exact : (Object) exact;
        }
        double b = args.length > 1 ? (Double) args[1] : 0;
        if (op == ScalarOp.FMA) {
          yield fma((Double) args[0], b, (Double) args[2]);
        }
        yield round(floating(op, (Double) args[0], b));
      }
      case INTEGER -> {
        long a = (Long) args[0];
        long b = (Long) args[1];
        yield (Object) (dtype == DType.INT32 ? ints(op, (int) a, (int) b) : longs(op, a, b));
      }
      case ROUNDING -> args[0] instanceof Long ? args[0] : round(rounding(op, (Double) args[0]));
      case PATTERN -> pattern(op, (Double) args[0], args.length > 1 ? (Double) args[1] : 0);
      case FUNCTION -> function(op, doubles(args));
      case COMPARISON -> comparison(op, args[0], args[1]);
      case LOGIC -> {
        boolean b = args.length > 1 && (Boolean) args[1];
        yield logic(op, (Boolean) args[0], b);
      }
      case SELECTION -> (Boolean) args[0] ? args[1] : args[2];
    };
  }

  /** By its code, where it has some; this is made once. */
  private double function(ScalarOp op, double[] args) {
    Optional<FloatingProgram> program = functions.computeIfAbsent(
        op, unseen -> Elementary.code(op, dtype).map(code -> new FloatingProgram(code, this)));
    return program.isPresent() ? program.get().run(args) : called(op, args);
  }

  /** By a method on doubles, rounded once. */
  double called(ScalarOp op, double... args) {
    return round(FunctionCalls.of(op, args));
  }

  /** An operation on the integers that stand for floating numbers. */
  double pattern(ScalarOp op, double a, double b) {
    return dtype == DType.FLOAT32
        ? Float.intBitsToFloat((int)
            pattern(op, Float.floatToRawIntBits((float) a), Float.floatToRawIntBits((float) b), 23))
        : Double.longBitsToDouble(
            pattern(op, Double.doubleToRawLongBits(a), Double.doubleToRawLongBits(b), 52));
  }

  private static long pattern(ScalarOp op, long a, long b, int significandBits) {
    return switch (op) {
      case PATTERN_AND -> a & b;
      case PATTERN_XOR -> a ^ b;
      case PATTERN_ADD -> a + b;
      case PATTERN_SUB -> a - b;
      case PATTERN_UP -> a << significandBits;
      // The sign of an int is not one of its bits in a long.
      case PATTERN_DOWN -> (significandBits == 52 ? a : a & 0xFFFFFFFFL) >>> significandBits;
      default -> throw unknown(op);
    };
  }

  private static double[] doubles(Object[] args) {
    return Arrays.stream(args).mapToDouble(arg -> (Double) arg).toArray();
  }

  /** A number as one of the dtype. */
  double round(double value) {
    return dtype == DType.FLOAT32 ? (float) value : value;
  }

  /** The product of the first two and the third, rounded once. */
  double fma(double a, double b, double c) {
    return dtype == DType.FLOAT32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
  }

  static double floating(ScalarOp op, double a, double b) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw unknown(op);
    };
  }

  private static long integer(ScalarOp op, long a, long b) {
    if ((op == ScalarOp.DIV || op == ScalarOp.REM) && b == 0) {
      throw new ArithmeticException("integer division of " + a + " by zero");
    }
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> throw unknown(op);
    };
  }

  private static long longs(ScalarOp op, long a, long b) {
    return switch (op) {
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case SHIFT_LEFT -> a << b;
      case SHIFT_RIGHT -> a >> b;
      case SHIFT_RIGHT_LOGICAL -> a >>> b;
      case INTEGER_POWER -> IntegerMath.power(a, b);
      default -> throw unknown(op);
    };
  }

  /** Not as longs: a shift depends on how many bits there are. */
  private static long ints(ScalarOp op, int a, int b) {
    return switch (op) {
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case SHIFT_LEFT -> a << b;
      case SHIFT_RIGHT -> a >> b;
      case SHIFT_RIGHT_LOGICAL -> a >>> b;
      case INTEGER_POWER -> IntegerMath.power(a, b);
      default -> throw unknown(op);
    };
  }

  static double rounding(ScalarOp op, double a) {
    return switch (op) {
      case SQRT -> Math.sqrt(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case RINT -> Math.rint(a);
      default -> throw unknown(op);
    };
  }

  static boolean ordered(ScalarOp op, double a, double b) {
    return switch (op) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      default -> throw unknown(op);
    };
  }

  private static boolean comparison(ScalarOp op, Object a, Object b) {
    if (a instanceof Double x) {
      // Not Double.compare: NaN is unordered, and the zeros are equal.
      return ordered(op, x, (Double) b);
    }
    int order =
        a instanceof Long x ? Long.compare(x, (Long) b) : Boolean.compare((Boolean) a, (Boolean) b);
    return switch (op) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      default -> throw unknown(op);
    };
  }

  static boolean logic(ScalarOp op, boolean a, boolean b) {
    return switch (op) {
      case AND -> a && b;
      case OR -> a || b;
      case XOR -> a ^ b;
      case NOT -> !a;
      default -> throw unknown(op);
    };
  }

  private static IllegalStateException unknown(ScalarOp op) {
    return new IllegalStateException("the reference backend does not know " + op);
  }
}
