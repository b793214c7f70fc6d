package io.opwalk.cpu.internal.product;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When to warm vector code: once there was something to do, and, where it did not come to be fast
 * in time, after ten thousand times as much. The machine may have been too busy, but where vectors
 * are slow for good, a service must not spend a processor on finding that out again and again.
 * Thread-safe.
 */
final class WarmUpTimes {
  /** In units of {@code work}. */
  private static final double FIRST = 1.5e7;

  private static final double FACTOR = 1e4;

  /** Whether somebody warms it now, or has, or nobody need. */
  private final AtomicBoolean taken = new AtomicBoolean();

  /** Where more work has been done than is counted it does not matter. */
  private volatile double done;

  private volatile double due = FIRST;

  /** Counts work; true for the one caller who is to warm vector code now. */
  boolean isDueAfter(double work) {
    done += work;
    return done >= due && take();
  }

  /** True for the one caller who is to warm vector code, whatever has been done. */
  boolean take() {
    return !taken.get() && taken.compareAndSet(false, true);
  }

  /** Says that vector code that was taken did not come to be fast. */
  void failed() {
    due = done + FACTOR * due;
    taken.set(false);
  }
}
