package io.opwalk.cpu.internal.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a kernel is switched to other code, and when it is not. */
@Timeout(120)
final class TieredKernelTest {
  private static final int[] SIZES = {4};

  /** Spins for so long, and then says who it was. */
  private static Kernel kernel(int name, int spins) {
    return (buffers, sizes, scalars) -> {
      double[] result = (double[]) buffers[0];
      double x = 1;
      for (int i = 0; i < spins; i++) {
        x = Math.sqrt(x + i);
      }
      result[1] = x;
      result[0] = name;
    };
  }

  /** Of a kernel; every run is a good deal of work. */
  private record Fixed(
      Kernel kernel, double work, AtomicInteger weighed, AtomicInteger made, CountDownLatch asked)
      implements Candidate {
    Fixed(Kernel kernel, double work) {
      this(kernel, work, new AtomicInteger(), new AtomicInteger(), new CountDownLatch(1));
    }

    @Override
    public double work(int[] sizes) {
      weighed.incrementAndGet();
      return work;
    }

    @Override
    public Optional<Kernel> make(int bits) {
      made.incrementAndGet();
      asked.countDown();
      return Optional.of(kernel);
    }

    @Override
    public Optional<Scratch> scratch(int[] sizes, int along, int across) {
      return Optional.of(new Scratch(new Object[] {new double[2]}, sizes));
    }
  }

  private static int run(Kernel kernel) {
    double[] result = new double[2];
    kernel.run(new Object[] {result}, SIZES, new long[0]);
    return (int) result[0];
  }

  @Test
  void runsWhatIsFasterAfterAWarmUp() {
    Kernel tiered = Tiers.adaptive().of(kernel(1, 50_000), new Fixed(kernel(2, 100), 1e5));
    assertEquals(1, run(tiered));
    tiered.warmUp();
    assertEquals(2, run(tiered));
  }

  @Test
  void staysWhereNothingHasRunYet() {
    Fixed candidate = new Fixed(kernel(2, 100), 1e5);
    Tiers.adaptive().of(kernel(1, 50_000), candidate).warmUp();
    assertEquals(0, candidate.made().get(), "there were no sizes to try it for");
  }

  @Test
  void staysWhereTheOtherCodeFails() {
    Kernel failing = (buffers, sizes, scalars) -> {
      throw new ArithmeticException("/ by zero");
    };
    Kernel tiered = Tiers.adaptive().of(kernel(1, 10), new Fixed(failing, 1e5));
    assertEquals(1, run(tiered));
    tiered.warmUp();
    assertEquals(1, run(tiered));
  }

  @Test
  void isTriedBehindTheCallersBackWhenHot() throws InterruptedException {
    Fixed candidate = new Fixed(kernel(2, 100), 1e7);
    Kernel tiered = Tiers.adaptive().of(kernel(1, 50_000), candidate);
    // More than the first runs, of which short ones do not count.
    for (int i = 0; i < 300; i++) {
      run(tiered);
    }
    assertTrue(candidate.asked().await(60, TimeUnit.SECONDS), "nobody has tried it");
    while (run(tiered) != 2) {
      Thread.onSpinWait();
    }
    assertEquals(1, candidate.made().get());
  }

  @Test
  void littleWorkIsNeverTried() {
    Fixed candidate = new Fixed(kernel(2, 100), 10);
    Kernel tiered = Tiers.adaptive().of(kernel(1, 10), candidate);
    for (int i = 0; i < 10_000; i++) {
      run(tiered);
    }
    tiered.warmUp();
    assertEquals(0, candidate.made().get());
  }

  @Test
  void ofFirstRunsOnlyLongOnesAreWeighed() {
    int weighed = 0;
    for (int i = 0; i < 100; i++) {
      Fixed ofShort = new Fixed(kernel(2, 100), 10);
      run(Tiers.adaptive().of((buffers, sizes, scalars) -> {}, ofShort));
      weighed += ofShort.weighed().get();
    }
    // Some runs may be interrupted by other processes for so long that they count as long ones.
    assertTrue(weighed < 50, weighed + " of 100 were weighed");
    Fixed often = new Fixed(kernel(2, 100), 10);
    Kernel shortRuns = Tiers.adaptive().of((buffers, sizes, scalars) -> {}, often);
    for (int i = 0; i < 10_000; i++) {
      run(shortRuns);
    }
    assertEquals(1, often.weighed().get(), "once for all runs of the same sizes");
    Fixed ofLong = new Fixed(kernel(2, 100), 1e5);
    Kernel longRuns = Tiers.adaptive().of((buffers, sizes, scalars) -> sleep(25), ofLong);
    run(longRuns);
    assertEquals(0, ofLong.weighed().get(), "the first run of all is slow whatever it does");
    run(longRuns);
    assertEquals(1, ofLong.weighed().get());
  }

  /** Each part of a step has sizes of its own; to weigh one costs its first call. */
  @Test
  void fewSizesAreWeighedInTheFirstRuns() {
    Fixed candidate = new Fixed(kernel(2, 100), 10);
    Kernel tiered = Tiers.adaptive().of((buffers, sizes, scalars) -> sleep(25), candidate);
    for (int i = 0; i < 12; i++) {
      tiered.run(new Object[] {new double[2]}, new int[] {i}, new long[0]);
    }
    assertEquals(4, candidate.weighed().get());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theOtherTiersDecideAtOnce() {
    Fixed candidate = new Fixed(kernel(2, 100), 1e5);
    int[] names = {
      run(Tiers.SCALAR.of(kernel(1, 10), candidate)), run(Tiers.VECTOR.of(kernel(1, 10), candidate))
    };
    assertArrayEquals(new int[] {1, 2}, names);
  }
}
