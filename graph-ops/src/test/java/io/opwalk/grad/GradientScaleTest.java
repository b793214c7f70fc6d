package io.opwalk.grad;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.expandDims;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Trigonometry.sin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.reference.ReferenceBackend;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Large graphs: neither is the stack used up nor do costs grow faster than the graph. The limits
 * are hundreds of times what it takes; something quadratic would need hours.
 */
@Tag("second-tier")
class GradientScaleTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Tensor x = placeholder("x", DType.FLOAT64);

  @Test
  void aLongChain() {
    int length = 100_000;
    Tensor y = x;
    for (int i = 0; i < length; i++) {
      y = negative(y);
    }
    Tensor end = y;
    Tensor gradient = assertTimeout(LIMIT, () -> Gradients.gradient(end, x));
    assertEquals(NDArray.scalar(1.0), gradient.evaluate(Feed.empty(), new ReferenceBackend()));
  }

  @Test
  void aLongChainTwice() {
    Tensor y = x;
    for (int i = 0; i < 5_000; i++) {
      y = sin(y);
    }
    Tensor end = y;
    assertTimeout(LIMIT, () -> {
      Tensor first = Gradients.gradient(end, x);
      Tensor second = Gradients.gradient(first, x);
      int forward = Graph.of(end).applies().size();
      int nodes = Graph.of(second).applies().size();
      // The product rule gives a fixed number of nodes per node, at either step.
      assertTrue(nodes < 30 * forward, () -> nodes + " nodes for " + forward);
    });
  }

  @Test
  void aLongChainAlongADirection() {
    Tensor y = x;
    for (int i = 0; i < 20_000; i++) {
      y = sum(square(expandDims(y, 0)));
    }
    Tensor end = y;
    Tensor one = constant(1.0);
    assertTimeout(LIMIT, () -> {
      int forward = Graph.of(end).applies().size();
      int moved = Graph.of(Jacobians.jvp(end, x, one)).applies().size();
      assertTrue(moved < 10 * forward, () -> moved + " nodes for " + forward);
      int curved = Graph.of(Jacobians.hvp(end, x, one)).applies().size();
      assertTrue(curved < 40 * forward, () -> curved + " nodes for " + forward);
    });
  }

  @Test
  void manyUsersOfOneTensor() {
    int users = 10_000;
    Tensor total = x;
    for (int i = 0; i < users; i++) {
      total = add(total, multiply(x, i));
    }
    Tensor end = total;
    Tensor gradient = assertTimeout(LIMIT, () -> Gradients.gradient(end, x));
    assertEquals(
        // 1 + 0 + 1 + ... + 9999, exact in float64.
        NDArray.scalar(1.0 + users * (users - 1) / 2),
        gradient.evaluate(Feed.empty(), new ReferenceBackend()));
    assertTrue(depthOfAdditions(gradient) < 20, () -> "depth " + depthOfAdditions(gradient));
  }

  /** How many additions follow each other directly at the end of a gradient. */
  private static int depthOfAdditions(Tensor gradient) {
    Map<Tensor, Integer> depths = new HashMap<>();
    for (Apply apply : Graph.of(List.of(gradient)).applies()) {
      boolean addition = apply.op().label().equals("Elementwise{add}");
      int below = apply.inputs().stream().mapToInt(depths::get).max().orElse(0);
      depths.put(apply.output(), addition ? below + 1 : 0);
    }
    return depths.get(gradient);
  }

  @Test
  void aLadderWithExponentiallyManyPaths() {
    int rungs = 60;
    Tensor y = x;
    for (int i = 0; i < rungs; i++) {
      y = add(y, y);
    }
    Tensor end = y;
    Tensor gradient = assertTimeout(LIMIT, () -> Gradients.gradient(end, x));
    assertEquals(NDArray.scalar(0x1p60), gradient.evaluate(Feed.empty(), new ReferenceBackend()));
  }
}
