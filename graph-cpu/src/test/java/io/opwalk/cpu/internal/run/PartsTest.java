package io.opwalk.cpu.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.cpu.internal.lower.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How ranges are cut: sizes are a number, the two of the range, and another number. */
class PartsTest {
  private static final Split LINES = new Split(1, 16, 12);

  private static int[][] parts(Split split, int extent, double work, boolean byGranules) {
    return new Parts(100, byGranules).of(work, List.of(split), new int[] {5, 0, extent, 7});
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
