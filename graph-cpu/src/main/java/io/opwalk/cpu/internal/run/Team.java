package io.opwalk.cpu.internal.run;

import com.google.common.base.Throwables;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that makes a call, and those that help it with a step that is run in parts. Each takes
 * the next part that nobody has taken; the caller takes part in it, and waits for parts only that
 * another thread is running. So it ends whether or not anybody comes, and calls inside of calls
 * cannot block each other. Who comes late finds nothing left.
 *
 * <p>Used by one caller at a time; {@link #run()} is what helpers run.
 */
final class Team implements Runnable {
  /** How long a helper that has nothing to do waits for the next step of the call. */
  private static final long LINGER_NANOS = 20_000;

  /** How often to look between two looks at the clock. */
  private static final int LOOKS = 64;

  private final Helpers helpers;

  /** How many parts nobody has taken. What belongs to them is written before, and read after. */
  private final AtomicInteger untaken = new AtomicInteger();

  /** How many parts have not ended. */
  private final AtomicInteger unfinished = new AtomicInteger();

  /** How many helpers were asked and have not left. */
  private final AtomicInteger present = new AtomicInteger();

  private Thread caller;
  private Step step;
  private Object[] arguments;
  private int[][] parts;

  private volatile boolean failed;
  private int failedPart;
  private Throwable failure;

  Team(Helpers helpers) {
    this.helpers = helpers;
  }

  /**
   * Runs a step.
   *
   * @param ofParts the sizes for each part
   */
  void run(Step ofStep, Object[] itsArguments, int[][] ofParts) {
    caller = Thread.currentThread();
    step = ofStep;
    arguments = itsArguments;
    parts = ofParts;
    unfinished.set(ofParts.length);
    untaken.set(ofParts.length);
    ask(Math.min(helpers.most(), ofParts.length - 1));
    takePart();
    await();
    caller = null;
    step = null;
    arguments = null;
    if (failed) {
      Throwable thrown = failure;
      failed = false;
      failure = null;
      Throwables.throwIfUnchecked(thrown);
      throw new IllegalStateException(thrown);
    }
  }

  private void ask(int wanted) {
    while (present.get() < wanted && untaken.get() > 0) {
      present.incrementAndGet();
      if (!helpers.offer(this)) {
        present.decrementAndGet();
        return;
      }
    }
  }

  /** Helps until there is nothing to do. */
  @Override
  public void run() {
    do {
      do {
        takePart();
      } while (Thread.currentThread() != caller && comesMore());
      present.decrementAndGet();
      // A step that began meanwhile has counted on this helper.
    } while (untaken.get() > 0 && present.incrementAndGet() > 0);
  }

  private boolean comesMore() {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS; i++) {
        if (untaken.get() > 0) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < LINGER_NANOS);
    return false;
  }

  private void takePart() {
    for (int left = untaken.get(); left > 0; left = untaken.get()) {
      if (untaken.compareAndSet(left, left - 1)) {
        // From here to the end of the part the caller cannot go on, so nothing of it changes.
        Thread waiting = caller;
        runPart(parts.length - left);
        if (unfinished.decrementAndGet() == 0 && Thread.currentThread() != waiting) {
          LockSupport.unpark(waiting);
        }
      }
    }
  }

  private void runPart(int part) {
    if (failed && part > failedPart) {
      return;
    }
    try {
      step.kernel().run(arguments, parts[part], step.scalars());
    } catch (Throwable thrown) {
      fail(part, thrown);
    }
  }

  /** Of several failures the first in order counts: it is what one thread would have met. */
  private synchronized void fail(int part, Throwable thrown) {
    if (!failed || part < failedPart) {
      failedPart = part;
      failure = thrown;
      failed = true;
    }
  }

  private void await() {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (unfinished.get() > 0) {
      if (System.nanoTime() - start < LINGER_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
