package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NDArrayReshapeTest {
  private static final NDArray ROWS = NDArray.ofArray(new int[][] {{0, 1}, {10, 11}, {20, 21}});

  @Test
  void reshapedArraysShareTheElements() {
    NDArray reshaped = ROWS.reshape(2, 3);
    assertArrayEquals(new int[][] {{0, 1, 10}, {11, 20, 21}}, (int[][]) reshaped.toArray());
    assertSame(ROWS.backing(), reshaped.backing());
    assertEquals("(3, 2) int32", ROWS.describe());
  }

  @Test
  void oneSizeMayBeLeftOut() {
    assertEquals("(6,) int32", ROWS.reshape(-1).describe());
    assertEquals("(1, 6, 1) int32", ROWS.reshape(1, -1, 1).describe());
    assertEquals("(1,) int32", NDArray.scalar(1).reshape(-1).describe());
    assertEquals("(5, 0) int32", NDArray.zeros(DType.INT32, 0).reshape(5, -1).describe());
    assertEquals("() int32", NDArray.of(1).reshape().describe());
  }

  @Test
  void theCallersShapeIsNotChanged() {
    int[] shape = {2, -1};
    NDArray reshaped = ROWS.reshape(shape);
    assertArrayEquals(new int[] {2, -1}, shape);
    shape[0] = 9;
    assertEquals("(2, 3) int32", reshaped.describe());
  }

  @Test
  void elementsMustFillTheNewShape() {
    assertRefused("cannot reshape (3, 2) to (4, 2): the array has 6 elements", 4, 2);
    assertRefused("cannot reshape (3, 2) to (4, -1): the array has 6 elements", 4, -1);
    assertRefused("cannot reshape (3, 2) to (7, -1): the array has 6 elements", 7, -1);
    assertRefused("cannot reshape (3, 2) to (): the array has 6 elements");
    assertRefused("cannot reshape (3, 2) to (0,): the array has 6 elements", 0);
    assertRefused("shape (-1, -1) has -1 at axes 0 and 1; one at most", -1, -1);
    assertRefused("shape (-2, 3) has the negative size -2 at axis 0", -2, 3);
    assertRefused("shape (-2, -1) has the negative size -2 at axis 0", -2, -1);
  }

  @Test
  void aSizeBesideZeroIsNotDetermined() {
    assertRefused("cannot reshape (3, 2) to (0, -1): the size at axis 1 is not determined", 0, -1);
    assertEquals(
        "cannot reshape (0,) to (-1, 0): the size at axis 0 is not determined",
        assertThrows(
                IllegalArgumentException.class,
                () -> NDArray.zeros(DType.INT32, 0).reshape(-1, 0))
            .getMessage());
  }

  private static void assertRefused(String message, int... shape) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> ROWS.reshape(shape)).getMessage());
  }
}
