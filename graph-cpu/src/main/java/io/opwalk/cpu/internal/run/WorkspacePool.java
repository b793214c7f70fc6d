package io.opwalk.cpu.internal.run;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Workspaces that no call is using, up to a number; where there are more, they are dropped. No
 * thread ever waits here, and a thread that calls again tends to get the workspace it had.
 */
final class WorkspacePool {
  /** The golden ratio as a fraction of 2^32: spreads thread numbers over the pool. */
  private static final int SPREAD = 0x9E3779B9;

  /** How far apart the places of the pool lie: threads on one cache line slow each other down. */
  private static final int STRIDE = 16;

  private final int limit;
  private final AtomicReferenceArray<SoftReference<Workspace>> idle;
  private final Supplier<Workspace> maker;

  WorkspacePool(int limit, Supplier<Workspace> maker) {
    this.limit = limit;
    this.idle = new AtomicReferenceArray<>(Math.multiplyExact(limit, STRIDE));
    this.maker = maker;
  }

  /** A workspace for the caller alone, until it gives it back or forgets it. */
  Workspace borrow() {
    int start = start();
    for (int i = 0; i < limit; i++) {
      int at = (start + i) % limit * STRIDE;
      SoftReference<Workspace> reference = idle.get(at) == null ? null : idle.getAndSet(at, null);
      Workspace workspace = reference == null ? null : reference.get();
      if (workspace != null) {
        return workspace;
      }
    }
    return maker.get();
  }

  /** Takes a workspace back after a call that succeeded. */
  void giveBack(Workspace workspace) {
    int start = start();
    for (int i = 0; i < limit; i++) {
      int at = (start + i) % limit * STRIDE;
      if (idle.get(at) == null && idle.compareAndSet(at, null, workspace.reference())) {
        return;
      }
    }
  }

  private int start() {
    int hash = (int) Thread.currentThread().getId() * SPREAD;
    return limit == 0 ? 0 : (hash >>> 1) % limit;
  }
}
