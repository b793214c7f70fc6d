package io.opwalk.cpu.internal.run;

import static io.opwalk.cpu.internal.fixture.HandMade.computed;
import static io.opwalk.cpu.internal.fixture.HandMade.fed;
import static io.opwalk.cpu.internal.fixture.HandMade.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Feed;
import io.opwalk.FeedException;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.emit.KernelCache;
import io.opwalk.cpu.internal.fixture.Collected;
import io.opwalk.cpu.internal.fixture.Execution;
import io.opwalk.cpu.internal.fixture.HandMade;
import io.opwalk.cpu.internal.fixture.RandomKernels;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.lower.Buffer;
import io.opwalk.cpu.internal.pipeline.Compiler;
import io.opwalk.cpu.internal.plan.Plan;
import io.opwalk.cpu.internal.plan.Planner;
import io.opwalk.ops.Arithmetic;
import io.opwalk.spi.CompileOptions;
import io.opwalk.spi.FeedBinding;
import io.opwalk.state.ParameterSlot;
import io.opwalk.state.ParameterStore;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final ProgramLimits LIMITS = new ProgramLimits(2, 2);
  private static final Dim N = Dim.named("n");

  /** Writes twice what it reads. */
  private static final Kernel TWICE = (buffers, sizes, scalars) -> {
    for (int i = 0; i < sizes[0]; i++) {
      ((long[]) buffers[1])[i] = 2 * ((long[]) buffers[0])[i];
    }
  };

  private static Program program(RandomKernels random) {
    return new Program(Planner.plan(random.kernels()), random.inputs(), random::code, LIMITS);
  }

  private static List<NDArray> call(Program program, RandomKernels random, Execution execution) {
    return program.call(execution.feed(), () -> FeedBinding.of(random.inputs(), random.inputs()));
  }

  @Test
  void sizesMayChangeFromCallToCall() {
    int[][] sizes = {{3, 4}, {30, 40}, {3, 4}, {0, 2}, {1, 1}, {40, 30}, {2, 0}, {3, 4}, {5, 6}};
    for (int seed = 0; seed < 100; seed++) {
      RandomKernels random = new RandomKernels(seed, 3 + seed % 30);
      Program program = program(random);
      for (int i = 0; i < sizes.length; i++) {
        Execution execution = new Execution(random, sizes[i][0], sizes[i][1], seed + i);
        assertEquals(execution.direct(), call(program, random, execution), "seed " + seed);
      }
    }
  }

  @Test
  void laterCallsDoNotTouchWhatWasReturned() {
    for (int seed = 0; seed < 30; seed++) {
      RandomKernels random = new RandomKernels(seed, 20);
      Program program = program(random);
      Execution first = new Execution(random, 6, 5, 1);
      List<NDArray> returned = call(program, random, first);
      for (int i = 0; i < 5; i++) {
        call(program, random, new Execution(random, 6, 5, 2 + i));
      }
      assertEquals(first.direct(), returned, "seed " + seed);
    }
  }

  @Test
  void shapesAreCheckedOnceWhileTheyRepeat() {
    RandomKernels random = new RandomKernels(7, 10);
    Program program = program(random);
    AtomicInteger checks = new AtomicInteger();
    for (int n : new int[] {3, 3, 4, 4, 3, 3, 4}) {
      program.call(new Execution(random, n, 2, n).feed(), () -> {
        checks.incrementAndGet();
        return FeedBinding.of(random.inputs(), random.inputs());
      });
    }
    assertEquals(2, checks.get());
  }

  @Test
  void inputsAndConstantsAreReturnedThemselves() {
    Tensor x = input("x", DType.INT64, N);
    ParameterSlot slot = new ParameterStore().create("p", NDArray.of(1L, 2L, 3L, 4L));
    NDArray constant = NDArray.of(5L, 6L);
    Buffer stored = new Buffer(DType.INT64, Dim.of(4), new Buffer.Source.Stored(slot));
    Buffer known = new Buffer(DType.INT64, Dim.of(2), new Buffer.Source.Known(constant));
    CpuFunction function = new HandMade()
        .output(fed(x), N)
        .output(fed(x), N, Dim.of(1))
        .output(stored, Dim.of(4))
        .output(stored, Dim.of(2), Dim.of(2))
        .output(known, Dim.of(2))
        .function(x);
    NDArray value = NDArray.of(7L, 8L, 9L);
    List<NDArray> returned = function.call(Feed.feed(x, value));
    assertSame(value, returned.get(0));
    assertEquals(value.reshape(3, 1), returned.get(1));
    assertSame(slot.value(), returned.get(2));
    assertEquals(slot.value().reshape(2, 2), returned.get(3));
    assertSame(constant, returned.get(4));
  }

  @Test
  void anInputThatIsNotNeededMayBeFedOrNot() {
    Tensor x = input("x", DType.INT64, N);
    Tensor idle = input("idle", DType.INT64, N);
    Buffer y = computed(DType.INT64, N);
    Program program =
        new HandMade().step("twice", List.of(fed(x)), y, TWICE).output(y, N).program(x, idle);
    FeedBinding binding = FeedBinding.of(List.of(x, idle), List.of(x));
    NDArray value = NDArray.of(1L, 2L);
    Feed without = Feed.feed(x, value);
    for (Feed feed : List.of(without, without.and(idle, value), without)) {
      assertEquals(List.of(NDArray.of(2L, 4L)), program.call(feed, () -> binding));
    }
    Feed disagreeing = without.and(idle, NDArray.of(1L, 2L, 3L));
    assertThrows(FeedException.class, () -> program.call(disagreeing, () -> binding));
  }

  @Test
  void feedsThatDoNotFitAreRefused() {
    Tensor x = input("x", DType.INT64, N);
    Tensor stranger = input("stranger", DType.INT64, N);
    Buffer y = computed(DType.INT64, N);
    CpuFunction function =
        new HandMade().step("twice", List.of(fed(x)), y, TWICE).output(y, N).function(x);
    Feed good = Feed.feed(x, NDArray.of(1L, 2L));
    function.call(good);
    assertThrows(FeedException.class, () -> function.call(null));
    assertRefused(function, Feed.empty(), "not fed:");
    assertRefused(function, good.and(stranger, NDArray.of(1L, 2L)), "stranger");
    assertEquals(List.of(NDArray.of(2L, 4L)), function.call(good));
  }

  private static void assertRefused(CpuFunction function, Feed feed, String part) {
    FeedException refusal = assertThrows(FeedException.class, () -> function.call(feed));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
  }

  @Test
  void nothingOfACallIsHeldAfterIt() {
    Tensor x = input("x", DType.INT64, N);
    Buffer middle = computed(DType.INT64, N);
    Buffer y = computed(DType.INT64, N);
    CpuFunction function = new HandMade()
        .step("twice", List.of(fed(x)), middle, TWICE)
        .step("twice again", List.of(middle), y, TWICE)
        .output(y, N)
        .function(x);
    List<WeakReference<Object>> references = new ArrayList<>();
    callWith(NDArray.zeros(DType.INT64, 1000), x, function, references);
    references.forEach(reference -> assertTrue(Collected.soon(reference)));
    assertEquals(List.of(NDArray.of(4L)), function.call(Feed.feed(x, NDArray.of(1L))));
  }

  private static void callWith(
      NDArray value, Tensor x, CpuFunction function, List<WeakReference<Object>> references) {
    NDArray returned = function.callSingle(Feed.feed(x, value));
    references.add(new WeakReference<>(value.backing()));
    references.add(new WeakReference<>(returned.backing()));
  }

  @Test
  void aProgramDoesNotKeepTensors() {
    Made made = make();
    assertTrue(Collected.soon(made.input()));
    Reference.reachabilityFence(made.program());
  }

  private record Made(Program program, WeakReference<Tensor> input) {}

  /** In a frame of its own, so that no local keeps the tensor. */
  private static Made make() {
    Tensor x = input("x", DType.INT64, N);
    Buffer y = computed(DType.INT64, N);
    Program program =
        new HandMade().step("twice", List.of(fed(x)), y, TWICE).output(y, N).program(x);
    program.call(Feed.feed(x, NDArray.of(1L)), () -> FeedBinding.of(List.of(x), List.of(x)));
    return new Made(program, new WeakReference<>(x));
  }

  @Test
  void kernelClassesGoWithTheProgram() {
    WeakReference<Class<?>> kernel = runACompiledGraph(new KernelCache(0, emitted -> {}));
    assertTrue(Collected.soon(kernel));
  }

  private static WeakReference<Class<?>> runACompiledGraph(KernelCache cache) {
    Tensor x = input("x", DType.INT64, N);
    Tensor y = Arithmetic.add(x, x);
    List<Kernel> used = new ArrayList<>();
    Function<LoopFunction, Kernel> code = function -> {
      used.add(cache.kernel(function));
      return used.get(used.size() - 1);
    };
    Plan plan =
        Planner.plan(new Compiler().compile(List.of(x), List.of(y), CompileOptions.defaults()));
    Program program = new Program(plan, List.of(x), code, LIMITS);
    assertEquals(
        List.of(NDArray.of(2L, 4L)),
        program.call(
            Feed.feed(x, NDArray.of(1L, 2L)), () -> FeedBinding.of(List.of(x), List.of(y))));
    return new WeakReference<>(used.get(0).getClass());
  }
}
