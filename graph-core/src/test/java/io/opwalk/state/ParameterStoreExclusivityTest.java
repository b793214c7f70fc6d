package io.opwalk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ParameterStoreExclusivityTest {
  private final ParameterStore store = new ParameterStore();

  @Test
  @Timeout(60)
  void exclusiveActionsLoseNoUpdateAcrossStores() throws Exception {
    List<ParameterSlot> slots = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      slots.add(new ParameterStore().create("s" + i, NDArray.scalar(0L)));
    }
    int threads = 4;
    int rounds = 2000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        // Other orders of the same stores, so that locks are asked for crosswise.
        List<ParameterSlot> mine = new ArrayList<>(slots);
        Collections.rotate(mine, t);
        running.add(pool.submit(() -> {
          for (int i = 0; i < rounds; i++) {
            ParameterStore.exclusively(mine, () -> increment(mine));
          }
        }));
      }
      for (Future<?> each : running) {
        each.get(50, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    for (ParameterSlot slot : slots) {
      assertEquals(threads * rounds, slot.value().longValue());
    }
  }

  private static void increment(List<ParameterSlot> slots) {
    ParameterSnapshot now = ParameterStore.snapshot(slots);
    long next = now.get(slots.get(0)).longValue() + 1;
    NDArray value = NDArray.scalar(next);
    ParameterStore.publish(Map.of(slots.get(0), value, slots.get(1), value, slots.get(2), value));
  }

  @Test
  @Timeout(60)
  void readersOfAnExclusiveActionDoNotWait() throws Exception {
    ParameterSlot slot = store.create("w", NDArray.scalar(1.0));
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicBoolean second = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = pool.submit(() -> ParameterStore.exclusively(List.of(slot), () -> {
        entered.countDown();
        await(leave);
        slot.set(NDArray.scalar(2.0));
      }));
      entered.await();
      assertEquals(NDArray.scalar(1.0), slot.value());
      Future<?> waiting =
          pool.submit(() -> ParameterStore.exclusively(List.of(slot), () -> second.set(true)));
      assertEquals(false, second.get());
      leave.countDown();
      first.get(50, TimeUnit.SECONDS);
      waiting.get(50, TimeUnit.SECONDS);
      assertEquals(NDArray.scalar(2.0), slot.value());
      assertTrue(second.get());
    } finally {
      leave.countDown();
      pool.shutdownNow();
    }
  }

  @Test
  void anActionThatFailsLetsOthersIn() {
    ParameterSlot slot = store.create("w", NDArray.scalar(1.0));
    assertThrows(
        IllegalStateException.class,
        () -> ParameterStore.exclusively(List.of(slot), () -> {
          throw new IllegalStateException("on purpose");
        }));
    AtomicBoolean done = new AtomicBoolean();
    Thread other =
        new Thread(() -> ParameterStore.exclusively(List.of(slot), () -> done.set(true)));
    other.start();
    try {
      other.join(50_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    assertTrue(done.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
