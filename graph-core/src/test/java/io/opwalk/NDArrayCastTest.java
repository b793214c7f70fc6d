package io.opwalk;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Expected values are written out from the Java Language Specification, sections 5.1.2 and 5.1.3.
 */
class NDArrayCastTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final NDArray DOUBLES =
      NDArray.of(0.0, -0.0, 1.75, -1.75, Double.NaN, INFINITY, -INFINITY, 1e10, 1e300, 1e-300);
  private static final NDArray FLOATS = NDArray.of(0f, -0f, 1.75f, -1.75f, Float.NaN, 0x1p40f);
  private static final NDArray LONGS =
      NDArray.of(0L, 1L, -1L, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 0x1_0000_0002L);
  private static final NDArray INTS =
      NDArray.of(0, 1, -1, (1 << 24) + 1, Integer.MAX_VALUE, Integer.MIN_VALUE);
  private static final NDArray BOOLS = NDArray.of(true, false);

  @ParameterizedTest
  @EnumSource
  void aCastToTheSameDTypeIsTheArrayItself(DType dtype) {
    NDArray array = NDArray.zeros(dtype, 2, 2);
    assertSame(array, array.cast(dtype));
  }

  @ParameterizedTest
  @EnumSource
  void shapesStay(DType from) {
    for (DType to : DType.values()) {
      assertEquals("(2, 1, 3) " + to, NDArray.zeros(from, 2, 1, 3).cast(to).describe());
      assertEquals("() " + to, NDArray.zeros(from).cast(to).describe());
      assertEquals("(0, 3) " + to, NDArray.zeros(from, 0, 3).cast(to).describe());
    }
  }

  @Test
  void fromFloat64() {
    assertBits(
        NDArray.of(
            0f,
            -0f,
            1.75f,
            -1.75f,
            Float.NaN,
            (float) INFINITY,
            (float) -INFINITY,
            1e10f,
            (float) INFINITY,
            0f),
        DOUBLES.cast(FLOAT32));
    assertBits(
        NDArray.of(
            0L,
            0L,
            1L,
            -1L,
            0L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            10_000_000_000L,
            Long.MAX_VALUE,
            0L),
        DOUBLES.cast(INT64));
    int max = Integer.MAX_VALUE;
    assertBits(
        NDArray.of(0, 0, 1, -1, 0, max, Integer.MIN_VALUE, max, max, 0), DOUBLES.cast(INT32));
    assertBits(
        NDArray.of(false, false, true, true, true, true, true, true, true, true),
        DOUBLES.cast(BOOL));
  }

  @Test
  void fromFloat32() {
    assertBits(NDArray.of(0.0, -0.0, 1.75, -1.75, Double.NaN, 0x1p40), FLOATS.cast(FLOAT64));
    assertBits(NDArray.of(0L, 0L, 1L, -1L, 0L, 1L << 40), FLOATS.cast(INT64));
    assertBits(NDArray.of(0, 0, 1, -1, 0, Integer.MAX_VALUE), FLOATS.cast(INT32));
    assertBits(NDArray.of(false, false, true, true, true, true), FLOATS.cast(BOOL));
  }

  @Test
  void fromInt64() {
    assertBits(
        NDArray.of(0.0, 1.0, -1.0, 0x1p53, 0x1p63, -0x1p63, 0x1.00000002p32), LONGS.cast(FLOAT64));
    assertBits(NDArray.of(0f, 1f, -1f, 0x1p53f, 0x1p63f, -0x1p63f, 0x1p32f), LONGS.cast(FLOAT32));
    assertBits(NDArray.of(0, 1, -1, 1, -1, 0, 2), LONGS.cast(INT32));
    assertBits(NDArray.of(false, true, true, true, true, true, true), LONGS.cast(BOOL));
  }

  @Test
  void fromInt64ToFloat32RoundsOnce() {
    // Just above the middle of two floats; rounded to a double first it would be the middle
    // exactly,
    // and go to the even neighbour below.
    long value = (1L << 53) + (1L << 29) + 1;
    assertEquals(0x1.000002p53f, NDArray.scalar(value).cast(FLOAT32).floatValue());
  }

  @Test
  void fromInt32() {
    assertBits(NDArray.of(0.0, 1.0, -1.0, 0x1p24 + 1, 0x1p31 - 1, -0x1p31), INTS.cast(FLOAT64));
    assertBits(NDArray.of(0f, 1f, -1f, 0x1p24f, 0x1p31f, -0x1p31f), INTS.cast(FLOAT32));
    assertBits(
        NDArray.of(0L, 1L, -1L, (1L << 24) + 1, (1L << 31) - 1, -(1L << 31)), INTS.cast(INT64));
    assertBits(NDArray.of(false, true, true, true, true, true), INTS.cast(BOOL));
  }

  @Test
  void fromBool() {
    assertBits(NDArray.of(1.0, 0.0), BOOLS.cast(FLOAT64));
    assertBits(NDArray.of(1f, 0f), BOOLS.cast(FLOAT32));
    assertBits(NDArray.of(1L, 0L), BOOLS.cast(INT64));
    assertBits(NDArray.of(1, 0), BOOLS.cast(INT32));
  }

  @Test
  void castsLeaveTheSourceAlone() {
    double[] before = DOUBLES.toDoubles();
    DOUBLES.cast(FLOAT32);
    assertArrayEquals(before, DOUBLES.toDoubles());
  }

  /** Equality of NDArrays is equality of bits, which tells -0.0 from 0.0. */
  private static void assertBits(NDArray expected, NDArray actual) {
    assertEquals(expected, actual);
  }
}
