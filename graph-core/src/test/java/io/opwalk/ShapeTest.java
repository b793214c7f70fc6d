package io.opwalk;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeTest {
  private final Dim.Symbol n = Dim.named("n");

  @Test
  void printsAsNumPyDoes() {
    assertEquals("()", Shape.scalar().toString());
    assertEquals("(3,)", shape(3).toString());
    assertEquals("(?, 784)", shape(UNKNOWN, 784).toString());
    assertEquals("(n, floor(n/2) + 1)", Shape.of(n, n.floorDiv(2).plus(1)).toString());
  }

  @Test
  void everyUnknownSizeIsItsOwn() {
    Shape shape = shape(UNKNOWN, UNKNOWN);
    assertNotEquals(shape.dim(0), shape.dim(1));
    assertNotEquals(shape(UNKNOWN), shape(UNKNOWN));
    assertEquals(shape(2, 3), shape(2, 3));
    assertEquals(shape(2, 3).hashCode(), shape(2, 3).hashCode());
    assertNotEquals(shape(2, 3), shape(3, 2));
  }

  @Test
  void negativeSizesAreRefused() {
    assertMessage(
        "size -3 at axis 1 of [2, -3]: a size is 0 or more, or UNKNOWN (-1)", () -> shape(2, -3));
    assertMessage(
        "axis 0 of shape (-2, 4) has the negative size -2",
        () -> Shape.of(Dim.of(3).minus(5), Dim.of(4)));
    assertMessage(
        "axis 0 of shape (-2,) has the negative size -2",
        () -> Shape.of(n.minus(5)).substitute(symbol -> Dim.of(3)));
  }

  @Test
  void axesCountFromEitherEnd() {
    Shape shape = shape(2, 3, 5);
    assertEquals(3, shape.rank());
    assertEquals(Dim.of(2), shape.dim(0));
    assertEquals(Dim.of(5), shape.dim(2));
    assertEquals(Dim.of(5), shape.dim(-1));
    assertEquals(Dim.of(2), shape.dim(-3));
    assertEquals(2, shape.normalizeAxis(-1));
    assertEquals(List.of(0, 2), shape.normalizeAxes(List.of(-1, 0)));
    assertEquals(List.of(), shape.normalizeAxes(List.of()));
  }

  @Test
  void axesOutOfRangeNameShapeAndAxis() {
    Shape shape = shape(UNKNOWN, 784);
    String message = "axis 2 is out of range for shape (?, 784) of rank 2";
    assertMessage(message, () -> shape.dim(2));
    assertMessage(message, () -> shape.normalizeAxis(2));
    assertMessage(message, () -> shape.normalizeAxes(List.of(0, 2)));
    assertMessage(message, () -> shape.withDim(2, n));
    assertMessage(message, () -> shape.withoutDims(List.of(2)));
    assertMessage("axis -3 is out of range for shape (?, 784) of rank 2", () -> shape.dim(-3));
    assertMessage(
        "axis 0 is out of range for shape () of rank 0", () -> Shape.scalar().normalizeAxis(0));
    assertMessage(
        "axis 1 is given twice in [1, -1] for shape (?, 784)",
        () -> shape.normalizeAxes(List.of(1, -1)));
  }

  @Test
  void axesAreReplacedRemovedAndAppended() {
    Shape shape = shape(2, 3, 5);
    assertEquals(Shape.of(Dim.of(2), Dim.of(3), n), shape.withDim(-1, n));
    assertEquals(shape(3), shape.withoutDims(List.of(-1, 0)));
    assertEquals(shape, shape.withoutDims(List.of()));
    assertEquals(Shape.scalar(), shape.withoutDims(List.of(0, 1, 2)));
    assertEquals(shape(2, 3, 5, 7), shape.append(Dim.of(7)));
    assertEquals(shape(2, 3, 5, 7, 9), shape.append(shape(7, 9)));
    assertEquals(shape(2, 3, 5), shape, "shapes do not change");
  }

  @Test
  void elementsAreTheProductOfTheSizes() {
    assertEquals(Dim.of(1), Shape.scalar().elements());
    assertEquals(Dim.of(30), shape(2, 3, 5).elements());
    assertEquals(n.times(784), Shape.of(n, Dim.of(28), Dim.of(28)).elements());
    assertEquals(Dim.of(0), shape(0, UNKNOWN).elements());
  }

  @Test
  void isFixedIfEverySizeIs() {
    assertTrue(shape(2, 3).isFixed());
    assertTrue(Shape.scalar().isFixed());
    assertFalse(shape(2, UNKNOWN).isFixed());
    assertFalse(Shape.of(n.plus(1)).isFixed());
  }

  @Test
  void admitsArraysOfTheSameRankAndFixedSizes() {
    Shape shape = shape(UNKNOWN, 784);
    assertTrue(shape.admits(List.of(32, 784)));
    assertTrue(shape.admits(List.of(0, 784)));
    assertFalse(shape.admits(List.of(32, 783)));
    assertFalse(shape.admits(List.of(-1, 784)));
    assertFalse(shape.admits(List.of(784)));
    assertFalse(shape.admits(List.of(1, 32, 784)));
    assertTrue(Shape.of(n, n).admits(List.of(2, 3)), "symbols are not looked at");
    assertTrue(Shape.scalar().admits(List.of()));
  }

  @Test
  void refreshedUntiesShapesButNotSizesWithinOne() {
    Dim unknown = Dim.unknown();
    Shape shape = Shape.of(unknown, n, unknown.plus(1), Dim.unknown());
    Shape fresh = shape.refreshed();
    assertTrue(shape.sameStructure(fresh));
    assertEquals(n, fresh.dim(1));
    assertEquals(fresh.dim(0).plus(1), fresh.dim(2));
    assertNotEquals(shape.dim(0), fresh.dim(0));
    assertNotEquals(shape.dim(3), fresh.dim(3));
    assertNotEquals(fresh.dim(0), fresh.dim(3));
  }

  @Test
  void evaluatesToSizes() {
    Shape shape = Shape.of(n, Dim.of(3), n.minus(2));
    assertEquals(List.of(7, 3, 5), shape.evaluate(symbol -> 7));
    assertMessage(
        "axis 2 of shape (n, 3, n - 2) comes to -1, expected 0 to 2147483647",
        () -> shape.evaluate(symbol -> 1));
    assertMessage(
        "axis 0 of shape (n, 3, n - 2) comes to 2147483648, expected 0 to 2147483647",
        () -> shape.evaluate(symbol -> 1L << 31));
  }

  @Test
  void substitutesInEveryAxis() {
    Shape shape = Shape.of(n, n.times(2), Dim.of(3));
    assertEquals(shape(5, 10, 3), shape.substitute(symbol -> Dim.of(5)));
    assertEquals(shape, shape.substitute(symbol -> symbol));
  }

  @Test
  void sizesCannotBeChangedThroughTheList() {
    List<Dim> dims = shape(2, 3).dims();
    assertThrows(UnsupportedOperationException.class, () -> dims.set(0, n));
  }

  private static void assertMessage(String expected, Executable code) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
