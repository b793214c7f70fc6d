package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.lower.Preparation;
import io.opwalk.cpu.internal.lower.Split;
import java.util.List;

/**
 * Into how many parts a step is split: by its sizes alone, so that it does not depend on the
 * machine, and not at all where there is little to do.
 *
 * @param leastWork what a part has to do at least
 * @param byGranules whether ranges begin where a {@link Split} says that they should; each begins
 *     anywhere else as well with the same results
 */
public record Parts(double leastWork, boolean byGranules) {
  /**
   * Some five microseconds of vector code, and more of other code, which is several times what it
   * takes to hand a part to another thread, in the units of
   * {@link io.opwalk.cpu.internal.loop.StepFunction#work}.
   */
  private static final double LEAST_WORK = 150_000;

  /** How many parts, at most: enough for as many processors to end at about the same time. */
  private static final int MOST = 64;

  /** Parts that are worth a thread. */
  public static final Parts WORTHWHILE = new Parts(LEAST_WORK, true);

  /**
   * The sizes for each part, by phase: those of one phase may run at once, phases run one after the
   * other.
   *
   * @param work how much there is to do in all
   * @param sizes the sizes of the whole, which are all there is where it is not split
   */
  int[][][] of(double work, List<Split> splits, int[] sizes) {
    int wanted = splits.isEmpty() ? 1 : (int) Math.min(MOST, work / leastWork);
    if (wanted < 2) {
      return whole(sizes);
    }
    Split split = axis(splits, sizes, wanted);
    if (split.preparation().isEmpty()) {
      return new int[][][] {along(split, sizes, wanted)};
    }
    if (granules(split, sizes) < 2) {
      return whole(sizes);
    }
    Preparation before = split.preparation().get();
    return new int[][][] {
      {in(Phase.BEGIN, before, sizes)},
      along(before.split(), in(Phase.PREPARE, before, sizes), wanted),
      along(split, in(Phase.REST, before, sizes), wanted)
    };
  }

  /** One phase of one part. */
  static int[][][] whole(int[] sizes) {
    return new int[][][] {{sizes}};
  }

  private static int[] in(Phase phase, Preparation of, int[] sizes) {
    int[] own = sizes.clone();
    own[of.phase()] = phase.ordinal();
    return own;
  }

  /** Whether so much work is worth a thread. */
  boolean isLarge(double work) {
    return work >= leastWork;
  }

  /** The outermost axis that can be split into as many parts as are wanted, else the longest. */
  private Split axis(List<Split> splits, int[] sizes, int wanted) {
    Split longest = splits.get(0);
    for (Split split : splits) {
      if (granules(split, sizes) >= wanted) {
        return split;
      }
      if (granules(split, sizes) > granules(longest, sizes)) {
        longest = split;
      }
    }
    return longest;
  }

  private int granules(Split split, int[] sizes) {
    int extent = sizes[split.position() + 1];
    int counted = Math.max(Math.min(extent, 1), extent - first(split));
    return counted / granule(split) + (counted % granule(split) == 0 ? 0 : 1);
  }

  private int first(Split split) {
    return byGranules ? split.first() : 0;
  }

  private int granule(Split split) {
    return byGranules ? split.granule() : 1;
  }

  private int[][] along(Split split, int[] sizes, int wanted) {
    int granules = granules(split, sizes);
    int extent = sizes[split.position() + 1];
    int[][] parts = new int[Math.max(1, Math.min(wanted, granules))][];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      long end = split.even()
          ? evenly(extent, i + 1, parts.length)
          : (long) granules * (i + 1) / parts.length * granule(split) + first(split);
      int to = (int) Math.min(end, extent);
      parts[i] = sizes.clone();
      parts[i][split.position()] = from;
      parts[i][split.position() + 1] = to;
      from = to;
    }
    return parts;
  }

  /** Where so many of the parts end: the longer ones, by one, come first. */
  private static long evenly(int extent, int ended, int parts) {
    return (long) extent / parts * ended + Math.min(ended, extent % parts);
  }
}
