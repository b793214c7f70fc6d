package io.opwalk.walk;

import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.multiply;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.unary;
import static io.opwalk.testing.TestOps.weight;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CloneTest {
  private final Tensor x = input("x", FLOAT64, shape(3));
  private final Tensor w = weight("w", FLOAT64, shape(3));
  private final Tensor hidden = unary("f", multiply(x, w)).named("dense/f");
  private final Graph graph = Graph.of(add(hidden, hidden), x);

  @Test
  void makesFreshNodesOverTheSameLeaves() {
    Graph clone = Clone.of(graph);
    assertTrue(Structure.equal(graph, clone));
    assertEquals(List.of(x), clone.inputs());
    Set<Apply> shared = new HashSet<>(graph.applies());
    shared.retainAll(clone.applies());
    assertEquals(Set.of(x.owner(), w.owner()), shared);
    Tensor copy = clone.find("dense/f");
    assertNotSame(hidden, copy);
    assertEquals(hidden.owner().site(), copy.owner().site());
    assertSame(copy, clone.outputs().get(0).owner().inputs(1));
  }

  @Test
  void asksForEachLeafOnce() {
    List<Apply> asked = new ArrayList<>();
    Tensor own = weight("own", FLOAT64, shape(3));
    Graph clone = Clone.of(graph, leaf -> {
      asked.add(leaf);
      return leaf == w.owner() ? List.of(own) : leaf.outputs();
    });
    assertEquals(List.of(x.owner(), w.owner()), asked);
    assertEquals(
        List.of(x.owner(), own.owner()), Find.all(clone, apply -> apply.inputs().isEmpty()));
  }

  @Test
  void asksTheCopierForEachNode() {
    List<Apply> asked = new ArrayList<>();
    Graph clone = Clone.of(graph, Leaves.SHARE, (node, inputs) -> {
      asked.add(node);
      return node == hidden.owner() ? inputs : node.withInputs(inputs).outputs();
    });
    assertEquals("y1 = x * w + x * w\ny2 = x\n", FormulaPrinter.print(clone));
    assertEquals(
        List.of(
            hidden.owner().inputs(0).owner(),
            hidden.owner(),
            graph.outputs().get(0).owner()),
        asked);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor other = input("other", FLOAT32, shape(3));
    String message = assertThrows(
            TypeException.class, () -> Clone.of(graph, leaf -> List.of(other)))
        .getMessage();
    assertTrue(message.contains("Input.0 'x' (3,) float64"), message);
    assertTrue(message.contains("Input.0 'other' (3,) float32"), message);
    Graph two = Graph.of(split(x).outputs(0));
    message = assertThrows(
            IllegalArgumentException.class,
            () -> Clone.of(two, Leaves.SHARE, (node, inputs) -> inputs))
        .getMessage();
    assertTrue(message.startsWith("expected 2 tensors for the outputs of Split"), message);
    assertThrows(NullPointerException.class, () -> Clone.of(graph, leaf -> null));
  }

  @Test
  void clonesLongChains() {
    Graph chain = Graph.of(chain(x, 100_000));
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertEquals(100_001, Clone.of(chain).applies().size()));
  }
}
