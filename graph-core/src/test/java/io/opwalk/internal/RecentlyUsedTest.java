package io.opwalk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RecentlyUsedTest {
  private final RecentlyUsed<String, Integer> map = new RecentlyUsed<>(2);

  @Test
  void aValueIsMadeOnce() {
    assertEquals(1, map.get("a", () -> 1));
    assertEquals(1, map.get("a", () -> 2));
    assertEquals(new RecentlyUsed.Statistics(1, 1, 0, 1), map.statistics());
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() {
    map.get("a", () -> 1);
    map.get("b", () -> 2);
    map.find("a");
    map.get("c", () -> 3);
    assertEquals(Optional.of(1), map.find("a"));
    assertEquals(Optional.empty(), map.find("b"));
    assertEquals(Optional.of(3), map.find("c"));
    assertEquals(1, map.statistics().evictions());
  }

  @Test
  void nothingIsKeptOfWhatThrows() {
    IllegalStateException thrown = new IllegalStateException("no");
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () -> map.get("a", () -> {
              throw thrown;
            })));
    assertEquals(0, map.statistics().size());
    assertEquals(5, map.get("a", () -> 5));
  }

  @Test
  void aRemovedValueIsMadeAnew() {
    map.get("a", () -> 1);
    map.remove("a");
    assertEquals(2, map.get("a", () -> 2));
  }

  @Test
  void whoWantsAValueThatIsBeingMadeWaitsForItAndNobodyElseDoes() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> first = threads.submit(() -> map.get("a", () -> {
        making.countDown();
        await(go);
        return made.incrementAndGet();
      }));
      await(making);
      Future<Integer> second = threads.submit(() -> map.get("a", made::incrementAndGet));
      assertEquals(7, map.get("b", () -> 7));
      go.countDown();
      assertEquals(List.of(1, 1), List.of(first.get(), second.get()));
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      // Far longer than a machine under load takes; only a failure waits so long.
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
