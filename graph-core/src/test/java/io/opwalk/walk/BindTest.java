package io.opwalk.walk;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.reshape;
import static io.opwalk.testing.TestOps.unary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

final class BindTest {
  private final Dim n = Dim.named("n");
  private final Tensor x = input("x", FLOAT64, Shape.of(n, Dim.of(4)));
  private final Tensor w = input("w", FLOAT64, shape(4));

  @Test
  void fixesADimWhereverAnOpMentionsIt() {
    Tensor kept = unary("g", w);
    Tensor y = reshape(add(x, kept), Shape.of(n.times(4))).named("flat");
    Graph bound = Graph.of(y).bind("n", 32);
    assertEquals(shape(128), bound.output().shape());
    assertEquals("flat", bound.output().name());
    assertEquals(y.owner().site(), bound.output().owner().site());
    assertEquals(shape(32, 4), bound.find("x").shape());
    assertSame(w, bound.find("w"));
    assertSame(kept, bound.output().owner().inputs(0).owner().inputs(1));
    assertEquals(Shape.of(n.times(4)), y.shape());
  }

  @Test
  void anUnknownDimIsAnsweredWithThoseThereAre() {
    Graph graph = Graph.of(add(x, w));
    String message =
        assertThrows(NoSuchElementException.class, () -> graph.bind("batch", 1)).getMessage();
    assertTrue(message.contains("'batch'") && message.contains("[n]"), message);
    Graph fixed = Graph.of(w);
    message =
        assertThrows(NoSuchElementException.class, () -> fixed.bind("n", 1)).getMessage();
    assertTrue(message.contains("it mentions none"), message);
  }

  @Test
  void refusesASizeThatNoNodeCanHave() {
    Tensor m = input("m", FLOAT64, Shape.of(Dim.named("m")));
    Graph graph = Graph.of(add(m, w));
    String message = assertThrows(TypeException.class, () -> graph.bind("m", 3)).getMessage();
    assertTrue(message.contains("Binary{add}") && message.contains("'m' (3,)"), message);
    assertThrows(IllegalArgumentException.class, () -> graph.bind("m", -1));
  }
}
