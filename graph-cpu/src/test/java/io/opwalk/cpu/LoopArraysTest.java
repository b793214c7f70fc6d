package io.opwalk.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.ManyThreads;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Scan;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.Trigonometry;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.CompiledFunction;
import io.opwalk.spi.PreparedCall;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrays that loops compute in, which one run after the other uses. */
final class LoopArraysTest {
  private static final int STEPS = 5;
  private static final int WIDTH = 4096;

  private static Tensor sums(Tensor x, Shape state) {
    return Scan.over(x)
        .carrying(Creation.zeros(DType.FLOAT64, state))
        .step((carried, elements) -> {
          Tensor next = Trigonometry.tanh(Arithmetic.add(elements.get(0), carried.get(0)));
          return Scan.next(next).giving(next);
        })
        .output(0);
  }

  @Test
  void aLoopThatIsRunAgainAllocatesNoStates() {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, STEPS, WIDTH);
    Tensor y = sums(x, Shape.shape(WIDTH));
    PreparedCall call = new CpuBackend(CpuOptions.builder().threads(1).build())
        .compile(List.of(x), List.of(y), CompileOptions.defaults())
        .prepare(CallArrays.empty()
            .input(x, new double[STEPS * WIDTH], STEPS, WIDTH)
            .output(y, new double[STEPS * WIDTH]));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long own = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The first runs load classes; whatever the JIT adds later does not add to each of them.
    for (int run = 0; run < 20; run++) {
      long before = threads.getThreadAllocatedBytes(own);
      call.run();
      least = Math.min(least, threads.getThreadAllocatedBytes(own) - before);
    }
    assertTrue(least < (long) Double.BYTES * WIDTH, "a run allocates " + least + " bytes");
  }

  @Test
  void runsOfOtherSizesAndInOtherThreadsDoNotMix() throws Exception {
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, Shape.of(Dim.unknown(), Dim.of(WIDTH)));
    Tensor y = sums(x, Shape.shape(WIDTH));
    CompiledFunction function =
        new CpuBackend().compile(List.of(x), List.of(y), CompileOptions.defaults());
    ManyThreads.run(4, thread -> {
      for (int run = 0; run < 50; run++) {
        int steps = 1 + (thread + run) % 3;
        double first = thread + run / 100.0;
        double[] in = new double[steps * WIDTH];
        double[] expected = new double[steps * WIDTH];
        double carried = 0;
        for (int step = 0; step < steps; step++) {
          Arrays.fill(in, step * WIDTH, (step + 1) * WIDTH, first);
          carried = Math.tanh(first + carried);
          Arrays.fill(expected, step * WIDTH, (step + 1) * WIDTH, carried);
        }
        NDArray result =
            function.call(Feed.feed(x, NDArray.wrap(in, steps, WIDTH))).get(0);
        // Our tanh and Java's are each within 2 ulp of the true value, and steps add up.
        assertArrayEquals(expected, result.toDoubles(), 1e-14);
      }
    });
  }
}
