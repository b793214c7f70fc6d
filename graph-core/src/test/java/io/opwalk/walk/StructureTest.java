package io.opwalk.walk;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.literal;
import static io.opwalk.testing.TestOps.reshape;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.subtract;
import static io.opwalk.testing.TestOps.unary;
import static io.opwalk.testing.TestOps.weight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StructureTest {
  private final Tensor x = input("x", FLOAT64, shape(3));
  private final Tensor y = input("y", FLOAT64, shape(3));
  private final Tensor z = input("z", FLOAT64, shape(3));

  @Test
  void namesAndNodesDoNotCount() {
    assertSame(unary("f", x), unary("f", y).named("other"));
    assertSame(x, y);
    assertDifferent(unary("f", x), unary("g", x));
    assertDifferent(unary("f", x), unary("f", unary("f", x)));
  }

  @Test
  void sharingCounts() {
    Tensor e = unary("exp", x);
    assertDifferent(add(e, e), add(e, unary("exp", x)));
    assertSame(add(e, e), Clone.of(Graph.of(add(e, e))).output());
  }

  @Test
  void placeholdersCorrespondOneToOne() {
    assertSame(subtract(x, y), subtract(y, x));
    assertSame(add(subtract(x, y), x), add(subtract(z, x), z));
    assertDifferent(add(subtract(x, y), x), add(subtract(x, y), y));
    assertDifferent(subtract(x, y), subtract(x, x));
    assertDifferent(x, input("x", FLOAT32, shape(3)));
    assertDifferent(x, weight("x", FLOAT64, shape(3)));
  }

  @Test
  void otherLeavesMustBeEqual() {
    assertSame(literal(1), literal(1));
    assertDifferent(literal(1), literal(2));
    assertDifferent(weight("v", FLOAT64, shape(3)), weight("w", FLOAT64, shape(3)));
  }

  @Test
  void outputsCountInTheirOrder() {
    Apply halves = split(x);
    assertDifferent(halves.outputs(0), halves.outputs(1));
    assertDifferent(
        subtract(halves.outputs(0), halves.outputs(1)),
        subtract(halves.outputs(1), halves.outputs(0)));
    Tensor e = unary("exp", x);
    assertTrue(Structure.equal(List.of(e, x), List.of(unary("exp", y), y)));
    assertFalse(Structure.equal(List.of(e, x), List.of(x, e)));
    assertFalse(Structure.equal(List.of(e, e), List.of(e, unary("exp", x))));
    assertFalse(Structure.equal(List.of(e), List.of(e, e)));
  }

  @Test
  void unknownDimsCorrespondOneToOneThroughoutTheGraph() {
    Tensor open = input("open", FLOAT64, shape(UNKNOWN, UNKNOWN));
    assertSame(unary("f", open), unary("f", input("", FLOAT64, shape(UNKNOWN, UNKNOWN))));
    Dim once = Dim.unknown();
    assertDifferent(open, input("", FLOAT64, Shape.of(once, once)));
    assertDifferent(open, input("", FLOAT64, shape(UNKNOWN, 3)));
    assertDifferent(open, input("", FLOAT64, Shape.of(Dim.named("n"), Dim.unknown())));
    // One unknown size in two inputs is not two unknown sizes.
    Dim other = Dim.unknown();
    assertDifferent(
        add(input("", FLOAT64, Shape.of(once)), input("", FLOAT64, Shape.of(once))),
        add(input("", FLOAT64, Shape.of(once)), input("", FLOAT64, Shape.of(other))));
  }

  @Test
  void attributesMayMentionUnknownDims() {
    assertSame(flattened(false), flattened(false));
    assertDifferent(flattened(false), flattened(true));
  }

  private static Tensor flattened(boolean byRows) {
    Dim rows = Dim.unknown();
    Dim columns = Dim.unknown();
    Tensor in = input("in", FLOAT64, Shape.of(rows, columns, Dim.of(2)));
    Shape flat = byRows ? Shape.of(rows, columns.times(2)) : Shape.of(rows.times(2), columns);
    return reshape(in, flat);
  }

  @Test
  void saysWhereTwoGraphsDiffer() {
    Graph left = Graph.of(add(unary("f", x), y));
    assertEquals(Optional.empty(), Structure.difference(left, Clone.of(left)));
    String difference =
        Structure.difference(left, Graph.of(add(unary("g", x), y))).orElseThrow();
    assertTrue(difference.startsWith("node 1 differs in its op"), difference);
    assertTrue(difference.contains("left: Unary{f}.0 (3,) float64"), difference);
    assertTrue(difference.contains("right: Unary{g}.0 (3,) float64"), difference);
    difference = Structure.difference(left, Graph.of(add(y, unary("f", x)))).orElseThrow();
    assertTrue(difference.startsWith("node 1 differs in its op"), difference);
    difference = Structure.difference(left, Graph.of(x)).orElseThrow();
    assertEquals("the left has 4 nodes, the right 1", difference);
    Apply halves = split(x);
    difference = Structure.difference(Graph.of(halves.outputs(0)), Graph.of(halves.outputs(1)))
        .orElseThrow();
    assertTrue(difference.startsWith("the outputs"), difference);
  }

  @Test
  void comparesLongChains() {
    Tensor left = chain(x, 100_000);
    Tensor right = chain(y, 100_000);
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(Duration.ofSeconds(20), () -> assertSame(left, right));
  }

  private static void assertSame(Tensor left, Tensor right) {
    assertTrue(Structure.equal(left, right));
    assertTrue(Structure.equal(right, left));
    assertEquals(Structure.hash(left), Structure.hash(right));
    assertEquals(Structure.hash(left), Structure.hash(Graph.of(right)));
  }

  private static void assertDifferent(Tensor left, Tensor right) {
    assertFalse(Structure.equal(left, right));
    assertFalse(Structure.equal(right, left));
  }
}
