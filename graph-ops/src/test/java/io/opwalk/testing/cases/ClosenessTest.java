package io.opwalk.testing.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A comparison that lets everything pass would let everything pass. */
class ClosenessTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Tolerance TWO_ULPS = Tolerance.ulps(2, "for this test");

  private static boolean same(NDArray expected, NDArray actual) {
    return Closeness.differenceInBits(expected, actual).isEmpty();
  }

  private static boolean close(double expected, double actual, double scale) {
    Expected value = new Expected(NDArray.of(expected), new double[] {scale});
    return Closeness.difference(value, NDArray.of(actual), TWO_ULPS).isEmpty();
  }

  private static boolean close(double expected, float actual) {
    return Closeness.difference(Expected.of(NDArray.of(expected)), NDArray.of(actual), TWO_ULPS)
        .isEmpty();
  }

  @Test
  void bitsDiffer() {
    assertTrue(same(NDArray.of(1.0, -0.0, INF), NDArray.of(1.0, -0.0, INF)));
    assertTrue(!same(NDArray.of(0.0), NDArray.of(-0.0)));
    assertTrue(!same(NDArray.of(1.0), NDArray.of(Math.nextUp(1.0))));
    assertTrue(!same(NDArray.of(1L), NDArray.of(2L)));
    assertTrue(!same(NDArray.of(true), NDArray.of(false)));
    assertTrue(!same(NDArray.of(Double.NaN), NDArray.of(1.0)));
  }

  @Test
  void allNaNsAreOne() {
    double other = Double.longBitsToDouble(0xfff8000000000001L);
    assertTrue(same(NDArray.of(Double.NaN), NDArray.of(other)));
  }

  @Test
  void dtypesAndShapesDiffer() {
    assertTrue(!same(NDArray.of(1.0), NDArray.of(1f)));
    assertTrue(!same(NDArray.of(1L), NDArray.of(1)));
    assertTrue(!same(NDArray.of(1.0), NDArray.scalar(1.0)));
    assertTrue(!same(NDArray.zeros(DType.BOOL, 0, 3), NDArray.zeros(DType.BOOL, 3, 0)));
  }

  @Test
  void ulpsAreThoseOfTheScale() {
    assertTrue(close(1, 1 + 2 * Math.ulp(1.0), 1));
    assertTrue(!close(1, 1 + 3 * Math.ulp(1.0), 1));
    assertTrue(close(1, 1 + 100 * Math.ulp(1.0), 64));
    assertTrue(!close(1, 1 + 200 * Math.ulp(1.0), 64));
    assertTrue(close(0, Double.MIN_VALUE, 0));
    assertTrue(!close(0, 3 * Double.MIN_VALUE, 0));
  }

  @Test
  void noScaleExcusesWhatIsNotFinite() {
    assertTrue(close(INF, INF, INF));
    assertTrue(close(Double.NaN, Double.NaN, Double.NaN));
    assertTrue(!close(INF, 1, INF));
    assertTrue(!close(INF, -INF, INF));
    assertTrue(!close(1, Double.NaN, INF));
    assertTrue(!close(1, INF, INF));
    assertTrue(!close(Double.NaN, 1, Double.NaN));
    assertTrue(!close(1, 2, INF));
  }

  @Test
  void aFloatIsComparedWithADoubleThatIsKnownBetter() {
    assertTrue(close(0.1, 0.1f));
    assertTrue(!close(0.1, 0.1f + 3 * Math.ulp(0.1f)));
    // Half an ulp beyond the largest float rounds to infinity.
    assertTrue(close(Float.MAX_VALUE * (1 + 0x1p-24), Float.POSITIVE_INFINITY));
    assertTrue(!close(1e30, Float.POSITIVE_INFINITY));
    assertTrue(!close(-1e39, Float.POSITIVE_INFINITY));
  }

  @Test
  void whatTheOracleDoesNotKnowIsNotJudged() {
    BitSet open = new BitSet();
    open.set(1);
    NDArray values = NDArray.of(true, true, true);
    Expected expected = new Expected(values, new double[0], open);
    assertEquals(
        Optional.empty(),
        Closeness.difference(expected, NDArray.of(true, false, true), Tolerance.EXACT));
    assertTrue(Closeness.difference(expected, NDArray.of(true, true, false), Tolerance.EXACT)
        .isPresent());
  }

  @Test
  void theMessageSaysWhereAndByHowMuch() {
    Expected expected = Expected.of(NDArray.of(List.of(1, 2), 1.0, 2.0));
    assertEquals(
        Optional.of("element 1 of (1, 2) float64: expected 2.0, found 3.0, off by 1.0, allowed"
            + " 8.881784197001252E-16 (for this test)"),
        Closeness.difference(expected, NDArray.of(List.of(1, 2), 1.0, 3.0), TWO_ULPS));
  }
}
