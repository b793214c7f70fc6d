package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.fixture.ManyThreads;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import io.opwalk.testing.cases.RandomGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One function, or one backend, and many threads. */
@Timeout(120)
class CpuBackendConcurrencyTest {
  private static final int THREADS = 64;
  private static final List<Integer> BATCHES = List.of(1, 2, 7, 0, 13, 33, 100);

  /** Long enough for the JIT to replace the code that runs. */
  private static final int CALLS = 200;

  @Test
  void oneFunctionGivesEveryThreadWhatItGivesOne() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      RandomGraph graph = RandomGraph.of(seed, 40);
      CompiledFunction function =
          new CpuBackend().compile(graph.inputs(), graph.outputs(), CompileOptions.defaults());
      List<Feed> feeds = new ArrayList<>();
      List<List<NDArray>> expected = new ArrayList<>();
      for (int batch : BATCHES) {
        Feed feed = graph.feed(batch, batch);
        try {
          expected.add(function.call(feed));
          feeds.add(feed);
        } catch (EvaluationException refusal) {
          // An empty batch need not have a largest element.
          assertEquals(0, batch);
        }
      }
      ManyThreads.run(THREADS, thread -> {
        for (int i = 0; i < CALLS; i++) {
          int which = (thread + i) % feeds.size();
          assertSame(expected.get(which), function.call(feeds.get(which)));
        }
      });
    }
  }

  /** All threads compile at first, each begins with another node. */
  @Test
  void oneBackendEvaluatesEveryNodeForManyThreads() throws Exception {
    RandomGraph graph = RandomGraph.of(4, 30);
    CpuBackend alone = new CpuBackend();
    List<Feed> feeds = new ArrayList<>();
    List<List<NDArray>> expected = new ArrayList<>();
    for (Tensor node : graph.nodes()) {
      feeds.add(required(node, graph));
      expected.add(alone.evaluate(List.of(node), feeds.get(feeds.size() - 1)));
    }
    CpuBackend shared = new CpuBackend();
    ManyThreads.run(THREADS, thread -> {
      for (int i = 0; i < graph.nodes().size(); i++) {
        int which = (thread + i) % graph.nodes().size();
        List<Tensor> outputs = List.of(graph.nodes().get(which));
        assertSame(expected.get(which), shared.evaluate(outputs, feeds.get(which)));
      }
    });
  }

  private static Feed required(Tensor node, RandomGraph graph) {
    Feed all = graph.feed(7, 7);
    Feed part = Feed.empty();
    for (Tensor tensor : FeedBinding.of(graph.inputs(), List.of(node)).required()) {
      part = part.and(tensor, all.get(tensor).orElseThrow());
    }
    return part;
  }

  private static void assertSame(List<NDArray> expected, List<NDArray> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(Optional.empty(), Bits.difference(expected.get(i), actual.get(i)));
    }
  }
}
