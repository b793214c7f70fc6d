package io.opwalk.cpu.internal.run;

import static io.opwalk.cpu.internal.fixture.HandMade.computed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.cpu.internal.fixture.Execution;
import io.opwalk.cpu.internal.fixture.HandMade;
import io.opwalk.cpu.internal.fixture.ManyThreads;
import io.opwalk.cpu.internal.fixture.RandomKernels;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.ops.Tensors;
import io.opwalk.spi.FeedBinding;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProgramConcurrencyTest {
  private static final int THREADS = 64;
  private static final int CALLS = 60;

  @Test
  void manyThreadsWithManySizesGetWhatOneThreadGets() throws Exception {
    RandomKernels random = new RandomKernels(11, 30);
    Program program = new Program(
        Planner.plan(random.kernels()), random.inputs(), random::code, new ProgramLimits(3, 4));
    FeedBinding binding = FeedBinding.of(random.inputs(), random.inputs());
    ManyThreads.run(THREADS, thread -> {
      List<Execution> executions = new ArrayList<>();
      List<List<NDArray>> returned = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        Execution execution = new Execution(random, (thread * 7 + i) % 13, i % 5, thread + i);
        executions.add(execution);
        returned.add(program.call(execution.feed(), () -> binding));
      }
      for (int i = 0; i < CALLS; i++) {
        assertEquals(executions.get(i).direct(), returned.get(i), "thread " + thread);
      }
    });
  }

  /** The parameters are always published as {k, ..., k} and {-k, ..., -k}. */
  @Test
  void everyCallSeesOneVersionOfTheParameters() throws Exception {
    int length = 500;
    ParameterStore store = new ParameterStore();
    ParameterStore otherStore = new ParameterStore();
    ParameterSlot up = store.create("up", filled(0, length));
    ParameterSlot down = store.create("down", filled(0, length));
    ParameterSlot elsewhere = otherStore.create("elsewhere", filled(0, length));
    CpuFunction function = sums(List.of(up, down, elsewhere), length);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer = new Thread(() -> {
      for (long k = 1; !done.get(); k++) {
        ParameterStore.publish(Map.of(
            up, filled(k, length), down, filled(-2 * k, length), elsewhere, filled(k, length)));
      }
    });
    writer.start();
    try {
      ManyThreads.run(THREADS, thread -> {
        for (int i = 0; i < CALLS; i++) {
          assertEquals(List.of(NDArray.zeros(DType.INT64, length)), function.call(Feed.empty()));
        }
      });
    } finally {
      done.set(true);
      writer.join();
    }
    assertTrue(store.version() > 3, "nothing was published");
  }

  /** Adds up the parameters, one step each, so that a step could see another version. */
  private static CpuFunction sums(List<ParameterSlot> slots, int length) {
    Dim size = Dim.of(length);
    HandMade made = new HandMade();
    Buffer sum = null;
    for (ParameterSlot slot : slots) {
      Buffer parameter = new Buffer(DType.INT64, size, new Buffer.Source.Stored(slot));
      Buffer next = computed(DType.INT64, size);
      Buffer before = sum;
      made.step(
          "sum",
          before == null ? List.of(parameter) : List.of(parameter, before),
          next,
          (buffers, sizes, scalars) -> {
            for (int i = 0; i < sizes[0]; i++) {
              long sofar = buffers.length == 2 ? 0 : ((long[]) buffers[1])[i];
              ((long[]) buffers[buffers.length - 1])[i] = sofar + ((long[]) buffers[0])[i];
            }
          });
      sum = next;
    }
    FeedBinding binding = FeedBinding.of(List.of(), List.of(Tensors.constant(NDArray.scalar(0))));
    made.output(sum, size);
    return new CpuFunction(binding, List.of(), made.plan(), made.program());
  }

  private static NDArray filled(long value, int length) {
    return NDArray.full(DType.INT64, value, length);
  }
}
