package io.opwalk;

import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeStructureTest {

  static Stream<Arguments> pairs() {
    Dim n = Dim.named("n");
    Dim m = Dim.named("m");
    Dim a = Dim.unknown();
    Dim b = Dim.unknown();
    Dim c = Dim.unknown();
    Dim d = Dim.unknown();
    return Stream.of(
        arguments(true, shape(2, 3), shape(2, 3)),
        arguments(false, shape(2, 3), shape(2, 4)),
        arguments(false, shape(2, 3), shape(2, 3, 1)),
        arguments(true, shape(UNKNOWN, 784), shape(UNKNOWN, 784)),
        arguments(false, shape(UNKNOWN), shape(1)),
        arguments(false, shape(UNKNOWN), Shape.of(n)),
        arguments(true, Shape.of(n), Shape.of(Dim.named("n"))),
        arguments(false, Shape.of(n), Shape.of(m)),
        arguments(true, Shape.of(a, a), Shape.of(b, b)),
        arguments(false, Shape.of(a, a), Shape.of(b, c)),
        arguments(false, Shape.of(a, b), Shape.of(c, c)),
        arguments(true, Shape.of(a, b), Shape.of(b, a)),
        arguments(true, Shape.of(a, a.plus(1)), Shape.of(b, b.plus(1))),
        arguments(false, Shape.of(a, a.plus(1)), Shape.of(b, c.plus(1))),
        arguments(false, Shape.of(a.plus(1)), Shape.of(b.plus(2))),
        arguments(true, Shape.of(a.plus(n)), Shape.of(n.plus(b))),
        // The symbols enter in another order, so the first guess is wrong.
        arguments(true, Shape.of(a.plus(b.times(2))), Shape.of(c.times(2).plus(d))),
        arguments(true, Shape.of(a.plus(b), b.times(2)), Shape.of(c.plus(d), c.times(2))),
        arguments(false, Shape.of(a.plus(b), b.times(2), b), Shape.of(c.plus(d), c.times(2), d)),
        arguments(false, Shape.of(a.plus(b)), Shape.of(c.plus(n))));
  }

  @ParameterizedTest(name = "{1} and {2}: {0}")
  @MethodSource("pairs")
  void anonymousSymbolsMatchOneToOne(boolean expected, Shape left, Shape right) {
    assertEquals(expected, left.sameStructure(right));
    assertEquals(expected, right.sameStructure(left));
  }
}
