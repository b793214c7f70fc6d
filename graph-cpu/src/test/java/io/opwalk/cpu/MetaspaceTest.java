package io.opwalk.cpu;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Exponents;
import io.opwalk.ops.Trigonometry;
import io.opwalk.spi.Backend;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Kernels are classes, and classes that nobody holds are unloaded. */
class MetaspaceTest {
  private static final List<UnaryOperator<Tensor>> STEPS = List.of(
      Exponents::exp,
      Trigonometry::sin,
      Trigonometry::cos,
      Trigonometry::tanh,
      Exponents::sqrt,
      Arithmetic::abs,
      Arithmetic::negative,
      Arithmetic::square,
      Activations::relu,
      Arithmetic::floor);

  /** A function of its own for every number: the steps are its decimal digits. */
  private static void compileAndCall(Backend backend, int number) {
    Tensor x = placeholder("x", FLOAT64, Shape.shape(Shape.UNKNOWN));
    Tensor y = x;
    for (int rest = 100_000 + number; rest > 0; rest /= 10) {
      y = STEPS.get(rest % 10).apply(y);
    }
    y.evaluate(feed(x, NDArray.of(0.5)), backend);
  }

  private static long metaspace() throws InterruptedException {
    // Twice: the first collection finds the classes dead, the next returns what is left over.
    for (int i = 0; i < 2; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
        .sum();
  }

  @Test
  void thousandsOfDifferentFunctionsLeaveItFlat() throws InterruptedException {
    int held = 64;
    Backend backend = new CpuBackend(
        CpuOptions.builder().kernelCacheSize(held).evaluateCacheSize(held).build());
    for (int i = 0; i < 1_000; i++) {
      compileAndCall(backend, i);
    }
    long before = metaspace();
    for (int i = 1_000; i < 4_000; i++) {
      compileAndCall(backend, i);
    }
    long grown = metaspace() - before;
    // A kernel of this size takes some 8 KiB; 3,000 that stayed would be 23 MiB.
    assertTrue(grown < 4 << 20, "grown by " + grown + " bytes");
  }
}
