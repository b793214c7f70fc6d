package io.opwalk.cpu.internal.emit;

import java.util.Arrays;
import java.util.Comparator;
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

  /** How many different sizes are told apart: those of layers, and of the parts of a step. */
  private static final int MOST_SEEN = 32;

  /**
   * Of so many runs only the long ones are weighed: to work out what there is to do takes longer,
   * in a fresh JVM, than the first run of a small kernel.
   */
  private static final int FIRST_RUNS = 256;

  /**
   * From here on a run is long. The first run of all is not weighed, however long: code that is
   * interpreted is slow, and what weighs it would have to be loaded before the first result.
   */
  private static final long LONG_NANOS = 500_000;

  /**
   * Long ones are weighed from when they have taken so long in all: it costs each new size some.
   */
  private static final long WORTH_WEIGHING_NANOS = 20_000_000;

  /** So many sizes are told apart in the first runs, as a step has up to 64 parts. */
  private static final int FIRST_SEEN = 4;

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

  /** By sizes, so that who runs a kernel with one after the other works nothing out again. */
  private Seen[] seen = {};

  private int runs;

  /** How long those of the first runs took that were long, and the longest one. */
  private long ofLong;

  private long longest;

  private int[] sizesOfLongest;
  private long[] scalarsOfLongest;

  private int missed;
  private double heat;
  private boolean settled;

  /**
   * Arguments of a run, and what there was to do.
   *
   * @param sizes by which they are found again, whatever they are by then
   * @param copy the sizes as they were
   */
  private record Seen(int[] sizes, int[] copy, long[] scalars, double work) {}

  TieredKernel(Kernel plain, Candidate candidate, Warmer warmer) {
    this.plain = plain;
    this.current = plain;
    this.candidate = candidate;
    this.warmer = warmer;
  }

  @Override
  public void run(Object[] buffers, int[] sizes, long[] scalars) {
    if (watched && runs < FIRST_RUNS) {
      runs++;
      long start = System.nanoTime();
      current.run(buffers, sizes, scalars);
      note(System.nanoTime() - start, sizes, scalars);
      return;
    }
    current.run(buffers, sizes, scalars);
    if (watched) {
      watch(sizes, scalars);
    }
  }

  private void note(long nanos, int[] sizes, long[] scalars) {
    if (nanos > longest) {
      longest = nanos;
      sizesOfLongest = sizes.clone();
      scalarsOfLongest = scalars;
    }
    if (nanos >= LONG_NANOS && runs > 1) {
      ofLong += nanos;
      if (ofLong >= WORTH_WEIGHING_NANOS && (seen.length < FIRST_SEEN || known(sizes) != null)) {
        watch(sizes, scalars);
      }
    }
  }

  private void watch(int[] sizes, long[] scalars) {
    Seen last = find(sizes, scalars);
    if (last != null && last.work >= LEAST_WORK) {
      heat += last.work;
      if (heat >= HOT) {
        heat = 0;
        watched = !warmer.offer(new Settling());
      }
    }
  }

  private Seen known(int[] sizes) {
    for (Seen each : seen) {
      if (each.sizes == sizes) {
        return each;
      }
    }
    return null;
  }

  /** What is known of a run of these sizes; null where there are too many to look at each. */
  private Seen find(int[] sizes, long[] scalars) {
    Seen before = known(sizes);
    if (before != null) {
      return before;
    }
    Seen[] known = seen;
    boolean isFull = known.length == MOST_SEEN;
    missed++;
    if (isFull && missed % MOST_SEEN != 0) {
      return null;
    }
    Seen[] next = Arrays.copyOf(known, Math.min(MOST_SEEN, known.length + 1));
    Seen added = new Seen(sizes, sizes.clone(), scalars, candidate.work(sizes));
    next[isFull ? Math.floorMod(missed / MOST_SEEN, MOST_SEEN) : known.length] = added;
    seen = next;
    return added;
  }

  private Seen largest() {
    if (sizesOfLongest != null) {
      find(sizesOfLongest, scalarsOfLongest);
    }
    return Arrays.stream(seen).max(Comparator.comparingDouble(Seen::work)).orElse(null);
  }

  /** Tries the candidate, unless that has been done, and decides for good. */
  @Override
  public synchronized void warmUp() {
    Seen most = largest();
    if (!settled && most != null && most.work >= LEAST_WORK) {
      settle();
    }
  }

  /** Not a lambda, the first of which takes a caller several milliseconds. */
  private final class Settling implements Runnable {
    @Override
    public void run() {
      settle();
    }
  }

  private synchronized void settle() {
    if (settled) {
      return;
    }
    settled = true;
    watched = false;
    Seen last = largest();
    try {
      Optional<Kernel> next = candidate.make(VectorUnit.bits());
      if (next.isPresent()
          && Trial.of(candidate, plain, next.get(), last.copy, last.scalars)
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
