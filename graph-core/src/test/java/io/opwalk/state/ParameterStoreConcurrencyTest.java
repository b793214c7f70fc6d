package io.opwalk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several threads at once. A failure shows that something is wrong; that all goes well is only as
 * convincing as the number of rounds.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ParameterStoreConcurrencyTest {
  private static final int ROUNDS = 10_000;
  private static final int WRITERS = 3;
  private static final int READERS = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void noReaderSeesAMixtureWithinOneStore(int slots) throws Exception {
    ParameterStore store = new ParameterStore();
    List<ParameterSlot> made = new ArrayList<>();
    for (int i = 0; i < slots; i++) {
      made.add(slot(store));
    }
    assertNeverMixed(made);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void noReaderSeesAMixtureOfStores(int stores) throws Exception {
    assertNeverMixed(slotsOfTheirOwn(stores));
  }

  /** Writers publish one number to all slots; readers must find one number in all of them. */
  private void assertNeverMixed(List<ParameterSlot> slots) throws Exception {
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      long base = (long) writer * ROUNDS;
      tasks.add(() -> {
        try {
          for (int i = 0; i < ROUNDS; i++) {
            publish(slots, base + i);
          }
        } finally {
          writing.decrementAndGet();
        }
        return 0L;
      });
    }
    for (int reader = 0; reader < READERS; reader++) {
      tasks.add(() -> {
        long mixed = 0;
        while (writing.get() > 0) {
          mixed += isMixed(slots) ? 1 : 0;
        }
        return mixed;
      });
    }
    long before = slots.get(0).store().version();
    for (Future<Long> task : threads.invokeAll(tasks)) {
      assertEquals(0, task.get());
    }
    for (ParameterSlot slot : slots) {
      assertEquals((long) WRITERS * ROUNDS, slot.store().version() - before);
    }
  }

  @Test
  void overlappingPublicationsComeToAnEnd() throws Exception {
    List<ParameterSlot> ring = slotsOfTheirOwn(WRITERS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      // Like the dining philosophers: each needs what its neighbours need.
      List<ParameterSlot> own = List.of(ring.get(writer), ring.get((writer + 1) % WRITERS));
      tasks.add(() -> {
        for (int i = 0; i < ROUNDS; i++) {
          publish(own, i);
        }
        return null;
      });
    }
    for (Future<Void> task : threads.invokeAll(tasks)) {
      task.get();
    }
    for (ParameterSlot slot : ring) {
      // Its first value, and what two of the writers published.
      assertEquals(1 + 2L * ROUNDS, slot.store().version());
      assertEquals(ROUNDS - 1, slot.value().longValue());
    }
  }

  @Test
  void slotsMadeAtOnceAreAllThere() throws Exception {
    ParameterStore store = new ParameterStore();
    List<Callable<List<ParameterSlot>>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      long base = writer * 1000L;
      tasks.add(() -> {
        List<ParameterSlot> made = new ArrayList<>();
        for (long i = base; i < base + 1000; i++) {
          made.add(store.create("s" + i, NDArray.scalar(i)));
        }
        return made;
      });
    }
    for (Future<List<ParameterSlot>> task : threads.invokeAll(tasks)) {
      for (ParameterSlot slot : task.get()) {
        assertEquals("s" + slot.value().longValue(), slot.name());
      }
    }
    assertEquals(WRITERS * 1000L, store.version());
  }

  private static List<ParameterSlot> slotsOfTheirOwn(int count) {
    List<ParameterSlot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(slot(new ParameterStore()));
    }
    return slots;
  }

  private static ParameterSlot slot(ParameterStore store) {
    return store.create("slot", NDArray.scalar(-1L));
  }

  private static void publish(List<ParameterSlot> slots, long number) {
    NDArray value = NDArray.scalar(number);
    Map<ParameterSlot, NDArray> values = new HashMap<>();
    slots.forEach(slot -> values.put(slot, value));
    ParameterStore.publish(values);
  }

  private static boolean isMixed(List<ParameterSlot> slots) {
    ParameterSnapshot snapshot = ParameterStore.snapshot(slots);
    return slots.stream().map(snapshot::get).distinct().count() > 1;
  }
}
