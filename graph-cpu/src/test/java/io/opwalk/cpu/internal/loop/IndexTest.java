package io.opwalk.cpu.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class IndexTest {
  private static final Index I = new Index.Counter("i");
  private static final Index N = new Index.Size(0);

  @Test
  void addsUpNumbers() {
    assertEquals(Index.of(5), Index.of(2).plus(Index.of(3)));
    assertEquals(I, I.plus(Index.of(0)));
    assertEquals(I, Index.of(0).plus(I));
    assertEquals(new Index.Sum(I, Index.of(5)), I.plus(Index.of(2)).plus(Index.of(3)));
    assertEquals(new Index.Sum(I, Index.of(3)), Index.of(3).plus(I));
    assertEquals(I, I.plus(Index.of(2)).minus(Index.of(2)));
  }

  @Test
  void leavesOutOnesAndZeros() {
    assertEquals(Index.of(6), Index.of(2).times(Index.of(3)));
    assertEquals(I, I.times(Index.of(1)));
    assertEquals(I, Index.of(1).times(I));
    assertEquals(Index.of(0), I.times(Index.of(0)));
    assertEquals(Index.of(0), Index.of(0).times(I));
    assertEquals(Index.of(0), I.minus(I));
  }

  @Test
  void readsAsArithmetic() {
    assertEquals(
        "(i + 1) * n0 + 2", I.plus(Index.of(1)).times(N).plus(Index.of(2)).toString());
    assertEquals("n0 + i * -1", N.minus(I).toString());
    assertEquals("floorTo(n0 + 3, 4)", new Index.FloorTo(N.plus(Index.of(3)), 4).toString());
  }
}
