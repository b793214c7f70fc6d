package io.opwalk.cpu.internal.run;

import io.opwalk.NDArray;
import java.util.concurrent.atomic.AtomicReference;

/** The sizes of the last few sets of fed shapes, so that a repeat costs a comparison. Lock-free. */
final class RecentSizes {
  private final int limit;
  private final AtomicReference<CallSizes[]> recent = new AtomicReference<>(new CallSizes[0]);

  RecentSizes(int limit) {
    this.limit = limit;
  }

  /** The sizes for these values, or null. */
  CallSizes find(NDArray[] values) {
    for (CallSizes sizes : recent.get()) {
      if (sizes.isFor(values)) {
        return sizes;
      }
    }
    return null;
  }

  /** Remembers sizes, and forgets the oldest where there are too many. */
  void add(CallSizes sizes) {
    recent.updateAndGet(old -> {
      CallSizes[] next = new CallSizes[Math.min(limit, old.length + 1)];
      if (next.length > 0) {
        System.arraycopy(old, 0, next, 1, next.length - 1);
        next[0] = sizes;
      }
      return next;
    });
  }
}
