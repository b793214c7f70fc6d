package io.opwalk.cpu;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.emit.VectorUnit;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.run.Parts;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.testing.cases.RandomGraph;
import io.opwalk.testing.cases.RandomGraphs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Ranges begin at lines of the cache, wherever these are: against the same formula by hand. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void longMapsGiveTheBitsOfAPlainLoop(int threads) {
    for (Tier tier : VectorUnit.isThere() ? Tier.values() : new Tier[] {Tier.SCALAR}) {
      CpuBackend backend = new CpuBackend(CpuOptions.builder()
          .threads(threads)
          .tier(tier)
          .parts(new Parts(500, true))
          .build());
      for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
        Tensor x = Tensors.placeholder("x", dtype, -1);
        CompiledFunction function = backend.compile(
            List.of(x),
            List.of(add(multiply(add(multiply(x, 1.5), 0.25), subtract(x, 0.75)), divide(x, 3))),
            CompileOptions.defaults());
        for (int size : new int[] {0, 1, 5, 6, 7, 11, 12, 13, 28, 29, 100, 1011, 1024, 1037}) {
          NDArray found = function.call(Feed.feed(x, values(dtype, size))).get(0);
          assertEquals(Optional.empty(), Bits.difference(byHand(dtype, size), found));
        }
      }
    }
  }

  /** Nothing special: rounding is what the order of operations shows in. */
  private static double element(int i) {
    return Math.sin(i) * 10;
  }

  private static NDArray values(DType dtype, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, SplitStepsTest::element);
    return NDArray.of(values).cast(dtype);
  }

  private static NDArray byHand(DType dtype, int size) {
    if (dtype == DType.FLOAT64) {
      double[] results = new double[size];
      Arrays.setAll(results, i -> {
        double x = element(i);
        return (x * 1.5 + 0.25) * (x - 0.75) + x / 3;
      });
      return NDArray.of(results);
    }
    float[] results = new float[size];
    for (int i = 0; i < size; i++) {
      float x = (float) element(i);
      results[i] = (x * 1.5f + 0.25f) * (x - 0.75f) + x / 3;
    }
    return NDArray.of(results);
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
