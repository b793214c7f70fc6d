package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NDArrayRowsTest {
  private static final NDArray ROWS = NDArray.ofArray(new int[][] {{0, 1}, {10, 11}, {20, 21}});

  @Test
  void sliceIsARangeOfRows() {
    assertArrayEquals(
        new int[][] {{10, 11}, {20, 21}}, (int[][]) ROWS.slice(1, 3).toArray());
    assertArrayEquals(new int[][] {{0, 1}}, (int[][]) ROWS.slice(0, 1).toArray());
    assertEquals("(0, 2) int32", ROWS.slice(2, 2).describe());
    assertEquals("(0, 2) int32", ROWS.slice(3, 3).describe());
    assertEquals(NDArray.of(3.0), NDArray.of(1.0, 2.0, 3.0).slice(2, 3));
  }

  @Test
  void sliceIsACopy() {
    NDArray all = ROWS.slice(0, 3);
    assertEquals(ROWS, all);
    assertNotSame(ROWS.backing(), all.backing());
  }

  @Test
  void sliceStaysInRange() {
    assertOutside(
        "rows 1 (inclusive) to 4 (exclusive) do not exist in (3, 2) int32", () -> ROWS.slice(1, 4));
    assertOutside(
        "rows -1 (inclusive) to 2 (exclusive) do not exist in (3, 2) int32",
        () -> ROWS.slice(-1, 2));
    assertOutside(
        "rows 2 (inclusive) to 1 (exclusive) do not exist in (3, 2) int32", () -> ROWS.slice(2, 1));
  }

  @Test
  void takeFollowsTheGivenOrder() {
    assertArrayEquals(new int[][] {{20, 21}, {0, 1}, {20, 21}, {20, 21}}, (int[][])
        ROWS.take(2, 0, 2, 2).toArray());
    assertEquals("(0, 2) int32", ROWS.take().describe());
  }

  @ParameterizedTest
  @EnumSource
  void takeServesEveryDType(DType dtype) {
    NDArray array = NDArray.of(0, 1, 1, 0).cast(dtype).reshape(4, 1);
    assertEquals(NDArray.of(0, 1).cast(dtype).reshape(2, 1), array.take(3, 1));
    assertEquals(NDArray.of(1, 1).cast(dtype).reshape(2, 1), array.slice(1, 3));
  }

  @Test
  void takeRefusesRowsThatDoNotExist() {
    assertOutside("row 3 does not exist in (3, 2) int32", () -> ROWS.take(0, 3));
    assertOutside("row -1 does not exist in (3, 2) int32", () -> ROWS.take(-1));
    assertOutside(
        "row 0 does not exist in (0, 2) int32",
        () -> NDArray.zeros(DType.INT32, 0, 2).take(0));
  }

  @Test
  void emptyRowsCanBeTakenAndSliced() {
    NDArray empty = NDArray.zeros(DType.FLOAT64, 3, 0);
    assertEquals("(2, 0) float64", empty.slice(0, 2).describe());
    assertEquals("(4, 0) float64", empty.take(2, 2, 1, 0).describe());
    assertEquals(
        "(0, 3) float64", NDArray.zeros(DType.FLOAT64, 0, 3).slice(0, 0).describe());
    assertEquals("(0, 3) float64", NDArray.zeros(DType.FLOAT64, 0, 3).take().describe());
  }

  @Test
  void aScalarHasNoRows() {
    NDArray scalar = NDArray.scalar(1.0);
    assertEquals(
        "slice needs an axis 0, but the array is () float64",
        assertThrows(IllegalStateException.class, () -> scalar.slice(0, 1)).getMessage());
    assertEquals(
        "take needs an axis 0, but the array is () float64",
        assertThrows(IllegalStateException.class, () -> scalar.take(0)).getMessage());
  }

  private static void assertOutside(String message, Runnable action) {
    assertEquals(
        message, assertThrows(IndexOutOfBoundsException.class, action::run).getMessage());
  }
}
