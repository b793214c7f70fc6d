package io.opwalk.walk;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.multiply;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.unary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.print.FormulaPrinter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplaceTest {
  private final Tensor x = input("x", FLOAT64, shape(3));
  private final Tensor w = input("w", FLOAT64, shape(3));
  private final Tensor z = input("z", FLOAT64, shape(3));

  @Test
  void buildsAnewOnlyWhatDependsOnAKey() {
    Tensor kept = unary("g", w);
    Tensor changed = unary("f", x).named("block/f");
    Graph graph = Graph.of(add(changed, kept), kept);
    Graph replaced = Replace.in(graph, Map.of(x, z));

    assertFormula("f(z) + g(w)", replaced.outputs().get(0));
    assertSame(kept, replaced.outputs().get(1));
    Apply rebuilt = replaced.outputs().get(0).owner().inputs(0).owner();
    assertNotSame(changed.owner(), rebuilt);
    assertEquals("block/f", rebuilt.name());
    assertEquals(changed.owner().site(), rebuilt.site());
    assertFormula("f(x) + g(w)", graph.outputs().get(0));
  }

  @Test
  void keepsAGraphThatChangesNothing() {
    Graph graph = Graph.of(unary("f", x));
    assertSame(graph, Replace.in(graph, Map.of()));
    assertSame(graph, Replace.in(graph, Map.of(w, z)));
    assertSame(graph, Replace.in(graph, Map.of(x, x)));
  }

  @Test
  void reachesIntoReplacingSubgraphs() {
    Tensor y = add(x, w);
    // The value of x is computed from w, which is itself replaced.
    assertFormula(
        "f(g(z)) + g(z)", Replace.in(List.of(y), Map.of(x, unary("f", w), w, unary("g", z))));
  }

  @Test
  void followsReplacementsOfReplacements() {
    assertFormula("f(z)", Replace.in(List.of(unary("f", x)), Map.of(x, w, w, z)));
    assertEquals(List.of(z), Replace.in(List.of(x), Map.of(x, w, w, z)));
  }

  @Test
  void replacesOutputsAndSingleOutputsOfANode() {
    Tensor y = unary("f", x);
    assertEquals(List.of(z), Replace.in(List.of(y), Map.of(y, z)));
    Apply halves = split(x);
    // The replacement depends on the other output of the same node, which is no cycle.
    Tensor other = unary("g", halves.outputs(1));
    Tensor sum = add(halves.outputs(0), halves.outputs(1));
    assertFormula(
        "g(Split(x)[1]) + Split(x)[1]", Replace.in(List.of(sum), Map.of(halves.outputs(0), other)));
  }

  @Test
  void refusesAReplacementThatDependsOnItself() {
    Tensor t = unary("t", x);
    Tensor y = unary("y", t);
    Tensor around = unary("u", t);
    String message = assertThrows(
            IllegalArgumentException.class,
            () -> Replace.in(List.of(y), Map.of(t, multiply(around, w))))
        .getMessage();
    assertTrue(message.startsWith("the replacements make a cycle"), message);
    assertTrue(message.contains("Binary{multiply}.0 (3,) float64"), message);
    assertTrue(message.contains("in the place of Unary{t}.0 (3,) float64"), message);
    assertTrue(message.contains("Unary{u}.0 (3,) float64"), message);
    assertFalse(message.contains("Unary{y}"), message);
    assertTrue(message.endsWith("use Replace.wrap"), message);
  }

  @Test
  void refusesACycleThroughTwoReplacements() {
    Tensor a = unary("a", x);
    Tensor b = unary("b", x);
    Tensor y = add(a, b);
    String message = assertThrows(
            IllegalArgumentException.class,
            () -> Replace.in(List.of(y), Map.of(a, unary("p", b), b, unary("q", a))))
        .getMessage();
    assertTrue(message.contains("Unary{p}.0"), message);
    assertTrue(message.contains("Unary{q}.0"), message);
  }

  @Test
  void refusesACircleOfReplacements() {
    String message = assertThrows(
            IllegalArgumentException.class, () -> Replace.in(List.of(x), Map.of(x, w, w, z, z, w)))
        .getMessage();
    assertTrue(message.startsWith("the replacements lead in a circle"), message);
    assertTrue(message.contains("'w'") && message.contains("'z'"), message);
  }

  @Test
  void aCycleThatIsNotReachedIsNone() {
    Tensor t = unary("t", x);
    assertFormula("f(w)", Replace.in(List.of(unary("f", w)), Map.of(t, unary("u", t))));
    assertFormula("f(w)", Replace.in(List.of(unary("f", w)), Map.of(x, z, z, x)));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor open = input("open", FLOAT64, shape(UNKNOWN));
    assertFormula("f(open)", Replace.in(List.of(unary("f", x)), Map.of(x, open)));
    for (Tensor other : List.of(
        input("other", FLOAT32, shape(3)),
        input("other", FLOAT64, shape(1, 3)),
        input("other", FLOAT64, shape(4)))) {
      String message = assertThrows(
              TypeException.class, () -> Replace.in(List.of(x), Map.of(x, other)))
          .getMessage();
      assertTrue(message.contains("'x' (3,) float64"), message);
      assertTrue(message.contains("'other' " + other.type()), message);
    }
  }

  @Test
  void refusesNulls() {
    Map<Tensor, Tensor> noValue = new HashMap<>();
    noValue.put(x, null);
    Throwable error =
        assertThrows(NullPointerException.class, () -> Replace.in(List.of(x), noValue));
    assertTrue(error.getMessage().contains("'x'"), error.getMessage());
  }

  @Test
  void wrapsATensorForItsUsers() {
    Tensor t = unary("t", x);
    Graph graph = Graph.of(add(unary("f", t), t), t);
    Graph wrapped = Replace.wrap(graph, t, value -> unary("g", value));
    assertFormula("f(g(t(x))) + g(t(x))", wrapped.outputs().get(0));
    assertFormula("g(t(x))", wrapped.outputs().get(1));
    assertSame(t, wrapped.outputs().get(1).owner().inputs(0));
    assertSame(graph, Replace.wrap(graph, t, value -> value));
  }

  @Test
  void aWrapperMayUseUsersOfTheTensor() {
    Tensor t = unary("t", x);
    Tensor gate = unary("gate", t);
    Graph graph = Graph.of(add(gate, t));
    assertFormula("""
        t1 = t(x) * gate(t(x))
        gate(t1) + t1""", Replace.wrap(graph, t, value -> multiply(value, gate)).output());
  }

  @Test
  void refusesToWrapWhatIsForeignOrDoesNotFit() {
    Graph graph = Graph.of(unary("f", x));
    String message = assertThrows(
            IllegalArgumentException.class, () -> Replace.wrap(graph, w, value -> value))
        .getMessage();
    assertTrue(message.contains("Input.0 'w' (3,) float64"), message);
    Tensor other = input("other", FLOAT32, shape(3));
    assertThrows(TypeException.class, () -> Replace.wrap(graph, x, value -> other));
    assertThrows(NullPointerException.class, () -> Replace.wrap(graph, x, value -> null));
  }

  @Test
  void worksOnLongChains() {
    Tensor top = chain(x, 100_000);
    Graph graph = Graph.of(top);
    Map<Tensor, Tensor> inARow = new HashMap<>();
    Tensor last = x;
    for (int i = 0; i < 100_000; i++) {
      Tensor next = input("", FLOAT64, shape(3));
      inARow.put(last, next);
      last = next;
    }
    Tensor end = last;
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(Duration.ofSeconds(20), () -> {
      assertEquals(List.of(z), Replace.in(graph, Map.of(x, z)).inputs());
      assertEquals(List.of(end), Replace.in(graph, inARow).inputs());
      assertEquals(
          100_002, Replace.wrap(graph, x, value -> unary("g", value)).applies().size());
      Tensor middle = graph.applies().get(50_000).output();
      String message = assertThrows(
              IllegalArgumentException.class, () -> Replace.in(graph, Map.of(middle, top)))
          .getMessage();
      assertTrue(message.contains("in the place of Unary{f}.0"), message);
      assertTrue(message.lines().count() < 20, message);
    });
  }

  private static void assertFormula(String expected, List<Tensor> tensors) {
    assertEquals(1, tensors.size());
    assertFormula(expected, tensors.get(0));
  }

  private static void assertFormula(String expected, Tensor tensor) {
    assertEquals(expected + "\n", FormulaPrinter.print(tensor));
  }
}
