package io.opwalk.ops.scalar;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a function must look like to be built, and which dtypes it takes. */
class ScalarFunctionTest {
  private static String complaint(ScalarFunction.Builder builder) {
    return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
  }

  private static void assertHas(String part, String message) {
    assertTrue(message.contains(part), message);
  }

  @Test
  void codeMentionsOnlyArgumentsThatThereAre() {
    ScalarFunction.Builder builder =
        ScalarFunction.named("f").code(of(ScalarOp.ADD, arg(0), arg(1)));
    assertEquals(
        "scalar function 'f' of 1 arguments: the code mentions argument 1", complaint(builder));
  }

  @Test
  void truthIsNoNumber() {
    ScalarExpr comparison = of(ScalarOp.LT, arg(0), lit(0));
    assertHas(
        "ADD is given a TRUTH where a NUMBER belongs",
        complaint(ScalarFunction.named("f").code(of(ScalarOp.ADD, arg(0), comparison))));
    assertHas(
        "NOT is given a NUMBER where a TRUTH belongs",
        complaint(ScalarFunction.named("f").code(of(ScalarOp.NOT, arg(0)))));
    assertHas(
        "SELECT is given a NUMBER where a TRUTH belongs",
        complaint(ScalarFunction.named("f").code(of(ScalarOp.SELECT, arg(0), arg(0), arg(0)))));
    assertHas("the code gives a TRUTH", complaint(ScalarFunction.named("f").code(comparison)));
    assertHas(
        "the code gives a NUMBER",
        complaint(ScalarFunction.named("f").truthValued().code(arg(0))));
  }

  @Test
  void elementaryFunctionsAreForFloatingDtypes() {
    assertHas(
        "EXP is for floating dtypes",
        complaint(ScalarFunction.named("f").on(Domain.NUMERIC).code(of(ScalarOp.EXP, arg(0)))));
    assertHas(
        "SQRT is for floating dtypes",
        complaint(ScalarFunction.named("f").on(Domain.NUMERIC).code(of(ScalarOp.SQRT, arg(0)))));
  }

  @Test
  void bitsAreForIntegerDtypes() {
    assertHas(
        "BIT_AND is for integer dtypes",
        complaint(ScalarFunction.named("f")
            .on(Domain.NUMERIC)
            .code(of(ScalarOp.BIT_AND, arg(0), arg(0)))));
  }

  @Test
  void hasNoMoreDerivativesThanArguments() {
    ScalarFunction.Builder builder = ScalarFunction.named("f")
        .code(arg(0))
        .derivative((args, out, g) -> g)
        .derivative((args, out, g) -> g);
    assertEquals("f has 1 arguments and 2 derivatives", complaint(builder));
  }

  @Test
  void namesTheDtypesItDoesNotTake() {
    assertEquals(DType.BOOL, LogicFunctions.LESS.resultType(List.of(DType.INT32, DType.INT32)));
    assertEquals(
        DType.FLOAT32,
        LogicFunctions.WHERE.resultType(List.of(DType.BOOL, DType.FLOAT32, DType.FLOAT32)));
    assertHas("found int32 and int64", refusal(ArithmeticFunctions.ADD, DType.INT32, DType.INT64));
    assertHas(
        "not defined for int32, only for floating", refusal(ExponentFunctions.EXP, DType.INT32));
    assertHas("not defined for bool", refusal(ArithmeticFunctions.ADD, DType.BOOL, DType.BOOL));
    assertHas(
        "not defined for float32, only for integer",
        refusal(BitFunctions.BITWISE_NOT, DType.FLOAT32));
    assertHas("only for logical", refusal(LogicFunctions.LOGICAL_NOT, DType.FLOAT64));
    assertHas("takes 2 inputs, found 1", refusal(ArithmeticFunctions.ADD, DType.INT32));
    assertHas(
        "the condition must be bool, found int32",
        refusal(LogicFunctions.WHERE, DType.INT32, DType.INT32, DType.INT32));
  }

  private static String refusal(ScalarFunction function, DType... args) {
    return assertThrows(IllegalArgumentException.class, () -> function.resultType(List.of(args)))
        .getMessage();
  }
}
