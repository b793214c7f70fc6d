package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DimTextTest {

  static Stream<Arguments> printed() {
    Dim n = Dim.named("n");
    Dim m = Dim.named("m");
    Dim unknown = Dim.unknown();
    return Stream.of(
        arguments("784", Dim.of(784)),
        arguments("0", n.minus(n)),
        arguments("-3", n.minus(n).minus(3)),
        arguments("n", n),
        arguments("?", unknown),
        arguments("28*n", n.times(28)),
        arguments("28*?", unknown.times(28)),
        arguments("n + 1", Dim.of(1).plus(n)),
        arguments("n - 1", n.minus(1)),
        arguments("5 - n", Dim.of(5).minus(n)),
        arguments("-n", n.times(-1)),
        arguments("-n - 5", Dim.of(0).minus(n).minus(5)),
        arguments("m - n + 1", m.plus(1).minus(n)),
        arguments("m - 2*n", m.minus(n).minus(n)),
        arguments("m*n", n.times(m)),
        arguments("3*n*n + n", n.plus(n.times(n).times(3))),
        arguments("?*?", unknown.times(Dim.unknown())),
        arguments("floor(n/2)", n.floorDiv(2)),
        arguments("floor((n + 2)/3) + 1", n.plus(2).floorDiv(3).plus(1)),
        arguments("floor(2*n/3)", n.times(2).floorDiv(3)),
        arguments("floor(n/(m + 1))", n.floorDiv(m.plus(1))),
        arguments("floor(n/(2*m))", n.floorDiv(m.times(2))),
        arguments("floor(n/m)", n.floorDiv(m)),
        arguments("16*floor(n/2)", n.floorDiv(2).times(16)),
        arguments("max(m, n)", n.max(m)),
        arguments("max(n - 3, 0)", Dim.of(0).max(n.minus(3))),
        arguments("min(n, 512)", Dim.of(512).min(n)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("printed")
  void prints(String expected, Dim dim) {
    assertEquals(expected, dim.toString());
  }
}
