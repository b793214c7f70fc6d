package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelperThreadsTest {
  private final BlockingQueue<Thread> ran = new ArrayBlockingQueue<>(10);

  private Runnable help() {
    return () -> ran.add(Thread.currentThread());
  }

  private Thread next() throws InterruptedException {
    return ran.poll(30, TimeUnit.SECONDS);
  }

  /** Offers until a thread that is about to be idle again has taken it. */
  private static void offer(HelperThreads threads, Runnable help) {
    while (!threads.offer(help)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aThreadHelpsAgain() throws InterruptedException {
    HelperThreads threads = new HelperThreads(1, TimeUnit.MINUTES.toNanos(1));
    offer(threads, help());
    Thread first = next();
    assertTrue(first.isDaemon());
    assertTrue(first.getName().startsWith("opwalk-cpu-"), first.getName());
    offer(threads, help());
    assertSame(first, next());
  }

  @Test
  void helpIsDeclinedWhereAllAreBusy() throws InterruptedException {
    HelperThreads threads = new HelperThreads(2, TimeUnit.MINUTES.toNanos(1));
    CountDownLatch go = new CountDownLatch(1);
    Runnable waits = () -> {
      try {
        go.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    };
    assertTrue(threads.offer(waits));
    assertTrue(threads.offer(waits));
    assertFalse(threads.offer(help()));
    go.countDown();
    offer(threads, help());
    next();
  }

  @Test
  void aThreadWithoutWorkEndsAndAnotherOneStarts() throws InterruptedException {
    HelperThreads threads = new HelperThreads(1, TimeUnit.MILLISECONDS.toNanos(1));
    for (int i = 0; i < 20; i++) {
      offer(threads, help());
      Thread thread = next();
      thread.join();
      offer(threads, help());
      assertNotSame(thread, next());
    }
  }

  @Test
  void thereMayBeNoThreads() {
    assertFalse(new HelperThreads(0).offer(help()));
  }
}
