package io.opwalk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NDArrayAccessTest {
  private static final NDArray DOUBLES = NDArray.ofArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final NDArray FLOATS = NDArray.of(1.5f, 2.5f);
  private static final NDArray LONGS = NDArray.of(1L, Long.MAX_VALUE);
  private static final NDArray INTS = NDArray.of(1, Integer.MIN_VALUE);
  private static final NDArray BOOLS = NDArray.of(true, false);

  @Test
  void elementsAreFoundByIndex() {
    assertEquals(6.0, DOUBLES.getDouble(1, 2));
    assertEquals(4.0, DOUBLES.getDouble(1, 0));
    assertEquals(2.5f, FLOATS.getFloat(1));
    assertEquals(Long.MAX_VALUE, LONGS.getLong(1));
    assertEquals(Integer.MIN_VALUE, INTS.getInt(1));
    assertEquals(false, BOOLS.getBoolean(1));
    assertEquals(3.0, NDArray.scalar(3.0).getDouble());
  }

  @Test
  void wideningThatLosesNothingIsAllowed() {
    assertEquals(Integer.MIN_VALUE, INTS.getLong(1));
    assertEquals(-0x1p31, INTS.getDouble(1));
    assertEquals(2.5, FLOATS.getDouble(1));
  }

  @Test
  void getDoubleRoundsLargeLongs() {
    assertEquals(0x1p63, LONGS.getDouble(1));
  }

  @Test
  void otherDTypesNeedACast() {
    assertAskedInVain(
        "getDouble needs a numeric dtype, but the array is (2,) bool; convert it with cast(FLOAT64)",
        () -> BOOLS.getDouble(0));
    assertAskedInVain(
        "getFloat needs float32, but the array is (2, 3) float64; convert it with cast(FLOAT32)",
        () -> DOUBLES.getFloat(0, 0));
    assertAskedInVain(
        "getLong needs int64 or int32, but the array is (2,) float32; convert it with cast(INT64)",
        () -> FLOATS.getLong(0));
    assertAskedInVain(
        "getInt needs int32, but the array is (2,) int64; convert it with cast(INT32)",
        () -> LONGS.getInt(0));
    assertAskedInVain(
        "getBoolean needs bool, but the array is (2,) int32; convert it with cast(BOOL)",
        () -> INTS.getBoolean(0));
  }

  @Test
  void indicesOutsideTheShapeAreRefused() {
    assertOutside(
        "index (2, 0) is out of range for shape (2, 3) at axis 0", () -> DOUBLES.getDouble(2, 0));
    // Offset 3 exists in the flat array, the index does not.
    assertOutside(
        "index (0, 3) is out of range for shape (2, 3) at axis 1", () -> DOUBLES.getDouble(0, 3));
    assertOutside(
        "index (1, -1) is out of range for shape (2, 3) at axis 1", () -> DOUBLES.getDouble(1, -1));
    assertOutside(
        "index (0, 0) is out of range for shape (2, 0) at axis 1",
        () -> NDArray.zeros(DType.FLOAT64, 2, 0).getDouble(0, 0));
    assertOutside("index (2,) is out of range for shape (2,) at axis 0", () -> FLOATS.getFloat(2));
    assertOutside("index (2,) is out of range for shape (2,) at axis 0", () -> LONGS.getLong(2));
    assertOutside("index (2,) is out of range for shape (2,) at axis 0", () -> INTS.getInt(2));
    assertOutside("index (2,) is out of range for shape (2,) at axis 0", () -> BOOLS.getBoolean(2));
  }

  @Test
  void anIndexHasOneEntryPerAxis() {
    assertOutside(
        "index (1,) has 1 entries, but shape (2, 3) has rank 2", () -> DOUBLES.getDouble(1));
    assertOutside("index () has 0 entries, but shape (2,) has rank 1", () -> INTS.getInt());
    assertOutside(
        "index (0,) has 1 entries, but shape () has rank 0",
        () -> NDArray.scalar(1).getInt(0));
  }

  @Test
  void theOnlyElementHasNoNeedOfAnIndex() {
    assertEquals(1.5, NDArray.scalar(1.5).doubleValue());
    assertEquals(1.5, NDArray.of(1.5f).doubleValue());
    assertEquals(7.0, NDArray.of(7).reshape(1, 1).doubleValue());
    assertEquals(1.5f, NDArray.scalar(1.5f).floatValue());
    assertEquals(7L, NDArray.scalar(7L).longValue());
    assertEquals(7L, NDArray.of(7).longValue());
    assertEquals(7, NDArray.of(7).reshape(1, 1, 1).intValue());
    assertEquals(true, NDArray.scalar(true).booleanValue());
  }

  @Test
  void thereMustBeOneElement() {
    assertAskedInVain(
        "doubleValue needs exactly one element, but the array is (2, 3) float64",
        DOUBLES::doubleValue);
    assertAskedInVain(
        "floatValue needs exactly one element, but the array is (2,) float32", FLOATS::floatValue);
    assertAskedInVain(
        "longValue needs exactly one element, but the array is (2,) int64", LONGS::longValue);
    assertAskedInVain(
        "intValue needs exactly one element, but the array is (0,) int32",
        NDArray.of(new int[0])::intValue);
    assertAskedInVain(
        "booleanValue needs exactly one element, but the array is (2,) bool", BOOLS::booleanValue);
  }

  @Test
  void theOnlyElementIsNotConvertedEither() {
    assertAskedInVain(
        "doubleValue needs a numeric dtype, but the array is () bool; convert it with"
            + " cast(FLOAT64)",
        NDArray.scalar(true)::doubleValue);
    assertAskedInVain(
        "floatValue needs float32, but the array is () float64; convert it with cast(FLOAT32)",
        NDArray.scalar(1.0)::floatValue);
    assertAskedInVain(
        "longValue needs int64 or int32, but the array is () float64; convert it with cast(INT64)",
        NDArray.scalar(1.0)::longValue);
    assertAskedInVain(
        "intValue needs int32, but the array is () int64; convert it with cast(INT32)",
        NDArray.scalar(1L)::intValue);
    assertAskedInVain(
        "booleanValue needs bool, but the array is () int32; convert it with cast(BOOL)",
        NDArray.scalar(1)::booleanValue);
  }

  @Test
  void flatCopiesAreCopies() {
    assertNotSame(DOUBLES.backing(), DOUBLES.toDoubles());
    DOUBLES.toDoubles()[0] = 9;
    FLOATS.toFloats()[0] = 9;
    LONGS.toLongs()[0] = 9;
    INTS.toInts()[0] = 9;
    BOOLS.toBooleans()[0] = false;
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, DOUBLES.toDoubles());
    assertArrayEquals(new float[] {1.5f, 2.5f}, FLOATS.toFloats());
    assertArrayEquals(new long[] {1, Long.MAX_VALUE}, LONGS.toLongs());
    assertArrayEquals(new int[] {1, Integer.MIN_VALUE}, INTS.toInts());
    assertArrayEquals(new boolean[] {true, false}, BOOLS.toBooleans());
  }

  @Test
  void flatCopiesAreOfTheExactDType() {
    assertAskedInVain(
        "toDoubles needs float64, but the array is (2,) float32; convert it with cast(FLOAT64)",
        FLOATS::toDoubles);
    assertAskedInVain(
        "toFloats needs float32, but the array is (2, 3) float64; convert it with cast(FLOAT32)",
        DOUBLES::toFloats);
    assertAskedInVain(
        "toLongs needs int64, but the array is (2,) int32; convert it with cast(INT64)",
        INTS::toLongs);
    assertAskedInVain(
        "toInts needs int32, but the array is (2,) int64; convert it with cast(INT32)",
        LONGS::toInts);
    assertAskedInVain(
        "toBooleans needs bool, but the array is (2,) int64; convert it with cast(BOOL)",
        LONGS::toBooleans);
  }

  @Test
  void axesAreCountedFromEitherEnd() {
    NDArray array = NDArray.zeros(DType.BOOL, 2, 3, 4);
    assertEquals(List.of(2, 3, 4), List.of(array.dim(0), array.dim(1), array.dim(2)));
    assertEquals(List.of(4, 3, 2), List.of(array.dim(-1), array.dim(-2), array.dim(-3)));
    assertOutside("axis 3 does not exist in (2, 3, 4) bool, which has rank 3", () -> array.dim(3));
    assertOutside(
        "axis -4 does not exist in (2, 3, 4) bool, which has rank 3", () -> array.dim(-4));
    assertOutside(
        "axis 0 does not exist in () int32, which has rank 0",
        () -> NDArray.scalar(1).dim(0));
  }

  @Test
  void theShapeCannotBeChanged() {
    List<Integer> shape = DOUBLES.shape();
    assertEquals(List.of(2, 3), shape);
    assertThrows(UnsupportedOperationException.class, () -> shape.set(0, 9));
  }

  private static void assertOutside(String message, Runnable access) {
    assertEquals(
        message, assertThrows(IndexOutOfBoundsException.class, access::run).getMessage());
  }

  private static void assertAskedInVain(String message, Runnable access) {
    assertEquals(message, assertThrows(IllegalStateException.class, access::run).getMessage());
  }
}
