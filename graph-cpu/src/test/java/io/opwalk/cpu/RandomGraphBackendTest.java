package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.FeedBinding;
import io.opwalk.testing.cases.RandomGraph;
import io.opwalk.testing.cases.RandomGraphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Random graphs: this backend against the reference, bit for bit, without the phase that is there
 * to give other bits, nearer to the truth than the reference's; and with all phases against itself.
 */
@Tag("first-tier")
class RandomGraphBackendTest {
  private static final Backend CPU = new CpuBackend();
  private static final Backend REFERENCE = new ReferenceBackend();
  private static final CompileOptions EXACT =
      CompileOptions.builder().withoutPhase("stable").build();

  @Provide
  Arbitrary<RandomGraph> graphs() {
    return RandomGraphs.graphs();
  }

  @Provide
  Arbitrary<Integer> batches() {
    return RandomGraphs.batches();
  }

  @Property(tries = 1000)
  void giveTheBitsOfTheReference(
      @ForAll("graphs") RandomGraph graph,
      @ForAll("batches") int batch,
      @ForAll("batches") int other) {
    CompiledFunction expected = compile(REFERENCE, graph.inputs(), graph.outputs());
    CompiledFunction actual = compile(CPU, graph.inputs(), graph.outputs());
    for (int size : List.of(batch, other, batch)) {
      Feed feed = graph.feed(size, size);
      assertSame(expected, actual, feed, "batch " + size + ", " + graph);
    }
  }

  @Property(tries = 300)
  void giveTheBitsOfTheReferenceForAnyNodeAndAnyCut(
      @ForAll("graphs") RandomGraph graph,
      @ForAll("batches") int batch,
      @ForAll int fetchedNode,
      @ForAll int cutNode,
      @ForAll boolean feedAll) {
    Tensor fetched = pick(graph.nodes(), fetchedNode);
    Tensor cut = pick(graph.nodes(), cutNode);
    Feed feed = graph.inputs().contains(cut) ? graph.feed(batch, 1) : graph.feed(batch, 1, cut);
    List<Tensor> inputs = new ArrayList<>(graph.inputs());
    if (!inputs.contains(cut)) {
      inputs.add(cut);
    }
    List<Tensor> outputs = List.of(fetched, graph.outputs().get(0));
    assertSame(
        compile(REFERENCE, inputs, outputs),
        compile(CPU, inputs, outputs),
        feedAll ? feed : required(feed, inputs, outputs),
        "batch " + batch + ", " + fetched + " cut at " + cut + " of " + graph);
  }

  @Property(tries = 200)
  void giveTheSameBitsWhateverElseIsFetched(
      @ForAll("graphs") RandomGraph graph, @ForAll("batches") int batch) {
    CompileOptions all = CompileOptions.defaults();
    CompiledFunction together = CPU.compile(graph.inputs(), graph.outputs(), all);
    Optional<List<NDArray>> values = call(together, graph.feed(batch, batch));
    for (int i = 0; values.isPresent() && i < graph.outputs().size(); i++) {
      NDArray alone = CPU.compile(graph.inputs(), List.of(graph.outputs().get(i)), all)
          .callSingle(graph.feed(batch, batch));
      int output = i;
      Bits.difference(values.get().get(i), alone)
          .ifPresent(difference -> fail("output " + output + ": " + difference + "\n" + graph));
    }
  }

  /** The part of a feed that is needed, which need not tell the sizes behind the cut. */
  private static Feed required(Feed feed, List<Tensor> inputs, List<Tensor> outputs) {
    Feed part = Feed.empty();
    for (Tensor tensor : FeedBinding.of(inputs, outputs).required()) {
      part = part.and(tensor, feed.get(tensor).orElseThrow());
    }
    return part;
  }

  private static Tensor pick(List<Tensor> tensors, int number) {
    return tensors.get(Math.floorMod(number, tensors.size()));
  }

  private static CompiledFunction compile(
      Backend backend, List<Tensor> inputs, List<Tensor> outputs) {
    return backend.compile(inputs, outputs, EXACT);
  }

  private static void assertSame(
      CompiledFunction expected, CompiledFunction actual, Feed feed, String where) {
    Optional<List<NDArray>> wanted = call(expected, feed);
    Optional<List<NDArray>> found = call(actual, feed);
    if (wanted.isEmpty() != found.isEmpty()) {
      fail("only one fails, the " + (wanted.isEmpty() ? "reference" : "cpu") + ": " + where);
    }
    for (int i = 0; wanted.isPresent() && i < wanted.get().size(); i++) {
      int output = i;
      Bits.difference(wanted.get().get(i), found.get().get(i))
          .ifPresent(difference -> fail("output " + output + ": " + difference + "\n" + where));
    }
  }

  /** The outputs; none where the values do not fit, such as an empty axis for argMax. */
  private static Optional<List<NDArray>> call(CompiledFunction function, Feed feed) {
    try {
      return Optional.of(function.call(feed));
    } catch (EvaluationException | FeedException refusal) {
      return Optional.empty();
    }
  }
}
