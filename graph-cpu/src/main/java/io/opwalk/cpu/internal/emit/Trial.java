package io.opwalk.cpu.internal.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a candidate on arguments that are made up until the JIT has compiled it and it is no slower
 * than what it is to replace, or until that has taken too long.
 *
 * <p>At first there are few iterations in a run, since interpreted vector code takes microseconds
 * for each operation. The lengths differ, so that code is compiled that has met whole vectors,
 * rests and nothing at all: what the JIT has never seen happen it leaves out, and a call that needs
 * it falls back to the interpreter.
 */
final class Trial {
  /** How long a trial may take before the candidate is given up. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

  /** How often code is interpreted before the JIT looks at it. */
  private static final int INTERPRETED_RUNS = 240;

  private static final int RUNS_PER_ROUND = 50;

  /** Lengths of innermost loops: some vectors and a rest, whole vectors, a rest alone, nothing. */
  private static final int[] SHORT = {37, 64, 3, 0};

  /** Long enough for a loop to be worth it. */
  private static final int MIDDLE = 515;

  /** How much there is to do, at most, in a run that is timed: a part of a millisecond. */
  private static final double TIMED_WORK = 1e6;

  private static final int TIMED_RUNS = 5;

  private final Kernel now;
  private final Kernel next;
  private final long[] scalars;
  private final List<Scratch> shortRuns;
  private final Scratch middle;
  private final Scratch timed;

  private Trial(
      Kernel now,
      Kernel next,
      long[] scalars,
      List<Scratch> shortRuns,
      Scratch middle,
      Scratch timed) {
    this.now = now;
    this.next = next;
    this.scalars = scalars;
    this.shortRuns = shortRuns;
    this.middle = middle;
    this.timed = timed;
  }

  /** The trial of a candidate for calls with such arguments; empty where there can be none. */
  static Optional<Trial> of(
      Candidate candidate, Kernel now, Kernel next, int[] sizes, long[] scalars) {
    List<Scratch> shortRuns = new ArrayList<>();
    for (int length : SHORT) {
      candidate.scratch(sizes, length, 2).ifPresent(shortRuns::add);
    }
    Optional<Scratch> middle = candidate.scratch(sizes, MIDDLE, 2);
    Optional<Scratch> timed = timed(candidate, sizes);
    if (shortRuns.size() < SHORT.length || middle.isEmpty() || timed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Trial(now, next, scalars, shortRuns, middle.get(), timed.get()));
  }

  /** The longest innermost loops that are not too much work, and then as many as are not. */
  private static Optional<Scratch> timed(Candidate candidate, int[] sizes) {
    int along = MIDDLE;
    while (along < 1 << 20 && isLittle(candidate, sizes, 2 * along, 2)) {
      along *= 2;
    }
    int across = 2;
    while (across < 1 << 20 && isLittle(candidate, sizes, along, 2 * across)) {
      across *= 2;
    }
    return candidate.scratch(sizes, along, across);
  }

  private static boolean isLittle(Candidate candidate, int[] sizes, int along, int across) {
    return candidate
        .scratch(sizes, along, across)
        .filter(scratch -> candidate.work(scratch.sizes()) <= TIMED_WORK)
        .isPresent();
  }

  /** Whether the candidate has become as fast as what there is, at the least. */
  boolean succeeds() {
    long start = System.nanoTime();
    for (int i = 0; i < INTERPRETED_RUNS && isPatient(start); i++) {
      shortRuns.get(i % shortRuns.size()).run(next, scalars);
    }
    while (isPatient(start)) {
      for (int i = 0; i < RUNS_PER_ROUND && isPatient(start); i++) {
        middle.run(next, scalars);
        middle.run(now, scalars);
      }
      shortRuns.forEach(some -> some.run(next, scalars));
      if (fastest(next, middle) < 2 * fastest(now, middle)
          && fastest(next, timed) <= fastest(now, timed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPatient(long start) {
    return System.nanoTime() - start < PATIENCE;
  }

  private long fastest(Kernel kernel, Scratch scratch) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < TIMED_RUNS; i++) {
      long start = System.nanoTime();
      scratch.run(kernel, scalars);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
