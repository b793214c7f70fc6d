package io.opwalk.cpu.internal.run;

import static io.opwalk.cpu.internal.fixture.HandMade.fed;
import static io.opwalk.cpu.internal.fixture.HandMade.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.cpu.internal.fixture.Collected;
import io.opwalk.cpu.internal.fixture.HandMade;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvaluateCacheTest {
  private static final Dim N = Dim.named("n");

  private final EvaluateCache cache = new EvaluateCache(100);
  private final AtomicInteger made = new AtomicInteger();
  private final Tensor a = tensor();
  private final Tensor b = tensor();
  private final Tensor c = tensor();

  private static Tensor tensor() {
    return input("t", DType.INT64, N);
  }

  private Program get(List<Tensor> outputs, List<Tensor> fed) {
    return cache.get(outputs, fed, () -> {
      made.incrementAndGet();
      return new HandMade().program();
    });
  }

  @Test
  void theSameTensorsGiveTheSameProgram() {
    Program first = get(List.of(a), List.of(b));
    assertSame(first, get(List.of(a), List.of(b)));
    assertEquals(1, made.get());
  }

  @Test
  void theOrderOfFedTensorsDoesNotMatterButThatOfOutputsDoes() {
    assertSame(get(List.of(a), List.of(b, c)), get(List.of(a), List.of(c, b)));
    assertNotSame(get(List.of(a, b), List.of(c)), get(List.of(b, a), List.of(c)));
  }

  @Test
  void outputsAndFedTensorsAreToldApart() {
    Program first = get(List.of(a, b), List.of());
    assertNotSame(first, get(List.of(a), List.of(b)));
    assertNotSame(first, get(List.of(), List.of(a, b)));
    assertNotSame(first, get(List.of(a), List.of()));
    assertEquals(4, made.get());
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() {
    EvaluateCache small = new EvaluateCache(2);
    List<Tensor> tensors = List.of(a, b, c);
    tensors.forEach(
        tensor -> small.get(List.of(tensor), List.of(), () -> new HandMade().program()));
    assertEquals(2, small.size());
    small.get(List.of(c), List.of(), () -> fail("the latest was dropped"));
  }

  @Test
  void whatTheMakerThrowsIsThrownAndNotKept() {
    IllegalStateException refusal = new IllegalStateException("no");
    AssertionError error = new AssertionError("never");
    assertSame(refusal, assertThrows(IllegalStateException.class, () -> make(refusal)));
    assertSame(error, assertThrows(AssertionError.class, () -> make(error)));
    get(List.of(a), List.of());
    assertEquals(1, made.get());
  }

  private void make(Throwable thrown) {
    cache.get(List.of(a), List.of(), () -> {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    });
  }

  @Test
  void tensorsAndTheirProgramsAreCollected() {
    WeakReference<Program> program = getForTensorsOfItsOwn();
    assertEquals(1, cache.size());
    assertTrue(Collected.soon(() -> cache.size() == 0));
    assertTrue(Collected.soon(program));
  }

  private WeakReference<Program> getForTensorsOfItsOwn() {
    Tensor x = tensor();
    Tensor other = tensor();
    return new WeakReference<>(cache.get(
        List.of(x), List.of(other), () -> new HandMade().output(fed(x), N).program(x, other)));
  }

  @Test
  void aProgramIsMadeOnce() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < 16; i++) {
      Thread thread = new Thread(() -> {
        try {
          start.await();
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
        get(List.of(a), List.of(b));
      });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, made.get());
  }
}
