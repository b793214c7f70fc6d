package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NDArrayEqualityTest {

  @Test
  void equalMeansSameDTypeShapeAndBits() {
    assertSame(NDArray.of(1.0, 2.0), NDArray.wrap(new double[] {1, 2}, 2));
    assertSame(NDArray.of(1f, 2f), NDArray.wrap(new float[] {1, 2}, 2));
    assertSame(NDArray.of(1L, 2L), NDArray.wrap(new long[] {1, 2}, 2));
    assertSame(NDArray.of(1, 2), NDArray.wrap(new int[] {1, 2}, 2));
    assertSame(NDArray.of(true, false), NDArray.wrap(new boolean[] {true, false}, 2));
    assertSame(NDArray.zeros(DType.INT32, 0, 3), NDArray.zeros(DType.INT32, 0, 3));
    assertSame(NDArray.scalar(3.0), NDArray.scalar(3.0));
  }

  @Test
  void anyElementCounts() {
    assertNotEquals(NDArray.of(1.0, 2.0, 3.0), NDArray.of(1.0, 2.0, 4.0));
    assertNotEquals(NDArray.of(1f, 2f, 3f), NDArray.of(0f, 2f, 3f));
    assertNotEquals(NDArray.of(1L, 2L, 3L), NDArray.of(1L, 2L, 3L + (1L << 32)));
    assertNotEquals(NDArray.of(1, 2, 3), NDArray.of(1, 0, 3));
    assertNotEquals(NDArray.of(true, false), NDArray.of(true, true));
  }

  @Test
  void theDTypeCounts() {
    List<NDArray> zeros = List.of(
        NDArray.zeros(DType.FLOAT64, 2),
        NDArray.zeros(DType.FLOAT32, 2),
        NDArray.zeros(DType.INT64, 2),
        NDArray.zeros(DType.INT32, 2),
        NDArray.zeros(DType.BOOL, 2));
    assertEquals(5, new HashSet<>(zeros).size());
  }

  @Test
  void theShapeCountsEvenWhereElementsAreShared() {
    NDArray array = NDArray.of(1, 2, 3, 4, 5, 6);
    Set<NDArray> shapes =
        Set.of(array, array.reshape(2, 3), array.reshape(3, 2), array.reshape(1, 6));
    assertEquals(4, shapes.size());
    assertNotEquals(NDArray.zeros(DType.INT32, 0, 3), NDArray.zeros(DType.INT32, 3, 0));
    assertNotEquals(NDArray.scalar(1), NDArray.of(1));
    assertSame(array.reshape(2, 3), array.reshape(3, 2).reshape(2, 3));
  }

  @Test
  void aNaNEqualsOneOfTheSamePayload() {
    double payload = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
    assertSame(NDArray.of(1, Double.NaN), NDArray.of(1, Double.NaN));
    assertSame(NDArray.scalar(payload), NDArray.scalar(payload));
    assertNotEquals(NDArray.scalar(Double.NaN), NDArray.scalar(payload));
    float floatPayload = Float.intBitsToFloat(0x7fc0_0001);
    assertSame(NDArray.scalar(floatPayload), NDArray.scalar(floatPayload));
    assertNotEquals(NDArray.scalar(Float.NaN), NDArray.scalar(floatPayload));
  }

  @Test
  void negativeZeroIsNotZero() {
    assertNotEquals(NDArray.scalar(0.0), NDArray.scalar(-0.0));
    assertNotEquals(NDArray.scalar(0f), NDArray.scalar(-0f));
    assertSame(NDArray.scalar(-0.0), NDArray.scalar(-0.0));
  }

  @Test
  void anArrayEqualsOnlyArrays() {
    NDArray array = NDArray.scalar(1.0);
    assertNotEquals(array, null);
    assertNotEquals(array, (Object) 1.0);
    assertEquals(array, array);
  }

  @Test
  void theHashIsTheSameInEveryRun() {
    // 31-polynomial over ordinal 3 of int32, the hash of the dims {2} (31 + 2), and the elements.
    int header = 31 * 3 + 33;
    assertEquals((header * 31 + 5) * 31 + 6, NDArray.of(5, 6).hashCode());
  }

  private static void assertSame(NDArray expected, NDArray actual) {
    assertEquals(expected, actual);
    assertEquals(actual, expected);
    assertEquals(expected.hashCode(), actual.hashCode());
    assertEquals(expected.hashCode(), expected.hashCode());
  }
}
