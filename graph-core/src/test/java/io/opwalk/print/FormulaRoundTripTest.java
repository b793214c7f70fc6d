package io.opwalk.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.testing.RandomGraph;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class FormulaRoundTripTest {
  /** Numbers tell whether a pair of parentheses is missing, a line wrong, or a name mixed up. */
  @Property(tries = 1000)
  void aFormulaSaysWhatTheGraphComputes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int nodes) {
    RandomGraph graph = RandomGraph.of(seed, nodes);
    String formula = FormulaPrinter.print(graph.last());
    // Bit for bit: both do the same operations in the same order.
    assertEquals(
        RandomGraph.evaluate(graph.last(), Map.of()),
        FormulaReader.evaluate(formula, RandomGraph.VALUES),
        formula);
  }
}
