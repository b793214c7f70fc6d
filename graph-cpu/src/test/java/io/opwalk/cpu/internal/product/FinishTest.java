package io.opwalk.cpu.internal.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.DType;
import io.opwalk.cpu.internal.emit.Kernel;
import io.opwalk.cpu.internal.loop.Epilogue;
import io.opwalk.cpu.internal.loop.Epilogue.Kind;
import io.opwalk.cpu.internal.loop.Epilogue.Loop;
import io.opwalk.cpu.internal.loop.LoopFunction;
import io.opwalk.cpu.internal.loop.StepFunction.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Blocks of axes that were counted as one, as boxes of these axes. */
final class FinishTest {
  private static final int RUNS = 500;
  private static final int FIRST_SIZE = 3;

  /** Loops of random kinds and extents, and a kernel that notes where they go. */
  private static final class Boxes implements Kernel {
    private final List<Loop> loops = new ArrayList<>();
    private final int[] extents;
    private final Map<List<Integer>, Integer> visits = new TreeMap<>(
        (a, b) -> Arrays.compare(a.toArray(new Integer[0]), b.toArray(new Integer[0])));

    Boxes(SplittableRandom random) {
      extents = new int[random.nextInt(1, 6)];
      for (int i = 0; i < extents.length; i++) {
        extents[i] = random.nextInt(1, 5);
        loops.add(new Loop(Kind.values()[random.nextInt(3)], 2 * i));
      }
    }

    int count(Kind kind) {
      int count = 1;
      for (int i = 0; i < extents.length; i++) {
        count *= loops.get(i).kind() == kind ? extents[i] : 1;
      }
      return count;
    }

    @Override
    public void run(Object[] buffers, int[] sizes, long[] scalars) {
      visit(sizes, new ArrayList<>());
    }

    private void visit(int[] sizes, List<Integer> place) {
      int axis = place.size();
      if (axis == extents.length) {
        visits.merge(List.copyOf(place), 1, Integer::sum);
        return;
      }
      for (int at = sizes[2 * axis]; at < sizes[2 * axis + 1]; at++) {
        place.add(at);
        visit(sizes, place);
        place.remove(axis);
      }
    }

    /** Its number among the places of a kind, the last axis fastest. */
    int number(List<Integer> place, Kind kind) {
      int number = 0;
      for (int i = 0; i < extents.length; i++) {
        if (loops.get(i).kind() == kind) {
          number = number * extents[i] + place.get(i);
        }
      }
      return number;
    }
  }

  @Test
  void everyPlaceOfABlockIsVisitedOnce() {
    SplittableRandom random = new SplittableRandom(1);
    Finish finish = new Finish();
    for (int run = 0; run < RUNS; run++) {
      Boxes boxes = new Boxes(random);
      int axes = boxes.extents.length;
      LoopFunction function = new LoopFunction(
          List.of(new Buffer(DType.FLOAT64, true)), 2 * axes, List.of(), List.of());
      Epilogue epilogue = new Epilogue(function, List.of(2), List.of(), boxes.loops);
      int[] sizes = new int[FIRST_SIZE + 2 * axes];
      for (int i = 0; i < axes; i++) {
        sizes[FIRST_SIZE + 2 * i + 1] = boxes.extents[i];
      }
      int element = random.nextInt(boxes.count(Kind.BATCH));
      int rowFrom = random.nextInt(boxes.count(Kind.ROWS));
      int rowTo = random.nextInt(rowFrom, boxes.count(Kind.ROWS) + 1);
      int columnFrom = random.nextInt(boxes.count(Kind.COLUMNS));
      int columnTo = random.nextInt(columnFrom, boxes.count(Kind.COLUMNS) + 1);
      finish.begin(new Finisher(epilogue, FIRST_SIZE, boxes), new Object[3], sizes, new long[0]);
      finish.block(element, rowFrom, rowTo, columnFrom, columnTo);
      finish.end();
      String what = "run " + run + ": " + boxes.loops + Arrays.toString(boxes.extents);
      assertEquals((rowTo - rowFrom) * (columnTo - columnFrom), boxes.visits.size(), what);
      boxes.visits.forEach((place, times) -> {
        assertEquals(1, times, what);
        assertEquals(element, boxes.number(place, Kind.BATCH), what);
        assertEquals(
            boxes.number(place, Kind.ROWS),
            Math.max(rowFrom, Math.min(rowTo - 1, boxes.number(place, Kind.ROWS))),
            what);
        assertEquals(
            boxes.number(place, Kind.COLUMNS),
            Math.max(columnFrom, Math.min(columnTo - 1, boxes.number(place, Kind.COLUMNS))),
            what);
      });
    }
  }
}
