package io.opwalk.cpu.internal.emit;

import java.util.Optional;

/**
 * A kernel that runs as plain loops until it has had much to do, is then tried as vector code
 * behind the callers' backs, and is that from the next run on if that is no slower. Same bits, so
 * that nobody can tell but by the clock.
 */
final class TieredKernel implements Kernel {
  /** A run with less to do gains nothing worth mentioning. */
  private static final double LEAST_WORK = 1_000;

  /**
   * After how much work a kernel is worth a trial, which takes a part of a second: some tens of
   * milliseconds of plain loops.
   */
  private static final double HOT = 5e7;

  private final Kernel plain;
  private final Candidate candidate;
  private final Warmer warmer;

  /**
   * What runs. Written without a barrier: kernels have no state, and whoever still sees the other
   * one gets the same bits from it.
   */
  private Kernel current;

  /** Whether runs are still counted; races cost a count or a second look, no more. */
  private boolean watched = true;

  private Seen seen;
  private double heat;
  private boolean settled;

  /** Arguments of a run, and what there was to do. */
  private record Seen(int[] sizes, long[] scalars, double work) {}

  TieredKernel(Kernel plain, Candidate candidate, Warmer warmer) {
    this.plain = plain;
    this.current = plain;
    this.candidate = candidate;
    this.warmer = warmer;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    current.run(buffers, sizes, scalars);
    if (watched) {
      watch(sizes, scalars);
    }
  }

  private void watch(int[] sizes, long[] scalars) {
    Seen last = seen;
    if (last == null || last.sizes != sizes) {
      last = new Seen(sizes, scalars, candidate.work(sizes));
      seen = last;
    }
    if (last.work >= LEAST_WORK) {
      heat += last.work;
      if (heat >= HOT) {
        heat = 0;
        watched = !warmer.offer(this::settle);
      }
    }
  }

  /** Tries the candidate, unless that has been done, and decides for good. */
  @Override
  public synchronized void warmUp() {
    if (!settled && seen != null && seen.work >= LEAST_WORK) {
      settle();
    }
  }

  private synchronized void settle() {
    if (settled) {
      return;
    }
    settled = true;
    watched = false;
    Seen last = seen;
    try {
      Optional<Kernel> next = candidate.make(VectorUnit.bits());
      if (next.isPresent()
          && Trial.of(candidate, plain, next.get(), last.sizes, last.scalars)
              .filter(Trial::succeeds)
              .isPresent()) {
        current = next.get();
      }
    } catch (RuntimeException | LinkageError | OutOfMemoryError unfit) {
      // What cannot be tried stays as it is, which is right, if slow.
      current = plain;
    }
  }
}
