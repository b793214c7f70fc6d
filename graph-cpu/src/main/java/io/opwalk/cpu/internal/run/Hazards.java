package io.opwalk.cpu.internal.run;

import io.opwalk.cpu.internal.loop.StepFunction;
import io.opwalk.cpu.internal.plan.Place;
import io.opwalk.cpu.internal.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which steps must wait for which others: one that reads for what writes there before it, and one
 * that writes for what reads or writes there before it, since places are used again. Any order that
 * respects this gives the same results. Immutable.
 */
final class Hazards {
  private final List<List<Integer>> later = new ArrayList<>();
  private final int[] waitsFor;

  /** Who used a place last. */
  private static final class Use {
    private int writer = -1;
    private final List<Integer> readers = new ArrayList<>();
  }

  Hazards(Plan plan) {
    this.waitsFor = new int[plan.steps().size()];
    Map<Place, Use> uses = new HashMap<>();
    for (int step = 0; step < waitsFor.length; step++) {
      later.add(new ArrayList<>());
      List<Place> places = plan.steps().get(step).places();
      List<StepFunction.Buffer> buffers =
          plan.steps().get(step).call().function().buffers();
      for (int i = 0; i < places.size(); i++) {
        uses.putIfAbsent(places.get(i), new Use());
        if (places.get(i).isWritable() && !buffers.get(i).written()) {
          Use use = uses.get(places.get(i));
          after(use.writer, step);
          use.readers.add(step);
        }
      }
      for (int i = 0; i < places.size(); i++) {
        if (buffers.get(i).written()) {
          Use use = uses.get(places.get(i));
          after(use.writer, step);
          for (int reader : use.readers) {
            after(reader, step);
          }
          use.readers.clear();
          use.writer = step;
        }
      }
    }
  }

  private void after(int first, int second) {
    if (first >= 0 && first != second) {
      later.get(first).add(second);
      waitsFor[second]++;
    }
  }

  /** For each step how many others it waits for, those counted twice that it waits for twice. */
  int[] waitsFor() {
    return Arrays.copyOf(waitsFor, waitsFor.length);
  }

  /** The steps that wait for a step. */
  int[] after(int step) {
    List<Integer> steps = later.get(step);
    int[] array = new int[steps.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = steps.get(i);
    }
    return array;
  }
}
