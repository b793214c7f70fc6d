package io.opwalk.cpu.internal.product;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What steps work with and no thread is using, up to a number. No thread ever waits here.
 *
 * @param <T> what it holds
 */
public abstract class IdlePool<T extends IdlePool.Idle<T>> {
  private static final int MOST = 64;

  private final AtomicReferenceArray<SoftReference<T>> idle = new AtomicReferenceArray<>(MOST);

  /**
   * What can wait here.
   *
   * @param <T> itself
   */
  public interface Idle<T> {
    /** How it is held while it waits, made once: it gives way before memory runs out. */
    SoftReference<T> reference();
  }

  /** A new one, where none waits. */
  protected abstract T make();

  /** One for the caller alone, until it gives it back or forgets it. */
  public final T borrow() {
    for (int i = 0; i < MOST; i++) {
      SoftReference<T> reference = idle.get(i) == null ? null : idle.getAndSet(i, null);
      T waiting = reference == null ? null : reference.get();
      if (waiting != null) {
        return waiting;
      }
    }
    return make();
  }

  /** Has it wait for the next that borrows. */
  public final void giveBack(T borrowed) {
    for (int i = 0; i < MOST; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, borrowed.reference())) {
        return;
      }
    }
  }
}
