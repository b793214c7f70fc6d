package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarExpr.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ScalarExprPrinterTest {
  private static final ScalarExpr X = arg(0);
  private static final ScalarExpr Y = arg(1);
  private static final ScalarExpr Z = arg(2);

  @Test
  void printsFunctionsAsFormulas() {
    assertEquals(
        "t1 = abs(x); t1 == Infinity ? (x > 0 ? 1 : -1) : x / (1 + t1)",
        ActivationFunctions.SOFTSIGN.code().toString());
    assertEquals("0 - softplus(-x)", ActivationFunctions.LOG_SIGMOID.code().toString());
    assertEquals("min(max(x, y), z)", ArithmeticFunctions.CLIP.code().toString());
    assertEquals("x ? y : z", LogicFunctions.WHERE.code().toString());
    assertEquals(
        "x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x",
        ArithmeticFunctions.SIGN.code().toString());
    assertEquals("abs(x) == Infinity", LogicFunctions.IS_INFINITE.code().toString());
    assertEquals("exp2(x)", ExponentFunctions.EXP2.code().toString());
  }

  @Test
  void keepsTheOrderOfOperations() {
    ScalarExpr sum = of(ScalarOp.ADD, Y, Z);
    assertEquals("x + (y + z)", of(ScalarOp.ADD, X, sum).toString());
    assertEquals("y + z + x", of(ScalarOp.ADD, sum, X).toString());
    assertEquals("x - (y - z)", of(ScalarOp.SUB, X, of(ScalarOp.SUB, Y, Z)).toString());
    assertEquals("x * (y + z)", of(ScalarOp.MUL, X, sum).toString());
    assertEquals("x + y * z", of(ScalarOp.ADD, X, of(ScalarOp.MUL, Y, Z)).toString());
    assertEquals("x / (y / z)", of(ScalarOp.DIV, X, of(ScalarOp.DIV, Y, Z)).toString());
    assertEquals("-(y + z)", of(ScalarOp.NEG, sum).toString());
    assertEquals("-(-x)", of(ScalarOp.NEG, of(ScalarOp.NEG, X)).toString());
    assertEquals("x - -1", of(ScalarOp.SUB, X, lit(-1)).toString());
    assertEquals("-(-1)", of(ScalarOp.NEG, lit(-1)).toString());
  }

  @Test
  void keepsTheOrderOfLogic() {
    ScalarExpr less = of(ScalarOp.LT, X, Y);
    ScalarExpr more = of(ScalarOp.GT, Y, Z);
    assertEquals("x < y ^ y > z", of(ScalarOp.XOR, less, more).toString());
    assertEquals("!(x < y)", of(ScalarOp.NOT, less).toString());
    assertEquals(
        "x < y && (y > z || true)",
        of(ScalarOp.AND, less, of(ScalarOp.OR, more, truth(true))).toString());
    assertEquals(
        "(x < y ? x : y) + z",
        of(ScalarOp.ADD, of(ScalarOp.SELECT, less, X, Y), Z).toString());
    assertEquals(
        "x < y ? (y > z ? x : y) : z",
        of(ScalarOp.SELECT, less, of(ScalarOp.SELECT, more, X, Y), Z).toString());
  }

  @Test
  void keepsTheOrderOfBits() {
    ScalarExpr both = of(ScalarOp.BIT_AND, X, Y);
    assertEquals("x & y ^ z", of(ScalarOp.BIT_XOR, both, Z).toString());
    assertEquals("x | y ^ z", of(ScalarOp.BIT_OR, X, of(ScalarOp.BIT_XOR, Y, Z)).toString());
    assertEquals("z & (x & y)", of(ScalarOp.BIT_AND, Z, both).toString());
    assertEquals("(x & y) == z", of(ScalarOp.EQ, both, Z).toString());
    ScalarExpr right = of(ScalarOp.SHIFT_RIGHT_LOGICAL, X, of(ScalarOp.ADD, Y, Z));
    assertEquals("x >>> y + z << 1", of(ScalarOp.SHIFT_LEFT, right, lit(1)).toString());
    assertEquals(
        "x >> (y << z)",
        of(ScalarOp.SHIFT_RIGHT, X, of(ScalarOp.SHIFT_LEFT, Y, Z)).toString());
  }

  @Test
  void printsLiteralsAsTheyAre() {
    assertEquals("-0.0", lit(-0.0).toString());
    assertEquals("0", lit(0.0).toString());
    assertEquals("0.1", lit(0.1).toString());
    assertEquals("NaN", lit(Double.NaN).toString());
    assertEquals("1.0E300", lit(1e300).toString());
    assertEquals("x3", arg(3).toString());
  }

  @Test
  void namesWhatIsUsedTwiceAlsoWhereItWasBuiltTwice() {
    ScalarExpr once = of(ScalarOp.MUL, X, Y);
    ScalarExpr again = of(ScalarOp.MUL, X, Y);
    assertEquals(
        "t1 = x * y; t1 + sin(t1)",
        of(ScalarOp.ADD, once, of(ScalarOp.SIN, again)).toString());
  }

  /** A tree of 2^200 leaves, and a chain too deep for a stack. Huge slack: a second would do. */
  @Test
  void isAsLongAsTheCode() {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
      ScalarExpr shared = X;
      for (int i = 0; i < 200; i++) {
        shared = of(ScalarOp.ADD, shared, shared);
      }
      Assertions.assertTrue(shared.toString().length() < 5000);
      ScalarExpr deep = X;
      for (int i = 0; i < 100_000; i++) {
        deep = of(ScalarOp.NEG, deep);
      }
      assertEquals(1 + 100_000 + 2 * 99_999, deep.toString().length());
    });
  }
}
