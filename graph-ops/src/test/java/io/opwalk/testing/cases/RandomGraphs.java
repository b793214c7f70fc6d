package io.opwalk.testing.cases;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random graphs over all ops of the table of op cases, and all scalar functions, for tests that
 * compare two ways to compute. A failure prints the seed and the graph, and shrinks to fewer steps.
 */
public final class RandomGraphs {
  private static final int MOST_STEPS = 40;

  private RandomGraphs() {}

  /** Graphs of 1 to 40 steps. */
  public static Arbitrary<RandomGraph> graphs() {
    Arbitrary<Long> seeds = Arbitraries.longs().dontShrink();
    Arbitrary<Integer> steps = Arbitraries.integers().between(1, MOST_STEPS);
    return Combinators.combine(seeds, steps).as(RandomGraph::of);
  }

  /** Batch sizes to feed a graph with. */
  public static Arbitrary<Integer> batches() {
    return Arbitraries.of(RandomGraph.BATCHES);
  }
}
