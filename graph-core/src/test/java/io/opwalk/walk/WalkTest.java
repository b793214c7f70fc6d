package io.opwalk.walk;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.multiply;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.unary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WalkTest {
  private final Tensor x = input("x", FLOAT64, shape(3));
  private final Tensor w = input("w", FLOAT64, shape(3));
  private final Tensor product = multiply(x, w);
  private final Tensor square = multiply(product, product);
  private final Tensor y = add(square, x);

  @Test
  void ancestorsComeOnceAndInputsFirstFromLeftToRight() {
    assertEquals(owners(x, w, product, square, y), Walk.ancestors(y));
    assertEquals(owners(w), Walk.ancestors(w));
    assertEquals(owners(w, x, product), Walk.ancestors(List.of(w, product, x)));
    assertEquals(List.of(), Walk.ancestors(List.of()));
  }

  @Test
  void ancestorsUpToLeaveOutWhatOnlyTheCutsNeed() {
    assertEquals(owners(square, x, y), Walk.ancestorsUpTo(List.of(y), Set.of(product)));
    assertEquals(owners(x, w, product), Walk.ancestorsUpTo(List.of(product, y), Set.of(y)));
    assertEquals(List.of(), Walk.ancestorsUpTo(List.of(y), Set.of(y)));
  }

  @Test
  void aCutConcernsOneOutputOfANode() {
    Apply halves = split(x);
    Tensor sum = add(halves.outputs(0), halves.outputs(1));
    assertEquals(
        List.of(x.owner(), halves, sum.owner()),
        Walk.ancestorsUpTo(List.of(sum), Set.of(halves.outputs(0))));
    assertEquals(owners(sum), Walk.ancestorsUpTo(List.of(sum), Set.copyOf(halves.outputs())));
  }

  @Test
  void descendantsAreThoseOfTheGraph() {
    unary("elsewhere", product);
    Graph graph = Graph.of(y);
    assertEquals(owners(product, square, y), Walk.descendants(graph, List.of(w)));
    assertEquals(owners(square, y), Walk.descendants(graph, List.of(w, product)).subList(1, 3));
    assertEquals(List.of(), Walk.descendants(graph, List.of(y)));
  }

  @Test
  void usersUseTheTensorItself() {
    Graph graph = Graph.of(y);
    assertEquals(owners(product, y), Walk.users(graph, x));
    assertEquals(owners(square), Walk.users(graph, product));
    assertEquals(List.of(), Walk.users(graph, y));
  }

  @Test
  void betweenIsWhatLiesOnAPath() {
    assertEquals(owners(square, y), Walk.between(List.of(product), List.of(y)));
    assertEquals(owners(product, square), Walk.between(List.of(w), List.of(square)));
    assertEquals(List.of(), Walk.between(List.of(y), List.of(x)));
    assertEquals(List.of(), Walk.between(List.of(x), List.of()));
  }

  @Test
  void dependsOnItselfAndItsAncestors() {
    assertTrue(Walk.dependsOn(y, w));
    assertTrue(Walk.dependsOn(y, y));
    assertFalse(Walk.dependsOn(w, y));
    Apply halves = split(x);
    assertFalse(Walk.dependsOn(unary("f", halves.outputs(0)), halves.outputs(1)));
  }

  @Test
  void walksLongChains() {
    Tensor top = chain(x, 100_000);
    Graph graph = Graph.of(top);
    // Linear work takes well under a second; quadratic work, minutes.
    assertTimeout(Duration.ofSeconds(20), () -> {
      assertEquals(100_001, Walk.ancestors(top).size());
      assertEquals(100_000, Walk.descendants(graph, List.of(x)).size());
      assertEquals(100_000, Walk.between(List.of(x), List.of(top)).size());
      assertTrue(Walk.dependsOn(top, x));
    });
  }

  private static List<Apply> owners(Tensor... tensors) {
    return List.of(tensors).stream().map(Tensor::owner).toList();
  }
}
