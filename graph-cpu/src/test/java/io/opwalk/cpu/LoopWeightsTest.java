package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Bits;
import io.opwalk.cpu.internal.fixture.ManyThreads;
import io.opwalk.grad.Gradients;
import io.opwalk.nn.initializer.RandomNormal;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Linear;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Scan;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Weights that all steps of a loop multiply by, in tiles of vectors: whatever is made of them while
 * the loop runs, the next run has other weights in the same arrays.
 */
@Tag("first-tier")
final class LoopWeightsTest {
  private static final int STEPS = 20;
  private static final int BATCH = 7;
  private static final int UNITS = 41;

  private final CpuBackend cpu =
      new CpuBackend(CpuOptions.builder().threads(2).tier(Tier.VECTOR).build());

  private static NDArray normal(DType dtype, int seed, Integer... dims) {
    return new RandomNormal(0, 0.2).initialize(dtype, List.of(dims), seed);
  }

  private static Feed feed(List<Tensor> inputs, int seed) {
    DType dtype = inputs.get(0).dtype();
    return Feed.feed(inputs.get(0), normal(dtype, seed, STEPS, BATCH, UNITS))
        .and(inputs.get(1), normal(dtype, seed + 1, BATCH, UNITS))
        .and(inputs.get(2), normal(dtype, seed + 2, UNITS, UNITS));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32"})
  void everyRunHasTheBitsOfItsOwnWeights(DType dtype) throws Exception {
    Tensor x = Tensors.placeholder("x", dtype, STEPS, BATCH, UNITS);
    Tensor start = Tensors.placeholder("start", dtype, BATCH, UNITS);
    Tensor weights = Tensors.placeholder("weights", dtype, UNITS, UNITS);
    // Computed in the same array by every call, and read both ways.
    Tensor computed = Arithmetic.multiply(weights, 0.75);
    Scan scan = Scan.over(x).carrying(start).step((state, elements) -> {
      Tensor there = Linear.matmul(state.get(0), computed);
      Tensor back = Linear.matmul(Trigonometry.tanh(there), Linear.matrixTranspose(weights));
      Tensor next = Trigonometry.tanh(Arithmetic.add(back, elements.get(0)));
      return Scan.next(next).giving(there);
    });
    Tensor loss = Reductions.sum(Arithmetic.square(scan.output(0)));
    List<Tensor> inputs = List.of(x, start, weights);
    List<Tensor> outputs = new ArrayList<>(List.of(scan.output(0), scan.finalState(0)));
    outputs.addAll(Gradients.gradient(loss, inputs));
    CompiledFunction actual = cpu.compile(inputs, outputs, CompileOptions.defaults());
    CompiledFunction reference =
        new ReferenceBackend().compile(inputs, outputs, CompileOptions.defaults());
    List<List<NDArray>> expected = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      expected.add(reference.call(feed(inputs, seed)));
    }
    ManyThreads.run(3, thread -> {
      for (int call = 0; call < 6; call++) {
        int seed = (thread + call) % expected.size();
        List<NDArray> results = actual.call(feed(inputs, seed));
        for (int i = 0; i < results.size(); i++) {
          String what = "call " + call + ", output " + i + ": ";
          Bits.difference(expected.get(seed).get(i), results.get(i))
              .ifPresent(difference -> fail(what + difference));
        }
      }
    });
  }
}
