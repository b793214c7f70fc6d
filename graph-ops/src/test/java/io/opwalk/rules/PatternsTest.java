package io.opwalk.rules;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ActivationFunctions;
import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.rewrite.LiteralPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PatternsTest {
  private static boolean matches(LiteralPattern pattern, Tensor tensor) {
    return pattern.matches(RuleRunner.graph(List.of(tensor)).outputs().get(0));
  }

  @Test
  void aNumberMatchesInEveryNumericDType() {
    assertTrue(matches(lit(1), constant(1.0)));
    assertTrue(matches(lit(1), constant(1f)));
    assertTrue(matches(lit(1), constant(1L)));
    assertTrue(matches(lit(1), constant(1)));
    assertFalse(matches(lit(1), constant(true)));
    assertFalse(matches(lit(1), constant(1.0000000000000002)));
    assertFalse(matches(lit(1), constant(2L)));
    assertTrue(matches(lit(0.1), constant(0.1f)));
    assertFalse(matches(lit(0.1), constant((double) 0.1f)));
    assertFalse(matches(lit(1), placeholder("x", DType.FLOAT64)));
  }

  @Test
  void zerosAreToldApart() {
    assertTrue(matches(lit(0), constant(0.0)));
    assertFalse(matches(lit(0), constant(-0.0)));
    assertTrue(matches(lit(-0.0), constant(-0.0)));
    assertFalse(matches(lit(-0.0), constant(0.0f)));
    assertTrue(matches(lit(0), constant(0)));
    assertFalse(matches(lit(-0.0), constant(0)));
    assertTrue(matches(lit(Double.NaN), constant(Double.NaN)));
    assertTrue(matches(lit(Double.NaN), constant(Float.NaN)));
  }

  @Test
  void anArrayMatchesIfAllItsElementsDo() {
    assertTrue(matches(lit(1), constant(new double[][] {{1, 1}, {1, 1}})));
    assertFalse(matches(lit(1), constant(new double[] {1, 1, 2})));
    assertFalse(matches(lit(1), constant(new double[0])));
    assertTrue(matches(truth(true), constant(new boolean[] {true, true})));
    assertFalse(matches(truth(true), constant(new boolean[] {true, false})));
    assertFalse(matches(truth(false), constant(0)));
  }

  @Test
  void whatIsBroadcastMatchesAsWhatItWas() {
    Tensor x = placeholder("x", DType.FLOAT64, UNKNOWN, 3);
    assertTrue(matches(lit(1), Tensors.onesLike(x)));
    Tensor wide = Apply.of(new Broadcast(Shape.shape(2, 3)), constant(1.0)).output();
    assertTrue(matches(lit(1), wide));
    assertTrue(matches(lit(1), Shapes.reshape(constant(1.0), 1, 1)));
    assertFalse(matches(lit(1), Tensors.zerosLike(x)));
  }

  @Test
  void numbersAreInstantiatedWhereTheDTypeHasThem() {
    assertEquals(
        new Constant(NDArray.full(DType.FLOAT32, 0.1)), lit(0.1).instantiate(DType.FLOAT32));
    assertEquals(new Constant(NDArray.scalar(2L)), lit(2).instantiate(DType.INT64));
    assertThrows(IllegalArgumentException.class, () -> lit(0.5).instantiate(DType.INT64));
    assertThrows(IllegalArgumentException.class, () -> lit(-0.0).instantiate(DType.INT32));
    assertThrows(IllegalArgumentException.class, () -> lit(1).instantiate(DType.BOOL));
    assertEquals(new Constant(NDArray.scalar(true)), truth(true).instantiate(DType.FLOAT64));
  }

  @Test
  void powersOfTwoAreThoseWithAReciprocal() {
    LiteralPattern power = new PowerOfTwoPattern("p");
    assertTrue(matches(power, constant(4.0)));
    assertTrue(matches(power, constant(-0.25)));
    assertTrue(matches(power, constant(0x1p1023)));
    assertTrue(matches(power, constant(0x1p-1023)));
    assertFalse(matches(power, constant(0x1p-1024)));
    assertFalse(matches(power, constant(Double.MIN_VALUE)));
    assertTrue(matches(power, constant(0x1p127f)));
    assertTrue(matches(power, constant(0x1p-127f)));
    assertFalse(matches(power, constant(0x1p-128f)));
    assertFalse(matches(power, constant(3.0)));
    assertFalse(matches(power, constant(0.0)));
    assertFalse(matches(power, constant(Double.POSITIVE_INFINITY)));
    assertFalse(matches(power, constant(Double.NaN)));
    assertFalse(matches(power, constant(4L)));
  }

  @Test
  void integersAreThoseWithinBounds() {
    LiteralPattern small = new IntegerPattern("n", 3, 512);
    assertTrue(matches(small, constant(3.0)));
    assertTrue(matches(small, constant(-512f)));
    assertTrue(matches(small, constant(7L)));
    assertFalse(matches(small, constant(2.0)));
    assertFalse(matches(small, constant(513.0)));
    assertFalse(matches(small, constant(3.5)));
    assertFalse(matches(small, constant(Double.NaN)));
    assertFalse(matches(small, constant(true)));
    assertFalse(matches(small, constant(new double[] {3, 4})));
    assertThrows(IllegalArgumentException.class, () -> small.instantiate(DType.BOOL));
  }

  @Test
  void anyFloatingNumberIsUniform() {
    LiteralPattern number = new UniformPattern("c");
    assertTrue(matches(number, constant(3.5)));
    assertTrue(matches(number, constant(new float[] {-0f, -0f})));
    assertFalse(matches(number, constant(new float[] {-0f, 0f})));
    assertFalse(matches(number, constant(3L)));
    assertThrows(IllegalArgumentException.class, () -> number.instantiate(DType.INT64));
  }

  @Test
  void patternsPrintAsFormulas() {
    assertEquals(
        "Elementwise{add}(1, x)",
        Patterns.fn(ArithmeticFunctions.ADD, lit(1), Patterns.any("x")).toString());
    assertEquals("-0.0", lit(-0.0).toString());
    assertEquals("0.5", lit(0.5).toString());
    assertEquals("true", truth(true).toString());
  }

  @Test
  void matchersOfOpsAskForWhatTheirNameSays() {
    Reduce sum = new Reduce(Reduce.Kind.SUM, List.of(2), true);
    assertTrue(Patterns.reduce("r", Reduce.Kind.SUM).matches(sum));
    assertFalse(Patterns.reduce("r", Reduce.Kind.MAX).matches(sum));
    assertTrue(Patterns.softmax("s").matches(new Softmax(3)));
    Elementwise relu = new Elementwise(ActivationFunctions.RELU);
    assertTrue(Patterns.function("f", 1, function -> true).matches(relu));
    assertFalse(Patterns.function("f", 2, function -> true).matches(relu));
    assertFalse(
        Patterns.function("f", 1, function -> function.name().equals("abs")).matches(relu));
  }
}
