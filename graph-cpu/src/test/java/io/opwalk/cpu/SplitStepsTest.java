package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.run.Parts;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.testing.cases.RandomGraph;
import io.opwalk.testing.cases.RandomGraphs;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Steps in as many parts as there can be, on several threads: the bits of steps run as a whole. */
class SplitStepsTest {
  private static final CpuBackend WHOLE =
      new CpuBackend(CpuOptions.builder().threads(1).build());
  private static final CpuBackend IN_PARTS = new CpuBackend(
      CpuOptions.builder().threads(3).parts(new Parts(1e-3, false)).build());

  @Provide
  Arbitrary<RandomGraph> graphs() {
    return RandomGraphs.graphs();
  }

  @Property(tries = 200)
  void giveTheBitsOfWholeSteps(@ForAll("graphs") RandomGraph graph) {
    Feed feed = graph.feed(37, 37);
    Outcome expected = call(WHOLE, graph, feed);
    Outcome found = call(IN_PARTS, graph, feed);
    assertEquals(expected.refusal(), found.refusal());
    for (int i = 0; i < expected.values().size(); i++) {
      int output = i;
      Bits.difference(expected.values().get(i), found.values().get(i))
          .ifPresent(difference -> fail("output " + output + ": " + difference + "\n" + graph));
    }
  }

  private record Outcome(List<NDArray> values, String refusal) {}

  private static Outcome call(CpuBackend backend, RandomGraph graph, Feed feed) {
    CompiledFunction function =
        backend.compile(graph.inputs(), graph.outputs(), CompileOptions.defaults());
    try {
      return new Outcome(function.call(feed), "");
    } catch (EvaluationException | FeedException refusal) {
      return new Outcome(List.of(), refusal.getMessage());
    }
  }
}
