package io.opwalk.cpu.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Puts steps in an order of running. It is the order of the plan, but where there are steps with
 * much to do that cannot be split enough: those are put off until nothing else can go on, and then
 * all that are ready run at once. A step of several phases has as many stages, one after the other.
 */
final class Stages {
  /** A step of fewer parts than this leaves processors idle. */
  private static final int NARROW = 4;

  private final int[][][][] parts;
  private final boolean[] narrow;
  private final List<Stage> stages = new ArrayList<>();

  private Stages(int[][][][] parts, boolean[] narrow) {
    this.parts = parts;
    this.narrow = narrow;
  }

  /**
   * The stages.
   *
   * @param parts for each step and each of its phases the sizes of each part
   * @param large whether a step has enough to do for a thread of its own
   */
  static Stage[] of(Hazards hazards, int[][][][] parts, boolean[] large) {
    boolean[] narrow = new boolean[parts.length];
    int count = 0;
    for (int step = 0; step < parts.length; step++) {
      narrow[step] = large[step] && parts[step].length == 1 && parts[step][0].length < NARROW;
      count += narrow[step] ? 1 : 0;
    }
    Stages stages = new Stages(parts, narrow);
    if (count < 2) {
      for (int step = 0; step < parts.length; step++) {
        stages.add(List.of(step));
      }
    } else {
      stages.order(hazards);
    }
    return stages.stages.toArray(new Stage[0]);
  }

  private void order(Hazards hazards) {
    int[] waitsFor = hazards.waitsFor();
    Queue<Integer> ready = new PriorityQueue<>();
    Queue<Integer> putOff = new PriorityQueue<>();
    for (int step = 0; step < waitsFor.length; step++) {
      if (waitsFor[step] == 0) {
        (narrow[step] ? putOff : ready).add(step);
      }
    }
    while (!ready.isEmpty() || !putOff.isEmpty()) {
      List<Integer> next = new ArrayList<>();
      if (ready.isEmpty()) {
        while (!putOff.isEmpty()) {
          next.add(putOff.remove());
        }
      } else {
        next.add(ready.remove());
      }
      add(next);
      for (int done : next) {
        for (int after : hazards.after(done)) {
          if (--waitsFor[after] == 0) {
            (narrow[after] ? putOff : ready).add(after);
          }
        }
      }
    }
  }

  /** All phases of a step, or several steps that have one. */
  private void add(List<Integer> steps) {
    for (int phase = 0; phase < parts[steps.get(0)].length; phase++) {
      int count = 0;
      for (int step : steps) {
        count += parts[step][phase].length;
      }
      int[] ofParts = new int[count];
      int[][] all = new int[count][];
      int at = 0;
      for (int step : steps) {
        for (int[] part : parts[step][phase]) {
          ofParts[at] = step;
          all[at++] = part;
        }
      }
      stages.add(new Stage(ofParts, all));
    }
  }
}
