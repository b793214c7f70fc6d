package io.opwalk.cpu.internal.run;

import com.google.common.base.Throwables;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that makes a call, and those that help it with a stage of several parts. Each takes
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
  private Step[] steps;
  private Object[][] arguments;
  private Stage stage;

  private volatile boolean failed;
  private int failedPart;
  private Throwable failure;

  Team(Helpers helpers) {
    this.helpers = helpers;
  }

  /**
   * Runs a stage. What a part throws is thrown here; {@link #failedPart} says which.
   *
   * @param itsSteps all steps there are
   * @param itsArguments for each of them the arrays
   */
  void run(Stage itsStage, Step[] itsSteps, Object[][] itsArguments) {
    caller = Thread.currentThread();
    steps = itsSteps;
    arguments = itsArguments;
    stage = itsStage;
    unfinished.set(itsStage.count());
    untaken.set(itsStage.count());
    ask(Math.min(helpers.most(), itsStage.count() - 1));
    takePart();
    await();
    caller = null;
    steps = null;
    arguments = null;
    stage = null;
    if (failed) {
      Throwable thrown = failure;
      failed = false;
      failure = null;
      Throwables.throwIfUnchecked(thrown);
      throw new IllegalStateException(thrown);
    }
  }

  /** The part that failed first in order. */
  int failedPart() {
    return failedPart;
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
        runPart(stage.count() - left);
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
      int of = stage.steps()[part];
      steps[of].kernel().run(arguments[of], stage.parts()[part], steps[of].scalars());
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
