package io.opwalk.cpu.internal.run;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntHeapPriorityQueue;
import it.unimi.dsi.fastutil.ints.IntPriorityQueue;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts steps in an order of running. It is the order of the plan, but where there are steps with
 * much to do that cannot be split enough: those are put off until nothing else can go on, and then
 * all that are ready run at once.
 */
final class Stages {
  /** A step of fewer parts than this leaves processors idle. */
  private static final int NARROW = 4;

  private final int[][][] parts;
  private final boolean[] narrow;
  private final List<Stage> stages = new ArrayList<>();

  private Stages(int[][][] parts, boolean[] narrow) {
    this.parts = parts;
    this.narrow = narrow;
  }

  /**
   * The stages.
   *
   * @param parts for each step the sizes of each of its parts
   * @param large whether a step has enough to do for a thread of its own
   */
  static Stage[] of(Hazards hazards, int[][][] parts, boolean[] large) {
    boolean[] narrow = new boolean[parts.length];
    int count = 0;
    for (int step = 0; step < parts.length; step++) {
      narrow[step] = large[step] && parts[step].length < NARROW;
      count += narrow[step] ? 1 : 0;
    }
    Stages stages = new Stages(parts, narrow);
    if (count < 2) {
      for (int step = 0; step < parts.length; step++) {
        stages.add(IntArrayList.of(step));
      }
    } else {
      stages.order(hazards);
    }
    return stages.stages.toArray(Stage[]::new);
  }

  private void order(Hazards hazards) {
    int[] waitsFor = hazards.waitsFor();
    IntPriorityQueue ready = new IntHeapPriorityQueue();
    IntPriorityQueue putOff = new IntHeapPriorityQueue();
    for (int step = 0; step < waitsFor.length; step++) {
      if (waitsFor[step] == 0) {
        (narrow[step] ? putOff : ready).enqueue(step);
      }
    }
    while (!ready.isEmpty() || !putOff.isEmpty()) {
      IntArrayList next = new IntArrayList();
      if (ready.isEmpty()) {
        while (!putOff.isEmpty()) {
          next.add(putOff.dequeueInt());
        }
      } else {
        next.add(ready.dequeueInt());
      }
      add(next);
      for (int done : next.toIntArray()) {
        for (int after : hazards.after(done)) {
          if (--waitsFor[after] == 0) {
            (narrow[after] ? putOff : ready).enqueue(after);
          }
        }
      }
    }
  }

  private void add(IntArrayList steps) {
    IntArrayList ofParts = new IntArrayList();
    List<int[]> all = new ArrayList<>();
    for (int step : steps.toIntArray()) {
      for (int[] part : parts[step]) {
        ofParts.add(step);
        all.add(part);
      }
    }
    stages.add(new Stage(ofParts.toIntArray(), all.toArray(int[][]::new)));
  }
}
