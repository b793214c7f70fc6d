package io.opwalk;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NDArrayFactoryTest {

  @Test
  void scalarsHaveRankZeroAndOneElement() {
    assertScalar("() float64", 2.5, NDArray.scalar(2.5));
    assertScalar("() float32", 2.5f, NDArray.scalar(2.5f));
    assertScalar("() int64", 7L, NDArray.scalar(7L));
    assertScalar("() int32", 7, NDArray.scalar(7));
    assertScalar("() bool", true, NDArray.scalar(true));
  }

  private static void assertScalar(String description, Object value, NDArray scalar) {
    assertEquals(description, scalar.describe());
    assertEquals(0, scalar.rank());
    assertEquals(1, scalar.size());
    assertEquals(List.of(), scalar.shape());
    assertEquals(value, scalar.toArray());
  }

  @Test
  void listsOfValuesBecomeRankOne() {
    assertEquals("(2,) float64", NDArray.of(1.0, 2.0).describe());
    assertEquals("(2,) float32", NDArray.of(1f, 2f).describe());
    assertEquals("(2,) int64", NDArray.of(1L, 2L).describe());
    assertEquals("(2,) int32", NDArray.of(1, 2).describe());
    assertEquals("(2,) bool", NDArray.of(true, false).describe());
    assertEquals("(0,) float32", NDArray.of(new float[0]).describe());
  }

  @Test
  void shapedFactoriesFillRowByRow() {
    List<Integer> shape = List.of(2, 2);
    assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, (double[][])
        NDArray.of(shape, 1.0, 2, 3, 4).toArray());
    assertArrayEquals(new float[][] {{1, 2}, {3, 4}}, (float[][])
        NDArray.of(shape, 1f, 2, 3, 4).toArray());
    assertArrayEquals(
        new long[][] {{1, 2}, {3, 4}}, (long[][]) NDArray.of(shape, 1L, 2, 3, 4).toArray());
    assertArrayEquals(
        new int[][] {{1, 2}, {3, 4}}, (int[][]) NDArray.of(shape, 1, 2, 3, 4).toArray());
    assertArrayEquals(new boolean[][] {{true, false}, {false, true}}, (boolean[][])
        NDArray.of(shape, true, false, false, true).toArray());
  }

  @Test
  void factoriesCopyValuesAndShape() {
    double[] values = {1, 2};
    List<Integer> shape = new ArrayList<>(List.of(1, 2));
    NDArray vector = NDArray.of(values);
    NDArray matrix = NDArray.of(shape, values);
    values[0] = 9;
    shape.set(0, 5);
    assertArrayEquals(new double[] {1, 2}, vector.toDoubles());
    assertArrayEquals(new double[] {1, 2}, matrix.toDoubles());
    assertEquals(List.of(1, 2), matrix.shape());
  }

  @Test
  void wrapTakesTheArrayItselfButCopiesTheShape() {
    float[] values = {1, 2, 3, 4};
    int[] shape = {2, 2};
    NDArray array = NDArray.wrap(values, shape);
    shape[0] = 9;
    assertSame(values, array.backing());
    assertEquals("(2, 2) float32", array.describe());
  }

  @Test
  void wrapTakesTheDTypeFromTheArray() {
    assertEquals(FLOAT64, NDArray.wrap(new double[1]).dtype());
    assertEquals(FLOAT32, NDArray.wrap(new float[1]).dtype());
    assertEquals(INT64, NDArray.wrap(new long[1]).dtype());
    assertEquals(INT32, NDArray.wrap(new int[1]).dtype());
    assertEquals(BOOL, NDArray.wrap(new boolean[1]).dtype());
  }

  @Test
  void wrapRefusesOtherObjects() {
    String expected = "expected a double[], float[], long[], int[] or boolean[], found ";
    assertRefused(expected + "byte[]", () -> NDArray.wrap(new byte[2], 2));
    assertRefused(expected + "double[][]", () -> NDArray.wrap(new double[2][2], 2, 2));
    assertRefused(expected + "java.lang.Double[]", () -> NDArray.wrap(new Double[] {1.0}, 1));
    assertRefused(expected + "java.lang.String", () -> NDArray.wrap("values", 1));
  }

  @Test
  void valuesMustFillTheShapeExactly() {
    assertRefused("shape (2, 2) needs 4 values, found 3", () -> NDArray.wrap(new int[3], 2, 2));
    assertRefused("shape (2, 2) needs 4 values, found 5", () -> NDArray.wrap(new int[5], 2, 2));
    assertRefused("shape () needs 1 values, found 0", () -> NDArray.wrap(new int[0]));
    assertRefused("shape (3,) needs 3 values, found 2", () -> NDArray.of(List.of(3), 1.0, 2.0));
  }

  @Test
  void negativeSizesAreRefused() {
    String message = "shape (2, -1) has the negative size -1 at axis 1";
    assertRefused(message, () -> NDArray.zeros(FLOAT64, 2, -1));
    assertRefused(message, () -> NDArray.full(FLOAT64, 1, 2, -1));
    assertRefused(message, () -> NDArray.wrap(new double[2], 2, -1));
    // Two negative sizes must not cancel out, and 0 elements do not excuse one.
    assertRefused(
        "shape (-2, -1) has the negative size -2 at axis 0",
        () -> NDArray.wrap(new double[2], -2, -1));
    assertRefused(
        "shape (0, -1) has the negative size -1 at axis 1", () -> NDArray.zeros(INT32, 0, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "46341, 46341", // just above 2^31
    "65536, 65536", // 2^32, which is 0 as an int
    "2147483647, 2147483647",
    "2147483640, 1", // an int, but more than a JVM allocates
  })
  void tooManyElementsAreRefusedBeforeAnythingIsAllocated(int rows, int columns) {
    assertRefused(
        "shape (" + rows + ", " + columns + ") has more than 2147483639 elements, the most one"
            + " array holds",
        () -> NDArray.zeros(BOOL, rows, columns));
  }

  @Test
  void theNumberOfElementsIsRefusedEvenWhereItOverflowsALong() {
    int[] shape = {65536, 65536, 65536, 65536, 2};
    assertRefused(
        "shape (65536, 65536, 65536, 65536, 2) has more than 2147483639 elements, the most one"
            + " array holds",
        () -> NDArray.zeros(BOOL, shape));
  }

  @Test
  void anEmptyArrayMayHaveLargeOtherAxes() {
    assertEquals(0, NDArray.zeros(FLOAT64, 70000, 70000, 0).size());
    assertEquals(
        "(0, 70000, 70000) int32", NDArray.zeros(INT32, 0, 70000, 70000).describe());
  }

  @Test
  void ranksEndWhereJavaArraysEnd() {
    int[] most = new int[255];
    Arrays.fill(most, 1);
    assertEquals(255, NDArray.zeros(INT32, most).rank());
    int[] tooMany = new int[256];
    Arrays.fill(tooMany, 1);
    assertRefused("a shape has at most 255 axes, found 256", () -> NDArray.zeros(INT32, tooMany));
  }

  @ParameterizedTest
  @EnumSource
  void zerosAreZero(DType dtype) {
    NDArray zeros = NDArray.zeros(dtype, 2, 3);
    assertEquals("(2, 3) " + dtype, zeros.describe());
    assertArrayEquals(new double[6], zeros.cast(FLOAT64).toDoubles());
  }

  @Test
  void fullRepeatsOneValue() {
    assertArrayEquals(
        new double[] {0.1, 0.1, 0.1}, NDArray.full(FLOAT64, 0.1, 3).toDoubles());
    assertArrayEquals(new float[] {0.1f, 0.1f}, NDArray.full(FLOAT32, 0.1, 2).toFloats());
    assertArrayEquals(new long[] {-5, -5, -5, -5}, NDArray.full(INT64, -5, 2, 2).toLongs());
    assertArrayEquals(new boolean[] {true, true}, NDArray.full(BOOL, 1, 2).toBooleans());
    assertEquals(3, NDArray.full(INT32, 3).intValue());
    assertEquals(0, NDArray.full(INT32, 3, 0).size());
    assertEquals(Double.NaN, NDArray.full(FLOAT64, Double.NaN).doubleValue());
    assertEquals(Float.POSITIVE_INFINITY, NDArray.full(FLOAT32, 1e300).floatValue());
  }

  @Test
  void fullReachesEveryElementOfAnOddSize() {
    for (int size = 0; size < 70; size++) {
      int[] sevens = new int[size];
      Arrays.fill(sevens, 7);
      assertArrayEquals(sevens, NDArray.full(INT32, 7, size).toInts());
    }
  }

  @Test
  void fullRefusesWhatAnIntegerOrABoolCannotHold() {
    assertRefused("2.5 is not a value of int32", () -> NDArray.full(INT32, 2.5, 2));
    assertRefused("2.147483648E9 is not a value of int32", () -> NDArray.full(INT32, 0x1p31));
    assertRefused(
        "9.223372036854776E18 is not a value of int64", () -> NDArray.full(INT64, 0x1p63));
    assertRefused("NaN is not a value of int64", () -> NDArray.full(INT64, Double.NaN));
    assertRefused("Infinity is not a value of int64", () -> NDArray.full(INT64, 1 / 0.0));
    assertRefused("2.0 is not a value of bool", () -> NDArray.full(BOOL, 2));
    assertEquals(Long.MIN_VALUE, NDArray.full(INT64, -0x1p63).longValue());
    assertEquals(Integer.MIN_VALUE, NDArray.full(INT32, -0x1p31).intValue());
  }

  private static void assertRefused(String message, Runnable construction) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, construction::run).getMessage());
  }
}
