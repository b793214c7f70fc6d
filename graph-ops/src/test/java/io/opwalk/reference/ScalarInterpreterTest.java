package io.opwalk.reference;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarExpr.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ElementaryFunctions;
import io.opwalk.ops.scalar.ScalarExpr;
import io.opwalk.ops.scalar.ScalarOp;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarInterpreterTest {
  private static final ScalarInterpreter FLOAT = new ScalarInterpreter(DType.FLOAT32);
  private static final ScalarInterpreter DOUBLE = new ScalarInterpreter(DType.FLOAT64);
  private static final ScalarInterpreter INT = new ScalarInterpreter(DType.INT32);
  private static final ScalarInterpreter LONG = new ScalarInterpreter(DType.INT64);

  /** Every bit pattern: NaNs, infinities, subnormals and both zeros among them. */
  @Provide
  Arbitrary<Float> floats() {
    return Arbitraries.oneOf(
        Arbitraries.integers().map(Float::intBitsToFloat),
        Arbitraries.of(
            0f,
            -0f,
            1f,
            -1f,
            Float.NaN,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY),
        // Neighbours of one another: sums and quotients that fall near the middle of two floats.
        Arbitraries.integers().between(-64, 64).map(i -> 1f + i * Math.ulp(1f)));
  }

  private static void assertFloat(float expected, ScalarOp op, Object... args) {
    // Double.equals: all NaNs are one, and -0.0 is not 0.0.
    assertEquals((Object) (double) expected, FLOAT.apply(op, args), () -> op + " " + List.of(args));
  }

  @Property(tries = 20_000)
  void computesInDoubleWhatFloatArithmeticGives(
      @ForAll("floats") float a, @ForAll("floats") float b) {
    Object x = (double) a;
    Object y = (double) b;
    assertFloat(a + b, ScalarOp.ADD, x, y);
    assertFloat(a - b, ScalarOp.SUB, x, y);
    assertFloat(a * b, ScalarOp.MUL, x, y);
    assertFloat(a / b, ScalarOp.DIV, x, y);
    assertFloat(a % b, ScalarOp.REM, x, y);
    assertFloat(Math.min(a, b), ScalarOp.MIN, x, y);
    assertFloat(Math.max(a, b), ScalarOp.MAX, x, y);
    assertFloat(Math.fma(a, b, a), ScalarOp.FMA, x, y, x);
    assertFloat(-a, ScalarOp.NEG, x);
    assertFloat(Math.abs(a), ScalarOp.ABS, x);
    assertEquals(a < b, FLOAT.apply(ScalarOp.LT, x, y));
    assertEquals(a <= b, FLOAT.apply(ScalarOp.LE, x, y));
    assertEquals(a == b, FLOAT.apply(ScalarOp.EQ, x, y));
    assertEquals(a != b, FLOAT.apply(ScalarOp.NE, x, y));
    assertEquals(a > b, FLOAT.apply(ScalarOp.GT, x, y));
    assertEquals(a >= b, FLOAT.apply(ScalarOp.GE, x, y));
  }

  @Property
  void computesInLongWhatIntArithmeticGives(@ForAll int a, @ForAll int b) {
    Object x = (long) a;
    Object y = (long) b;
    assertEquals((long) (a + b), INT.apply(ScalarOp.ADD, x, y));
    assertEquals((long) (a - b), INT.apply(ScalarOp.SUB, x, y));
    assertEquals((long) (a * b), INT.apply(ScalarOp.MUL, x, y));
    assertEquals((long) -a, INT.apply(ScalarOp.NEG, x));
    assertEquals((long) Math.abs(a), INT.apply(ScalarOp.ABS, x));
    if (b != 0) {
      assertEquals((long) (a / b), INT.apply(ScalarOp.DIV, x, y));
      assertEquals((long) (a % b), INT.apply(ScalarOp.REM, x, y));
    }
  }

  @Property
  void computesOnPatternsAsOnIntegers(@ForAll("finiteFloats") float a, @ForAll long b) {
    int i = Float.floatToRawIntBits(a);
    Object x = (double) a;
    Object minusZero = -0.0;
    assertFloat(Float.intBitsToFloat(i & 0x80000000), ScalarOp.PATTERN_AND, x, minusZero);
    assertFloat(-a, ScalarOp.PATTERN_XOR, x, minusZero);
    assertFloat(Float.intBitsToFloat(i >>> 23), ScalarOp.PATTERN_DOWN, x);
    assertFloat(
        Float.intBitsToFloat(i - 5), ScalarOp.PATTERN_SUB, x, (double) (5 * Float.MIN_VALUE));
    assertFloat(
        Float.intBitsToFloat(i + 5), ScalarOp.PATTERN_ADD, x, (double) (5 * Float.MIN_VALUE));
    int exponent = (int) Math.floorMod(b, 254L) + 1;
    assertFloat(
        Math.scalb(1f, exponent - 127), ScalarOp.PATTERN_UP, (double) (exponent * Float.MIN_VALUE));
  }

  /** Without NaN, the bits of which are not defined, and what would become one here. */
  @Provide
  Arbitrary<Float> finiteFloats() {
    return floats().filter(x -> Math.abs(x) < 1e38 && Math.abs(x) > 1e-40);
  }

  @Test
  void integersWrap() {
    assertEquals((long) Integer.MIN_VALUE, INT.apply(ScalarOp.ABS, (long) Integer.MIN_VALUE));
    assertEquals((long) Integer.MIN_VALUE, INT.apply(ScalarOp.DIV, (long) Integer.MIN_VALUE, -1L));
    assertEquals(Long.MIN_VALUE, LONG.apply(ScalarOp.ADD, Long.MAX_VALUE, 1L));
    assertEquals(Long.MIN_VALUE, LONG.apply(ScalarOp.NEG, Long.MIN_VALUE));
  }

  @Test
  void integersDoNotDivideByZero() {
    for (ScalarOp op : List.of(ScalarOp.DIV, ScalarOp.REM)) {
      assertThrows(ArithmeticException.class, () -> INT.apply(op, 1L, 0L));
      assertThrows(ArithmeticException.class, () -> LONG.apply(op, 1L, 0L));
    }
  }

  private static Object evaluate(ScalarInterpreter in, ScalarExpr code, Object... args) {
    return new ScalarProgram(code, in).run(List.of(args));
  }

  @Property
  void movesBitsAsJavaDoes(@ForAll long a, @ForAll long b) {
    assertEquals(a & b, LONG.apply(ScalarOp.BIT_AND, a, b));
    assertEquals(a | b, LONG.apply(ScalarOp.BIT_OR, a, b));
    assertEquals(a ^ b, LONG.apply(ScalarOp.BIT_XOR, a, b));
    assertEquals(a << b, LONG.apply(ScalarOp.SHIFT_LEFT, a, b));
    assertEquals(a >> b, LONG.apply(ScalarOp.SHIFT_RIGHT, a, b));
    assertEquals(a >>> b, LONG.apply(ScalarOp.SHIFT_RIGHT_LOGICAL, a, b));
    int x = (int) a;
    int y = (int) b;
    assertEquals((long) (x & y), INT.apply(ScalarOp.BIT_AND, (long) x, (long) y));
    assertEquals((long) (x | y), INT.apply(ScalarOp.BIT_OR, (long) x, (long) y));
    assertEquals((long) (x ^ y), INT.apply(ScalarOp.BIT_XOR, (long) x, (long) y));
    assertEquals((long) (x << y), INT.apply(ScalarOp.SHIFT_LEFT, (long) x, (long) y));
    assertEquals((long) (x >> y), INT.apply(ScalarOp.SHIFT_RIGHT, (long) x, (long) y));
    assertEquals((long) (x >>> y), INT.apply(ScalarOp.SHIFT_RIGHT_LOGICAL, (long) x, (long) y));
  }

  /** As a tree this code has 2^200 leaves. Huge slack: a millisecond would do. */
  @Test
  void computesOnceWhatIsUsedTwice() {
    ScalarExpr shared = arg(0);
    for (int i = 0; i < 200; i++) {
      shared = of(ScalarOp.MAX, shared, shared);
    }
    ScalarExpr code = shared;
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertEquals(7L, evaluate(LONG, code, 7L)));
  }

  @Test
  void literalsAreRoundedToTheDtype() {
    assertEquals((double) 0.1f, evaluate(FLOAT, lit(0.1)));
    assertEquals(0.1, evaluate(DOUBLE, lit(0.1)));
    assertEquals(3L, evaluate(LONG, lit(3)));
    assertEquals(-0.0, evaluate(DOUBLE, lit(-0.0)));
  }

  @Test
  void functionsOfFloatsAreRoundedOnce() {
    double third = 1 / 3f;
    assertEquals(
        (double) (float) ElementaryFunctions.gamma(third), FLOAT.apply(ScalarOp.GAMMA, third));
    assertEquals(
        (double) (float) ElementaryFunctions.beta(third, third),
        FLOAT.apply(ScalarOp.BETA, third, third));
  }

  @Test
  void selectsAndNests() {
    Object chosen = evaluate(
        DOUBLE,
        of(
            ScalarOp.SELECT,
            of(ScalarOp.AND, of(ScalarOp.LT, arg(0), lit(0)), truth(true)),
            of(ScalarOp.NEG, arg(0)),
            of(ScalarOp.SQRT, arg(0))),
        -3.0);
    assertEquals(3.0, chosen);
  }

  @Test
  void comparesTruthValues() {
    assertEquals(true, FLOAT.apply(ScalarOp.LT, false, true));
    assertEquals(true, FLOAT.apply(ScalarOp.EQ, true, true));
    assertEquals(true, FLOAT.apply(ScalarOp.XOR, false, true));
    assertEquals(false, FLOAT.apply(ScalarOp.OR, false, false));
    assertEquals(false, FLOAT.apply(ScalarOp.NOT, true));
  }

  @ParameterizedTest
  @EnumSource(ScalarOp.class)
  void knowsEveryOperation(ScalarOp op) {
    Object element = switch (op.kind()) {
      case LOGIC -> (Object) true;
      case INTEGER -> (Object) 5L;
      default -> (Object) 0.5;
    };
    Object[] args = Stream.generate(() -> element).limit(op.arity()).toArray();
    if (op.kind() == ScalarOp.Kind.SELECTION) {
      args[0] = true;
    }
    Class<?> expected = switch (op.kind()) {
      case LOGIC, COMPARISON -> Boolean.class;
      case INTEGER -> Long.class;
      default -> Double.class;
    };
    ScalarInterpreter interpreter = op.isIntegerOnly() ? LONG : DOUBLE;
    assertEquals(expected, interpreter.apply(op, args).getClass());
  }
}
