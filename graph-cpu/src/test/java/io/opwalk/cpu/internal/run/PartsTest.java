package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.loop.Phase;
import io.opwalk.cpu.internal.lower.Preparation;
import io.opwalk.cpu.internal.lower.Split;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How ranges are cut: sizes are a number, the two of the range, and another number. */
class PartsTest {
  private static final Split LINES = new Split(1, 16, 12);

  private static int[][] parts(Split split, int extent, double work, boolean byGranules) {
    int[][][] phases =
        new Parts(100, byGranules).of(work, List.of(split), new int[] {5, 0, extent, 7});
    assertEquals(1, phases.length);
    return phases[0];
  }

  @Test
  void rangesAfterTheFirstBeginAtLines() {
    int[][] parts = parts(LINES, 1000, 400, true);
    assertEquals(4, parts.length);
    int[] starts = {0, 12 + 15 * 16, 12 + 31 * 16, 12 + 46 * 16};
    for (int i = 0; i < 4; i++) {
      assertEquals(starts[i], parts[i][1]);
      assertEquals(i == 3 ? 1000 : starts[i + 1], parts[i][2]);
    }
  }

  @Test
  void theyMakeUpTheWholeOfAnyLength() {
    for (Split split : List.of(LINES, new Split(1, 16, 6), new Split(1, 16, 48), new Split(1, 1))) {
      for (int extent = 0; extent < 300; extent++) {
        for (int wanted = 2; wanted < 9; wanted++) {
          check(parts(split, extent, wanted * 100, true), extent, wanted, split);
          check(parts(split, extent, wanted * 100, false), extent, wanted, new Split(1, 1));
        }
      }
    }
  }

  @Test
  void rangesOfOneLengthDifferByOneAtMostTheLongerOnesFirst() {
    int[][] parts = parts(new Split(1, 4).evenly(), 14, 900, true);
    assertEquals("4 4 3 3", lengths(parts));
    assertEquals("1 1 1", lengths(parts(new Split(1, 4).evenly(), 3, 900, false)));
    for (int extent = 0; extent < 100; extent++) {
      check(parts(new Split(1, 4).evenly(), extent, 900, true), extent, 9, new Split(1, 1));
    }
  }

  private static String lengths(int[][] parts) {
    return Arrays.stream(parts)
        .map(part -> Integer.toString(part[2] - part[1]))
        .collect(Collectors.joining(" "));
  }

  /** Sizes: from and to of what is made before, from and to of the rest, and the phase. */
  @Test
  void whatAllPartsNeedIsMadeBefore() {
    Split split = new Split(2, 8).after(new Preparation(4, new Split(0, 2)));
    int[] sizes = {0, 5, 0, 24, 0};
    int[][][] phases = new Parts(100, true).of(400, List.of(split), sizes);
    assertArrayEquals(
        new int[][][] {
          {{0, 5, 0, 24, Phase.BEGIN.ordinal()}},
          {
            {0, 2, 0, 24, Phase.PREPARE.ordinal()},
            {2, 4, 0, 24, Phase.PREPARE.ordinal()},
            {4, 5, 0, 24, Phase.PREPARE.ordinal()}
          },
          {
            {0, 5, 0, 8, Phase.REST.ordinal()},
            {0, 5, 8, 16, Phase.REST.ordinal()},
            {0, 5, 16, 24, Phase.REST.ordinal()}
          }
        },
        phases);
    assertArrayEquals(
        new int[][][] {{sizes}},
        new Parts(100, true).of(199, List.of(split), sizes),
        "too little to do for two parts");
    int[] few = {0, 5, 0, 8, 0};
    assertArrayEquals(
        new int[][][] {{few}},
        new Parts(100, true).of(400, List.of(split), few),
        "no more than a granule");
  }

  private static void check(int[][] parts, int extent, int wanted, Split split) {
    assertTrue(parts.length <= wanted);
    int at = 0;
    for (int[] part : parts) {
      assertEquals(5, part[0]);
      assertEquals(at, part[1]);
      assertEquals(7, part[3]);
      assertTrue(at < part[2] || extent == 0, "nothing to do in one of " + parts.length);
      assertTrue(at == 0 || (at - split.first()) % split.granule() == 0, "begins at " + at);
      at = part[2];
    }
    assertEquals(extent, at);
  }
}
