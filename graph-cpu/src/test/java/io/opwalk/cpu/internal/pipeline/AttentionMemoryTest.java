package io.opwalk.cpu.internal.pipeline;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Dim;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.lower.Kernels;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.ops.Attention;
import io.opwalk.spi.CompileOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What attention keeps: one array of scores, and numbers for each row of it. */
class AttentionMemoryTest {
  private static final int BATCH = 2;
  private static final int QUERIES = 50;
  private static final int KEYS = 70;

  private final Tensor query = placeholder("query", FLOAT64, BATCH, QUERIES, 8);
  private final Tensor key = placeholder("key", FLOAT64, BATCH, KEYS, 8);
  private final Tensor value = placeholder("value", FLOAT64, BATCH, KEYS, 9);

  /** The sizes of the arrays that a plan makes room for, but for the result and rows. */
  private static List<Long> large(Tensor attention) {
    Graph graph = Graph.of(attention);
    Kernels kernels =
        new Compiler().compile(graph.inputs(), graph.outputs(), CompileOptions.defaults());
    Plan plan = Planner.plan(kernels);
    return plan.slots().stream()
        .map(slot -> slot.elements())
        .filter(Dim::isFixed)
        .map(size -> size.fixedSize().getAsLong())
        .filter(size -> size > BATCH * QUERIES * 9)
        .toList();
  }

  @Test
  void scoresAreKeptOnce() {
    assertEquals(
        List.of((long) BATCH * QUERIES * KEYS),
        large(Attention.scaledDotProductAttention(query, key, value)));
  }

  @Test
  void aMaskIsReadWhereItIs() {
    Tensor mask = placeholder("mask", BOOL, QUERIES, KEYS);
    assertEquals(
        List.of((long) BATCH * QUERIES * KEYS),
        large(Attention.scaledDotProductAttention(query, key, value, mask)));
  }

  @Test
  void aCausalMaskIsMadeOnceForAllOfABatch() {
    List<Long> large = large(Attention.causalAttention(query, key, value));
    assertTrue(large.contains((long) BATCH * QUERIES * KEYS), large::toString);
    assertEquals(
        (1L + BATCH) * QUERIES * KEYS, large.stream().mapToLong(size -> size).sum());
  }
}
