package io.opwalk.examples.benchmarks.run;

import io.opwalk.examples.benchmarks.engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Several threads that call at once, each in a session of its own. */
final class Callers {
  private static final int CALLS_BETWEEN_LOOKS_AT_THE_CLOCK = 64;

  private final List<Session> sessions = new ArrayList<>();

  Callers(Session first, int count) {
    sessions.add(first);
    while (sessions.size() < count) {
      sessions.add(first.another());
    }
  }

  /** Calls for the given time; the time is that of all calls over their number. */
  Meter.Reading run(long budgetNanos) throws InterruptedException {
    LongAdder calls = new LongAdder();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (Session session : sessions) {
      Thread thread = new Thread(() -> {
        try {
          start.await();
          calls.add(callUntil(session, System.nanoTime() + budgetNanos));
        } catch (InterruptedException | RuntimeException stopped) {
          failure.set(stopped);
        }
      });
      thread.start();
      threads.add(thread);
    }
    long begun = System.nanoTime();
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a caller failed", failure.get());
    }
    return new Meter.Reading((double) (System.nanoTime() - begun) / calls.sum(), 0);
  }

  private static long callUntil(Session session, long end) {
    long calls = 0;
    do {
      for (int i = 0; i < CALLS_BETWEEN_LOOKS_AT_THE_CLOCK; i++) {
        session.run();
      }
      calls += CALLS_BETWEEN_LOOKS_AT_THE_CLOCK;
    } while (System.nanoTime() < end);
    return calls;
  }

  void close() {
    // In the reverse order: the first session may own what the others share.
    for (int i = sessions.size() - 1; i >= 0; i--) {
      sessions.get(i).close();
    }
  }
}
