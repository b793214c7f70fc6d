package io.opwalk.cpu.internal.loop;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import io.opwalk.DType;
import io.opwalk.ops.elementary.Elementary;
import io.opwalk.ops.scalar.ElementaryFunctions;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scalar operations on boxed elements, written down a second time: {@code Double}, {@code Float},
 * {@code Long}, {@code Integer} and {@code Boolean}, one per dtype.
 */
public final class OpOracle {
  /** The code of functions that were asked for, which takes far longer to make than to evaluate. */
  private final Table<ScalarOp, DType, List<ScalarExpr>> codes = HashBasedTable.create();

  /** The result of an operation on operands of a dtype. */
  public Object apply(ScalarOp op, DType operands, List<Object> args) {
    return switch (op.kind()) {
      case SELECTION -> (Boolean) args.get(0) ? args.get(1) : args.get(2);
      case COMPARISON -> compare(op, args.get(0), args.get(1));
      case LOGIC -> logic(op, args);
      case ARITHMETIC, INTEGER, ROUNDING -> number(op, operands, args);
      case PATTERN -> pattern(op, operands, args);
      case FUNCTION -> {
        List<ScalarExpr> code = code(op, operands);
        yield code.isEmpty() ? number(op, operands, args) : evaluate(code, operands, args);
      }
    };
  }

  /** The parts of a function's code, each after its arguments; empty where it has no code. */
  private List<ScalarExpr> code(ScalarOp op, DType dtype) {
    List<ScalarExpr> code = codes.get(op, dtype);
    if (code == null) {
      code = Elementary.code(op, dtype).map(ScalarExpr::postOrder).orElse(List.of());
      codes.put(op, dtype, code);
    }
    return code;
  }

  /** The value of scalar code; what its code says is tested with the functions themselves. */
  private Object evaluate(List<ScalarExpr> code, DType dtype, List<Object> args) {
    Map<ScalarExpr, Object> values = new IdentityHashMap<>();
    Object value = null;
    for (ScalarExpr expr : code) {
      if (expr instanceof ScalarExpr.Arg arg) {
        value = args.get(arg.index());
      } else if (expr instanceof ScalarExpr.Literal literal) {
        value = convert(dtype, literal.value());
      } else if (expr instanceof ScalarExpr.Operation operation) {
        List<Object> operands = operation.args().stream().map(values::get).toList();
        value = apply(operation.op(), dtype, operands);
      } else {
        value = ((ScalarExpr.Truth) expr).value();
      }
      values.put(expr, value);
    }
    return value;
  }

  private static Object pattern(ScalarOp op, DType dtype, List<Object> args) {
    Object last = args.get(args.size() - 1);
    return dtype == DType.FLOAT64
        ? (Object) Double.longBitsToDouble(
            bits(op, bits((Double) args.get(0)), bits((Double) last), BigInteger.TWO.pow(52)))
        : (Object) Float.intBitsToFloat(
            (int) bits(op, bits((Float) args.get(0)), bits((Float) last), BigInteger.TWO.pow(23)));
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
  }

