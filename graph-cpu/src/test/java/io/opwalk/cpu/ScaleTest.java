package io.opwalk.cpu;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.cos;
import static io.opwalk.ops.Trigonometry.sin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.walk.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Graphs far larger than a stack is deep. The limits are some twenty times what a quiet machine
 * needs: they catch what is quadratic, and nothing else.
 */
class ScaleTest {
  private static final CompileOptions REFERENCE =
      CompileOptions.builder().backend(new ReferenceBackend()).build();

  private static final int LONG = 100_000;

  @Test
  void aChainOfManyOpsIsBuiltWalkedPrintedDifferentiatedCompiledAndRun() {
    assertTimeout(Duration.ofSeconds(120), () -> {
      Tensor x = placeholder("x", FLOAT64, Shape.shape(2));
      Tensor y = x;
      for (int i = 0; i < LONG; i++) {
        y = add(y, 0.5);
      }
      Graph graph = Graph.of(sum(y));
      assertEquals(
          LONG + 1,
          Walk.ancestors(y).stream().filter(a -> !a.inputs().isEmpty()).count() + 1);
      assertTrue(graph.toString().lines().count() >= LONG);
      Tensor gradient = Gradients.gradient(graph.output(), x);
      List<NDArray> values =
          Graph.of(graph.output(), gradient).evaluate(feed(x, NDArray.of(1.0, 2.0)));
      // Halves up to 50,002 are exact, and so are their sums.
      assertEquals(NDArray.scalar(3.0 + LONG), values.get(0));
      assertEquals(NDArray.of(1.0, 1.0), values.get(1));
    });
  }

  @Test
  void aGraphOfManyDifferentNodesIsCompiled() {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN));
    List<Tensor> terms = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < 2_500; i++) {
      y = add(multiply(i % 3 == 0 ? sin(y) : cos(y), 1.0 + i), i % 7);
      if (i % 100 == 0) {
        terms.add(y);
      }
    }
    terms.add(y);
    Graph graph = Graph.of(terms);
    assertTrue(graph.applies().size() > 10_000, "found " + graph.applies().size());
    CompiledFunction function = assertTimeout(Duration.ofSeconds(40), () -> graph.compile());
    List<NDArray> values = function.call(feed(x, NDArray.of(0.25, -3.0)));
    // The slightest difference in one node is a large one some nodes later.
    assertEquals(
        graph.compile(graph.outputs(), REFERENCE).call(feed(x, NDArray.of(0.25, -3.0))), values);
  }
}
