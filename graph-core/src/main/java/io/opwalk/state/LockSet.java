package io.opwalk.state;

import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * Runs something while several locks are held, which have no order to lock them by. Whoever finds
 * one of them busy lets go of all others, waits for that one, and begins again from there: so
 * nobody waits while holding anything, and nobody spins. (The algorithm of C++'s
 * {@code std::lock}.)
 */
final class LockSet {
  private LockSet() {}

  /** Runs {@code action} with all locks held; they must be different ones. */
  static void run(List<? extends Lock> locks, Runnable action) {
    int busy = 0;
    while (busy < locks.size()) {
      busy = lockFrom(locks, busy);
    }
    try {
      action.run();
    } finally {
      locks.forEach(Lock::unlock);
    }
  }

  /**
   * Waits for one lock, and takes all others if they are free.
   *
   * @return the first that was busy, no lock being held then; the number of locks if none was
   */
  private static int lockFrom(List<? extends Lock> locks, int first) {
    locks.get(first).lock();
    for (int i = 0; i < locks.size(); i++) {
      if (i != first && !locks.get(i).tryLock()) {
        locks.get(first).unlock();
        for (int held = 0; held < i; held++) {
          if (held != first) {
            locks.get(held).unlock();
          }
        }
        return i;
      }
    }
    return locks.size();
  }
}