  /** Moves bits by multiplying and dividing. */
  private static long bits(ScalarOp op, long a, long b, BigInteger step) {
    BigInteger unsigned = BigInteger.valueOf(a).mod(BigInteger.TWO.pow(64));
    return switch (op) {
      case PATTERN_AND -> a & b;
      case PATTERN_XOR -> a ^ b;
      case PATTERN_ADD -> a + b;
      case PATTERN_SUB -> a - b;
      case PATTERN_UP -> unsigned.multiply(step).longValue();
      case PATTERN_DOWN -> unsigned.divide(step).longValue();
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static Object number(ScalarOp op, DType dtype, List<Object> args) {
    Number a = (Number) args.get(0);
    Number b = args.size() > 1 ? (Number) args.get(1) : a;
    if (op == ScalarOp.FMA) {
      return multiplyAdd(dtype, a, b, (Number) args.get(2));
    }
    if (args.size() == 3) {
      double c = ((Number) args.get(2)).doubleValue();
      return convert(dtype, ofThree(op, a.doubleValue(), b.doubleValue(), c));
    }
    return switch (dtype) {
      case FLOAT64 -> ofDoubles(op, a.doubleValue(), b.doubleValue());
      case FLOAT32 -> ofFloats(op, a.floatValue(), b.floatValue());
      case INT64 -> ofLongs(op, a.longValue(), b.longValue());
      case INT32 -> ofInts(op, a.intValue(), b.intValue());
      case BOOL -> throw new IllegalArgumentException(op + " of bool");
    };
  }

  private static Object multiplyAdd(DType dtype, Number a, Number b, Number c) {
    return switch (dtype) {
      case FLOAT64 -> Math.fma(a.doubleValue(), b.doubleValue(), c.doubleValue());
      case FLOAT32 -> Math.fma(a.floatValue(), b.floatValue(), c.floatValue());
      case INT64 -> a.longValue() * b.longValue() + c.longValue();
      case INT32 -> a.intValue() * b.intValue() + c.intValue();
      case BOOL -> throw new IllegalArgumentException("fma of bool");
    };
  }

  private static double ofThree(ScalarOp op, double a, double b, double c) {
    return switch (op) {
      case BETAINC -> ElementaryFunctions.betainc(a, b, c);
      case BETAINC_GRAD_A -> ElementaryFunctions.betaincGradA(a, b, c);
      case BETAINC_GRAD_B -> ElementaryFunctions.betaincGradB(a, b, c);
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static double ofDoubles(ScalarOp op, double a, double b) {
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
      case SQRT -> StrictMath.sqrt(a);
      case FLOOR -> StrictMath.floor(a);
      case CEIL -> StrictMath.ceil(a);
      case RINT -> StrictMath.rint(a);
      case SIN_OF_LARGE -> StrictMath.sin(a);
      case COS_OF_LARGE -> StrictMath.cos(a);
      case TAN_OF_LARGE -> StrictMath.tan(a);
      // Where the bits of these come from is tested with the functions themselves.
      case ERFCX -> ElementaryFunctions.erfcx(a);
      case ERFINV -> ElementaryFunctions.erfinv(a);
      case ERFCINV -> ElementaryFunctions.erfcinv(a);
      case GAMMA -> ElementaryFunctions.gamma(a);
      case LOG_GAMMA -> ElementaryFunctions.logGamma(a);
      case DIGAMMA -> ElementaryFunctions.digamma(a);
      case TRIGAMMA -> ElementaryFunctions.trigamma(a);
      case I0 -> ElementaryFunctions.i0(a);
      case I1 -> ElementaryFunctions.i1(a);
      case I0E -> ElementaryFunctions.i0e(a);
      case I1E -> ElementaryFunctions.i1e(a);
      case POLYGAMMA -> ElementaryFunctions.polygamma(a, b);
      case BETA -> ElementaryFunctions.beta(a, b);
      case LOG_BETA -> ElementaryFunctions.logBeta(a, b);
      case GAMMAINC -> ElementaryFunctions.gammainc(a, b);
      case GAMMAINCC -> ElementaryFunctions.gammaincc(a, b);
      case IV -> ElementaryFunctions.iv(a, b);
      case IVE -> ElementaryFunctions.ive(a, b);
      case KV -> ElementaryFunctions.kv(a, b);
      case KVE -> ElementaryFunctions.kve(a, b);
      case GAMMAINC_GRAD_A -> ElementaryFunctions.gammaincGradA(a, b);
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static float ofFloats(ScalarOp op, float a, float b) {
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
      default -> (float) ofDoubles(op, a, b);
    };
  }

  private static long ofLongs(ScalarOp op, long a, long b) {
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
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case INTEGER_POWER -> powerOf(a, b, 64).longValue();
      // By multiplying and dividing: the counts are taken modulo 64.
      case SHIFT_LEFT -> BigInteger.valueOf(a).multiply(power(64, b)).longValue();
      case SHIFT_RIGHT -> floor(BigInteger.valueOf(a), power(64, b)).longValue();
      case SHIFT_RIGHT_LOGICAL ->
        floor(BigInteger.valueOf(a).mod(BigInteger.TWO.pow(64)), power(64, b)).longValue();
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static BigInteger powerOf(long a, long b, int bits) {
    return BigInteger.valueOf(a).modPow(BigInteger.valueOf(b), BigInteger.TWO.pow(bits));
  }

  private static int ofInts(ScalarOp op, int a, int b) {
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
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case INTEGER_POWER -> powerOf(a, b, 32).intValue();
      // By multiplying and dividing: the counts are taken modulo 32.
      case SHIFT_LEFT -> BigInteger.valueOf(a).multiply(power(32, b)).intValue();
      case SHIFT_RIGHT -> floor(BigInteger.valueOf(a), power(32, b)).intValue();
      case SHIFT_RIGHT_LOGICAL ->
        floor(BigInteger.valueOf(a).mod(BigInteger.TWO.pow(32)), power(32, b)).intValue();
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static BigInteger power(int bits, long count) {
    return BigInteger.TWO.pow((int) Math.floorMod(count, (long) bits));
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static boolean compare(ScalarOp op, Object a, Object b) {
    if (isNaN(a) || isNaN(b)) {
      return op == ScalarOp.NE;
    }
    int sign = sign(a, b);
    return switch (op) {
      case EQ -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double d && d.isNaN() || value instanceof Float f && f.isNaN();
  }

  private static int sign(Object a, Object b) {
    if (a instanceof Boolean left) {
      return left.compareTo((Boolean) b);
    }
    if (a instanceof Long || a instanceof Integer) {
      return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
    }
    // Adding 0.0 turns -0.0 into 0.0, which compareTo would put below it.
    return Double.compare(((Number) a).doubleValue() + 0.0, ((Number) b).doubleValue() + 0.0);
  }

  private static boolean logic(ScalarOp op, List<Object> args) {
    boolean a = (Boolean) args.get(0);
    boolean b = args.size() > 1 && (Boolean) args.get(1);
    return switch (op) {
      case AND -> a && b;
      case OR -> a || b;
      case XOR -> a != b;
      case NOT -> !a;
      default -> throw new IllegalArgumentException(op.toString());
    };
  }

  /** A number or truth value as an element of a dtype, as Java's casts convert it. */
  public static Object convert(DType dtype, Object value) {
    Number number = value instanceof Boolean truth ? (Number) (truth ? 1 : 0) : (Number) value;
    return switch (dtype) {
      case FLOAT64 -> number.doubleValue();
      case FLOAT32 -> number.floatValue();
      case INT64 -> number.longValue();
      case INT32 -> number.intValue();
      case BOOL -> number.doubleValue() != 0;
    };
  }
}
