package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.cpu.internal.loop.Index;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.Statement.For;
import io.opwalk.cpu.internal.loop.Statement.Store;
import io.opwalk.cpu.internal.loop.Value.Compute;
import io.opwalk.cpu.internal.loop.Value.Literal;
import io.opwalk.cpu.internal.loop.Value.Load;
import io.opwalk.internal.RecentlyUsed;
import io.opwalk.ops.scalar.ScalarOp;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class KernelCacheTest {
  private static final Index.Counter I = new Index.Counter("i");

  /** Adds a number to every element: another function for every number. */
  private static LoopFunction adding(double number) {
    DType dtype = DType.FLOAT64;
    return new LoopFunction(
        List.of(new LoopFunction.Buffer(dtype, false), new LoopFunction.Buffer(dtype, true)),
        1,
        List.of(),
        List.of(new For(
            I,
            Index.of(0),
            new Index.Size(0),
            1,
            1,
            true,
            List.of(new Store(
                1,
                I,
                new Compute(
                    ScalarOp.ADD,
                    dtype,
                    List.of(new Load(0, dtype, I), new Literal(dtype, number))))))));
  }

  private static double run(Kernel kernel, double x) {
    double[] result = new double[1];
    kernel.run(new Object[] {new double[] {x}, result}, new int[] {1}, new long[0]);
    return result[0];
  }

  @Test
  void givesTheSameKernelForEqualFunctions() {
    KernelCache cache = new KernelCache();
    Kernel one = cache.kernel(adding(1));
    assertSame(one, cache.kernel(adding(1)));
    assertNotSame(one, cache.kernel(adding(2)));
    assertEquals(new RecentlyUsed.Statistics(1, 2, 0, 2), cache.statistics());
  }

  @Test
  void dropsWhatWasUsedLongestAgo() {
    KernelCache cache = new KernelCache(2, emitted -> {});
    Kernel first = cache.kernel(adding(1));
    Kernel second = cache.kernel(adding(2));
    assertSame(first, cache.kernel(adding(1)));
    cache.kernel(adding(3));
    assertSame(first, cache.kernel(adding(1)));
    assertNotSame(second, cache.kernel(adding(2)));
    assertEquals(2, cache.statistics().size());
    assertEquals(2, cache.statistics().evictions());
    assertEquals(7.0, run(second, 5), "a kernel outlives its place in the cache");
  }

  @Test
  void tellsTheListenerOfEveryClass() {
    List<EmittedClass> seen = new ArrayList<>();
    KernelCache cache = new KernelCache(10, seen::add);
    Kernel kernel = cache.kernel(adding(1));
    cache.kernel(adding(1));
    assertEquals(1, seen.size());
    EmittedClass emitted = seen.get(0);
    assertTrue(emitted.text().contains("b1[i] = (b0[i] + 1.0);"), emitted::text);
    assertTrue(emitted.name().startsWith("io/opwalk/cpu/internal/emit/Kernel$"), emitted::name);
    String hidden = kernel.getClass().getName().replace('.', '/');
    assertTrue(kernel.getClass().isHidden());
    assertTrue(hidden.startsWith(emitted.name() + "/"), hidden);
  }

  @Test
  void aBrokenFunctionIsAnErrorEveryTime() {
    KernelCache cache = new KernelCache();
    LoopFunction broken = new LoopFunction(
        List.of(), 0, List.of(), List.of(new Store(0, Index.of(0), new Literal(DType.FLOAT64, 0))));
    for (int i = 0; i < 2; i++) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> cache.kernel(broken));
      assertTrue(e.getMessage().startsWith("no buffer b0"), e::getMessage);
    }
    assertEquals(0, cache.statistics().size());
  }

  @Test
  @Timeout(60)
  void emitsOnceForManyThreads() throws InterruptedException, ExecutionException {
    AtomicInteger emitted = new AtomicInteger();
    KernelCache cache = new KernelCache(100, c -> emitted.incrementAndGet());
    int threads = 8;
    int functions = 50;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(threads);
      List<Future<List<Kernel>>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        results.add(pool.submit(() -> {
          start.countDown();
          start.await();
          List<Kernel> kernels = new ArrayList<>();
          for (int f = 0; f < functions; f++) {
            Kernel kernel = cache.kernel(adding(f));
            assertEquals(1.0 + f, run(kernel, 1));
            kernels.add(kernel);
          }
          return kernels;
        }));
      }
      for (Future<List<Kernel>> result : results) {
        assertEquals(results.get(0).get(), result.get());
      }
      assertEquals(functions, emitted.get());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Timeout(60)
  void evictedClassesAreUnloaded() throws InterruptedException {
    KernelCache cache = new KernelCache(1, emitted -> {});
    WeakReference<Class<?>> first = new WeakReference<>(cache.kernel(adding(1)).getClass());
    cache.kernel(adding(2));
    while (first.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
    assertEquals(1, cache.statistics().evictions());
  }

  @Test
  @Timeout(120)
  void tenThousandFunctionsLeaveMetaspaceFlat() throws InterruptedException {
    KernelCache cache = new KernelCache(100, emitted -> {});
    emit(cache, 0, 1000);
    long before = metaspace();
    emit(cache, 1000, 11_000);
    long after = metaspace();
    // A class takes some 3 KiB: were they kept, this would be 30 MiB.
    assertTrue(after - before < 4 << 20, () -> before + " bytes, then " + after);
    assertEquals(11_000, cache.statistics().misses());
  }

  private static void emit(KernelCache cache, int from, int to) {
    for (int i = from; i < to; i++) {
      double sum = run(cache.kernel(adding(i)), 0.5);
      assertEquals(0.5 + i, sum);
    }
  }

  private static long metaspace() throws InterruptedException {
    MemoryPoolMXBean pool = ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(p -> p.getName().equals("Metaspace"))
        .findFirst()
        .orElseThrow();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      least = Math.min(least, pool.getUsage().getUsed());
    }
    return least;
  }
}
