package com.example;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.TypeException;
import io.opwalk.testing.TestOps;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ApplyTest {
  private final Tensor x = TestOps.input("x", FLOAT64, shape(UNKNOWN, 3));
  private final Tensor w = TestOps.weight("w", FLOAT64, shape(3));

  /** An op whose type rule is the given one. */
  private record Ruled(UnaryOperator<List<TensorType>> rule) implements Op {
    @Override
    public String name() {
      return "Ruled";
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> inputs) {
      return rule.apply(inputs);
    }
  }

  @Test
  void walksFromAnOutputToItsInputs() {
    Tensor y = TestOps.add(x, w);
    assertSame(x, y.owner().inputs(0));
    assertSame(w, y.op().inputs(1));
    assertSame(y.owner(), y.op());
    assertSame(y, y.owner().output());
    assertEquals(List.of(x, w), y.owner().inputs());
    assertThrows(UnsupportedOperationException.class, () -> y.owner().inputs().set(0, w));
  }

  @Test
  void anInputThatIsNotThereIsAnErrorThatNamesTheNode() {
    String line = Lines.next();
    Apply sum = TestOps.add(x, w).named("dense/BiasAdd").owner();
    assertEquals(
        "no inputs(5): Binary{add} 'dense/BiasAdd' at " + line + " has inputs(0) to inputs(1)",
        assertThrows(IndexOutOfBoundsException.class, () -> sum.inputs(5)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> sum.inputs(-1));
    Apply negative = TestOps.negative(x).owner();
    String message =
        assertThrows(IndexOutOfBoundsException.class, () -> negative.inputs(1)).getMessage();
    assertTrue(message.endsWith("has one input, inputs(0)"), message);
  }

  @Test
  void aLeafSaysThatItIsOne() {
    String line = Lines.next();
    Tensor leaf = TestOps.input("leaf", FLOAT64, shape(3));
    assertEquals(
        "no inputs(0): Input 'leaf' at " + line + " has no inputs: it is a leaf of the graph",
        assertThrows(IndexOutOfBoundsException.class, () -> leaf.owner().inputs(0))
            .getMessage());
  }

  @Test
  void anOutputThatIsNotThereIsAnErrorThatNamesTheNode() {
    Apply split = TestOps.split(x).named("halves");
    String message =
        assertThrows(IndexOutOfBoundsException.class, () -> split.outputs(2)).getMessage();
    assertTrue(message.startsWith("no outputs(2): Split 'halves' at"), message);
    assertTrue(message.endsWith("has outputs(0) to outputs(1)"), message);
    message = assertThrows(IllegalStateException.class, split::output).getMessage();
    assertTrue(message.contains("'halves'") && message.contains("2 outputs"), message);
    message = assertThrows(IndexOutOfBoundsException.class, () -> x.owner().outputs(1))
        .getMessage();
    assertTrue(message.endsWith("has outputs(0) only"), message);
  }

  @Test
  void operandsThatDoNotFitAreNamedWithTypesAndLines() {
    String ofLeft = Lines.next();
    Tensor left = TestOps.input("left", FLOAT64, shape(UNKNOWN, 3));
    String ofRight = Lines.next();
    Tensor right = TestOps.input("right", FLOAT64, shape(4));
    String ofCall = Lines.next();
    TypeException error = assertThrows(TypeException.class, () -> TestOps.add(left, right));
    List<String> lines = error.getMessage().lines().toList();
    assertTrue(lines.get(0).startsWith("Binary{add}: "), error.getMessage());
    assertEquals("  at " + ofCall, lines.get(1));
    assertEquals("  input 0: Input.0 'left' (?, 3) float64 at " + ofLeft, lines.get(2));
    assertEquals("  input 1: Input.0 'right' (4,) float64 at " + ofRight, lines.get(3));
    assertEquals(4, lines.size());
    Tensor single = TestOps.input("single", FLOAT32, shape(3));
    assertThrows(TypeException.class, () -> TestOps.add(x, single));
  }

  @Test
  void sizesBeyondLongAreATypeErrorToo() {
    Op overflowing = new Ruled(inputs -> {
      throw new ArithmeticException("long overflow");
    });
    TypeException error = assertThrows(TypeException.class, () -> Apply.of(overflowing, x));
    assertTrue(error.getMessage().startsWith("Ruled: long overflow"), error.getMessage());
    assertTrue(error.getMessage().contains("'x' (?, 3) float64"), error.getMessage());
  }

  @Test
  void refusesNullsAndOpsWithoutOutputs() {
    String line = Lines.next();
    Throwable error = assertThrows(NullPointerException.class, () -> TestOps.add(x, null));
    assertEquals("Binary{add}: input 1 is null\n  at " + line, error.getMessage());
    assertThrows(NullPointerException.class, () -> x.named(null));
    assertThrows(IllegalStateException.class, () -> Apply.of(new Ruled(inputs -> List.of()), x));
  }

  @Test
  void aNameMakesANodeOfTheVerySameTypes() {
    // A rule that invents a size would invent another one if it were asked again.
    Op inventive = new Ruled(inputs -> List.of(inputs.get(0).withShape(Shape.shape(UNKNOWN))));
    Tensor y = Apply.of(inventive, x).output();
    Tensor named = y.named("y");
    assertEquals("y", named.name());
    assertEquals("", y.name());
    assertNotSame(y.owner(), named.owner());
    assertEquals(y.type(), named.type());
    assertSame(y.owner().op(), named.owner().op());
  }

  @Test
  void laterOutputsBearTheirNumber() {
    Apply split = TestOps.split(x);
    assertEquals("", split.outputs(1).name());
    assertEquals("halves", split.outputs(0).named("halves").name());
    assertEquals("halves:1", split.outputs(1).named("halves").name());
    assertEquals(1, split.outputs(1).named("halves").outputIndex());
  }
}
