package io.opwalk.cpu.internal.winograd;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Scratch arrays that no thread is using, up to a number. No thread ever waits here. */
final class ScratchPool {
  private static final int MOST = 64;

  private final AtomicReferenceArray<SoftReference<Scratch>> idle =
      new AtomicReferenceArray<>(MOST);

  /** Scratch arrays for the caller alone, until it gives them back or forgets them. */
  Scratch borrow() {
    for (int i = 0; i < MOST; i++) {
      SoftReference<Scratch> reference = idle.get(i) == null ? null : idle.getAndSet(i, null);
      Scratch scratch = reference == null ? null : reference.get();
      if (scratch != null) {
        return scratch;
      }
    }
    return new Scratch();
  }

  void giveBack(Scratch scratch) {
    for (int i = 0; i < MOST; i++) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, scratch.reference())) {
        return;
      }
    }
  }
}
