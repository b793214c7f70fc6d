package io.opwalk.cpu;

import static io.opwalk.ops.Activations.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.ChildJvm;
import io.opwalk.nn.layer.Activations;
import io.opwalk.nn.layer.Layers;
import io.opwalk.nn.model.Sequential;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Convolutions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.spi.CallArrays;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.PreparedCall;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call over the caller's arrays allocates nothing, with the help of the JIT or without. */
class AllocationTest {
  private static final int CALLS = 20_000;
  private static final long LONGEST_NANOS = 30_000_000_000L;

  /**
   * Prints how many bytes many calls of a small model allocate, fewer calls of a large one, and of
   * Winograd convolutions: one in parts by rows of tiles, one in parts by filters.
   */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.out.println(bytes(4, 16, 1, CALLS)
          + " "
          + bytes(64, 2048, 32, CALLS / 500)
          + " "
          + convolution(100, 32, CALLS / 500)
          + " "
          + convolution(13, 128, CALLS / 500));
    }

    private static long bytes(int inputs, int units, int batch, int calls) {
      Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1, inputs);
      Tensor y = Sequential.of(
              x,
              Layers.dense(units, Activations.TANH),
              Layers.dense(9, Activations.TANH),
              Layers.dense(3, Activations.SOFTMAX))
          .output();
      PreparedCall call = new CpuBackend(CpuOptions.builder().threads(3).build())
          .compile(List.of(x), List.of(y), CompileOptions.defaults())
          .prepare(CallArrays.empty()
              .input(x, new double[batch * inputs], batch, inputs)
              .output(y, new double[batch * 3]));
      return bytes(call, calls);
    }

    private static long convolution(int height, int filters, int calls) {
      Tensor x = Tensors.placeholder("x", DType.FLOAT64, 1, height, 14, 32);
      Tensor kernel = Tensors.placeholder("kernel", DType.FLOAT64, 3, 3, 32, filters);
      ConvOptions same = ConvOptions.builder().padding(WindowPadding.SAME).build();
      Tensor y = relu(Convolutions.conv2d(x, kernel, same));
      PreparedCall call = new CpuBackend(CpuOptions.builder().threads(3).build())
          .compile(List.of(x, kernel), List.of(y), CompileOptions.defaults())
          .prepare(CallArrays.empty()
              .input(x, new double[height * 14 * 32], 1, height, 14, 32)
              .input(kernel, new double[9 * 32 * filters], 3, 3, 32, filters)
              .output(y, new double[height * 14 * filters]));
      return bytes(call, calls);
    }

    private static long bytes(PreparedCall call, int calls) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long own = Thread.currentThread().getId();
      // The first rounds load classes, start helping threads and tell how hot kernels are, for
      // longer where the machine is busy. What every call allocates is in every round.
      long least = Long.MAX_VALUE;
      long start = System.nanoTime();
      while (least > 0 && System.nanoTime() - start < LONGEST_NANOS) {
        long before = threads.getThreadAllocatedBytes(own);
        for (int i = 0; i < calls; i++) {
          call.run();
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(own) - before);
      }
      return least;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+DoEscapeAnalysis",
        "-XX:-DoEscapeAnalysis",
        "--add-modules=jdk.incubator.vector"
      })
  void callsAllocateNothing(String flag) {
    assertEquals("0 0 0 0", ChildJvm.run(Main.class, List.of(flag)));
  }
}
