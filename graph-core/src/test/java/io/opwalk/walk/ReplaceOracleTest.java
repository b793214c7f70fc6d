package io.opwalk.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Tensor;
import io.opwalk.testing.RandomGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

final class ReplaceOracleTest {
  /** What it should come to is computed on the graph as it is, by the plainest recursion. */
  @Property(tries = 1000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void replacesAsAnyUseOfAKeyWereAUseOfItsValue(@ForAll long seed) {
    RandomGraph graph = RandomGraph.of(seed, 10);
    Map<Tensor, Tensor> replacements = replacements(new Random(seed), graph.tensors());
    double expected;
    try {
      expected = RandomGraph.evaluate(graph.last(), replacements);
    } catch (IllegalStateException cycle) {
      record("cycle");
      assertThrows(
          IllegalArgumentException.class, () -> Replace.in(List.of(graph.last()), replacements));
      return;
    }
    record("no cycle");
    Tensor replaced = Replace.in(List.of(graph.last()), replacements).get(0);
    // Bit for bit: both do the same operations in the same order.
    assertEquals(expected, RandomGraph.evaluate(replaced, Map.of()));
    for (Tensor key : replacements.keySet()) {
      assertFalse(Walk.dependsOn(replaced, key));
    }
  }

  /** Neither case may be so rare that the other is all that is tried. */
  private static void record(String outcome) {
    Statistics.label("outcome").collect(outcome).coverage(coverage -> {
      coverage.check("cycle").percentage(percent -> percent > 3);
      coverage.check("no cycle").percentage(percent -> percent > 30);
    });
  }

  private static Map<Tensor, Tensor> replacements(Random random, List<Tensor> tensors) {
    Map<Tensor, Tensor> replacements = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      Tensor key = tensors.get(random.nextInt(tensors.size()));
      Tensor value = tensors.get(random.nextInt(tensors.size()));
      if (key != value) {
        replacements.put(key, value);
      }
    }
    return replacements;
  }
}
