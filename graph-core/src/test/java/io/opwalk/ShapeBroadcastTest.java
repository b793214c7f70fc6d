package io.opwalk;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeBroadcastTest {
  private static final Dim N = Dim.named("n");
  private static final Dim M = Dim.named("m");
  private static final Dim ANY = Dim.unknown();

  /** Two shapes and what NumPy's user guide, "Broadcasting", makes of them. */
  static Stream<Arguments> numpy() {
    return Stream.of(
        arguments(shape(), shape(), shape()),
        arguments(shape(), shape(3), shape(3)),
        arguments(shape(), shape(2, 3), shape(2, 3)),
        arguments(shape(1), shape(1), shape(1)),
        arguments(shape(1), shape(3), shape(3)),
        arguments(shape(3), shape(3), shape(3)),
        arguments(shape(256, 256, 3), shape(3), shape(256, 256, 3)),
        arguments(shape(8, 1, 6, 1), shape(7, 1, 5), shape(8, 7, 6, 5)),
        arguments(shape(5, 4), shape(1), shape(5, 4)),
        arguments(shape(5, 4), shape(4), shape(5, 4)),
        arguments(shape(15, 3, 5), shape(15, 1, 5), shape(15, 3, 5)),
        arguments(shape(15, 3, 5), shape(3, 5), shape(15, 3, 5)),
        arguments(shape(15, 3, 5), shape(3, 1), shape(15, 3, 5)),
        arguments(shape(4, 1), shape(3), shape(4, 3)),
        arguments(shape(0), shape(1), shape(0)),
        arguments(shape(0), shape(0), shape(0)),
        arguments(shape(2, 0), shape(2, 1), shape(2, 0)),
        arguments(shape(1, 0), shape(2, 1), shape(2, 0)),
        arguments(shape(1, 1, 1), shape(2), shape(1, 1, 2)));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("numpy")
  void fixedSizesBroadcastAsInNumPy(Shape a, Shape b, Shape expected) {
    assertEquals(expected, Shape.broadcast(a, b));
    assertEquals(expected, Shape.broadcast(b, a));
  }

  static Stream<Arguments> symbolic() {
    Dim one = Dim.of(1);
    Dim five = Dim.of(5);
    Dim zero = Dim.of(0);
    return Stream.of(
        arguments("equal sizes", N, N, N, N),
        arguments("equal derived sizes", N.plus(1), Dim.of(1).plus(N), N.plus(1), N.plus(1)),
        arguments("1 broadcasts against a symbol", one, N, N, N),
        arguments("1 broadcasts against an unknown", one, ANY, ANY, ANY),
        arguments("1 broadcasts against a derived size", one, N.times(2), N.times(2), N.times(2)),
        arguments("a number wins over an unknown", five, ANY, five, five),
        arguments("a number wins over a derived size", five, N.plus(1), five, five),
        arguments("0 is a number as any other", zero, ANY, zero, zero),
        arguments("the first of two symbols", N, M, N, M),
        arguments("the first of symbol and unknown", ANY, N, ANY, N),
        arguments("the first of two derived sizes", N.plus(1), M, N.plus(1), M));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("symbolic")
  void unknownSizesAreNeverTakenToBeOne(
      String rule, Dim a, Dim b, Dim expected, Dim expectedSwapped) {
    assertEquals(Shape.of(expected), Shape.broadcast(Shape.of(a), Shape.of(b)));
    assertEquals(Shape.of(expectedSwapped), Shape.broadcast(Shape.of(b), Shape.of(a)));
    Shape deep = Shape.broadcast(Shape.of(a), Shape.of(Dim.of(7), b));
    assertEquals(Shape.of(Dim.of(7), expected), deep, "aligned at the right");
  }

  @Test
  void aShapeBroadcastWithItselfIsTheSameObject() {
    Shape shape = shape(UNKNOWN, 784);
    assertSame(shape, Shape.broadcast(shape, shape));
    assertSame(shape, Shape.broadcast(shape, Shape.scalar()));
    assertSame(shape, Shape.broadcast(Shape.scalar(), shape));
    assertSame(shape, Shape.broadcast(List.of(shape)));
  }

  @Test
  void anyNumberOfShapesBroadcast() {
    assertEquals(Shape.scalar(), Shape.broadcast(List.of()));
    assertEquals(shape(5, 6, 7), Shape.broadcast(List.of(shape(6, 7), shape(5, 6, 1), shape(7))));
    assertEquals(
        Shape.of(Dim.of(32), Dim.of(3)),
        Shape.broadcast(List.of(Shape.of(ANY, Dim.of(1)), shape(3), shape(32, 1))));
  }

  @Test
  void sizesThatDifferNameTheShapesAndTheAxis() {
    assertMessage(
        "shapes (2, 3) and (4,) do not broadcast together: at axis -1 the sizes 3 and 4 differ "
            + "and neither is 1",
        shape(2, 3),
        shape(4));
    assertMessage(
        "shapes (?, 2, 3) and (5, 3) do not broadcast together: at axis -2 the sizes 2 and 5 "
            + "differ and neither is 1",
        shape(UNKNOWN, 2, 3),
        shape(5, 3));
    assertMessage(
        "shapes (0,) and (2,) do not broadcast together: at axis -1 the sizes 0 and 2 differ and "
            + "neither is 1",
        shape(0),
        shape(2));
    assertMessage(
        "shapes (2, 1) and (3,) and (4,) do not broadcast together: at axis -1 the sizes 3 and 4 "
            + "differ and neither is 1",
        shape(2, 1),
        shape(3),
        shape(4));
  }

  private static void assertMessage(String expected, Shape... shapes) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Shape.broadcast(List.of(shapes)));
    assertEquals(expected, error.getMessage());
  }
}
