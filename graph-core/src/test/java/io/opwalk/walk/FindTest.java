package io.opwalk.walk;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.unary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Graph;
import io.opwalk.NameScope;
import io.opwalk.Tensor;
import io.opwalk.testing.TestOps;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class FindTest {
  private final Tensor x = input("x", FLOAT64, shape(3));
  private final Tensor sum = add(x, x).named("dense/BiasAdd");
  private final Tensor half = split(sum).named("dense/halves").outputs(1);
  private final Tensor y = add(unary("f", half).named("dense_1/BiasAdd"), x);
  private final Graph graph = Graph.of(y);

  @Test
  void findsByFullName() {
    assertSame(sum, graph.find("dense/BiasAdd"));
    assertSame(x, graph.find("x"));
    assertSame(half, graph.find("dense/halves:1"));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    Throwable error =
        assertThrows(NoSuchElementException.class, () -> graph.find("dense_2/BiasAdd"));
    assertEquals(
        "there is no tensor named 'dense_2/BiasAdd'; near are"
            + " 'dense_1/BiasAdd', 'dense/BiasAdd', 'dense/halves', of 5",
        error.getMessage());
  }

  @Test
  void aGraphWithoutNamesSaysSo() {
    Graph unnamed = Graph.of(unary("f", input("", FLOAT64, shape(3))));
    Throwable error = assertThrows(NoSuchElementException.class, () -> unnamed.find("f"));
    assertEquals("there is no tensor named 'f': there are none at all", error.getMessage());
  }

  @Test
  void aNameBorneByManyListsSome() {
    Tensor top = x;
    for (int i = 0; i < 5; i++) {
      top = unary("g" + i, top).named("twin");
    }
    Graph twins = Graph.of(top);
    String message =
        assertThrows(IllegalArgumentException.class, () -> twins.find("twin")).getMessage();
    List<String> lines =
        message.lines().map(line -> line.replaceAll(" at .*", "")).toList();
    assertEquals(
        List.of(
            "5 tensors are named 'twin'",
            "  Unary{g0}.0 'twin' (3,) float64",
            "  Unary{g1}.0 'twin' (3,) float64",
            "  Unary{g2}.0 'twin' (3,) float64",
            "  and 2 more"),
        lines);
  }

  @Test
  void findsNodesByOpLabelScopeAndCondition() {
    assertEquals(List.of(sum.owner(), y.owner()), Find.byOp(graph, TestOps.Binary.class));
    assertEquals(List.of(sum.owner(), y.owner()), Find.byLabel(graph, "Binary{add}"));
    assertEquals(List.of(), Find.byLabel(graph, "Binary"));
    assertEquals(List.of(sum.owner(), half.owner()), Find.inScope(graph, NameScope.of("dense")));
    assertEquals(4, Find.inScope(graph, NameScope.root()).size());
    assertEquals(List.of(x.owner()), Find.all(graph, apply -> apply.inputs().isEmpty()));
    assertEquals(List.of(half), Find.tensors(graph, tensor -> tensor.outputIndex() == 1));
  }
}
