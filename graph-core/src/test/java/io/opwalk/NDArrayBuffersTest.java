package io.opwalk;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NDArrayBuffersTest {

  @Test
  void readsWhatRemainsAndLeavesThePosition() {
    DoubleBuffer doubles =
        DoubleBuffer.wrap(new double[] {9, 1, 2, 3, 4, 9}).position(1).limit(5);
    assertArrayEquals(new double[] {1, 2, 3, 4}, NDArray.of(doubles, 2, 2).toDoubles());
    FloatBuffer floats =
        FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4, 9}).position(1).limit(5);
    assertArrayEquals(new float[] {1, 2, 3, 4}, NDArray.of(floats, 2, 2).toFloats());
    LongBuffer longs =
        LongBuffer.wrap(new long[] {9, 1, 2, 3, 4, 9}).position(1).limit(5);
    assertArrayEquals(new long[] {1, 2, 3, 4}, NDArray.of(longs, 2, 2).toLongs());
    IntBuffer ints = IntBuffer.wrap(new int[] {9, 1, 2, 3, 4, 9}).position(1).limit(5);
    assertArrayEquals(new int[] {1, 2, 3, 4}, NDArray.of(ints, 2, 2).toInts());
    for (Buffer buffer : new Buffer[] {doubles, floats, longs, ints}) {
      assertEquals(1, buffer.position());
      assertEquals(5, buffer.limit());
    }
  }

  @Test
  void readsDirectAndReadOnlyBuffers() {
    DoubleBuffer direct =
        ByteBuffer.allocateDirect(16).asDoubleBuffer().put(0, 1.5).put(1, -2.5);
    assertArrayEquals(
        new double[] {1.5, -2.5}, NDArray.of(direct.asReadOnlyBuffer(), 2).toDoubles());
  }

  @Test
  void arraysDoNotFollowTheBufferTheyWereReadFrom() {
    DoubleBuffer buffer = DoubleBuffer.wrap(new double[] {1, 2});
    NDArray array = NDArray.of(buffer, 2);
    buffer.put(0, 9);
    assertArrayEquals(new double[] {1, 2}, array.toDoubles());
  }

  @Test
  void whatRemainsMustFillTheShape() {
    IntBuffer three = IntBuffer.wrap(new int[4]).position(1);
    assertRefused("shape (2, 2) needs 4 values, found 3", () -> NDArray.of(three, 2, 2));
    ByteBuffer bytes = ByteBuffer.allocate(31);
    assertRefused(
        "the buffer has 31 bytes remaining, but (2, 2) float64 needs 32",
        () -> NDArray.ofBytes(FLOAT64, bytes, 2, 2));
    assertRefused(
        "the buffer has 31 bytes remaining, but (30,) bool needs 30",
        () -> NDArray.ofBytes(BOOL, bytes, 30));
  }

  @Test
  void theNumberOfBytesDoesNotOverflow() {
    // 2^29 doubles are 2^32 bytes, 0 as an int.
    assertRefused(
        "the buffer has 0 bytes remaining, but (536870912,) float64 needs 4294967296",
        () -> NDArray.ofBytes(FLOAT64, ByteBuffer.allocate(0), 1 << 29));
  }

  @Test
  void bytesAreReadInTheOrderOfTheBuffer() {
    byte[] little = HexFormat.of().parseHex("01000000" + "feffffff");
    byte[] big = HexFormat.of().parseHex("00000001" + "fffffffe");
    int[] expected = {1, -2};
    assertArrayEquals(
        expected,
        NDArray.ofBytes(INT32, ByteBuffer.wrap(little).order(ByteOrder.LITTLE_ENDIAN), 2)
            .toInts());
    assertArrayEquals(expected, NDArray.ofBytes(INT32, ByteBuffer.wrap(big), 2).toInts());
  }

  @Test
  void bytesOfEveryDTypeAreTheJavaOnes() {
    assertBytes("3ff8000000000000" + "8000000000000000", NDArray.of(1.5, -0.0));
    assertBytes("3fc00000" + "80000000", NDArray.of(1.5f, -0.0f));
    assertBytes("0000000000000102" + "ffffffffffffffff", NDArray.of(258L, -1L));
    assertBytes("00000102" + "ffffffff", NDArray.of(258, -1));
    assertBytes("01" + "00", NDArray.of(true, false));
  }

  private static void assertBytes(String bigEndian, NDArray array) {
    byte[] bytes = HexFormat.of().parseHex(bigEndian);
    ByteBuffer target = ByteBuffer.allocate(bytes.length);
    array.putInto(target);
    assertEquals(bigEndian, HexFormat.of().formatHex(target.array()));
    assertEquals(array, NDArray.ofBytes(array.dtype(), ByteBuffer.wrap(bytes), 2));
  }

  @Test
  void everyByteButZeroIsTrue() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 1, 2, -1, -128});
    assertArrayEquals(
        new boolean[] {false, true, true, true, true},
        NDArray.ofBytes(BOOL, bytes, 5).toBooleans());
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreReadFromThePositionWhichStays(DType dtype) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(3 + 2 * dtype.byteSize() + 1);
    bytes.order(ByteOrder.LITTLE_ENDIAN).position(3);
    NDArray array = NDArray.of(1, 0).cast(dtype);
    array.putInto(bytes);
    assertEquals(3 + 2 * dtype.byteSize(), bytes.position());
    bytes.flip().position(3);
    assertEquals(array, NDArray.ofBytes(dtype, bytes.asReadOnlyBuffer().order(bytes.order()), 2));
    assertEquals(3, bytes.position());
  }

  @Test
  void nothingIsWrittenWhereItDoesNotFit() {
    NDArray array = NDArray.of(-1, -1);
    ByteBuffer small = ByteBuffer.allocate(9).position(2);
    assertRefused(
        "the buffer has 7 bytes remaining, but (2,) int32 needs 8", () -> array.putInto(small));
    assertEquals(2, small.position());
    assertArrayEquals(new byte[9], small.array());
    assertRefused(
        "the buffer is read-only", () -> array.putInto(ByteBuffer.allocate(8).asReadOnlyBuffer()));
  }

  @Test
  void viewsShowAllElementsAndCannotWrite() {
    DoubleBuffer doubles = NDArray.of(1.0, 2.0, 3.0, 4.0).reshape(2, 2).asDoubleBuffer();
    assertEquals(DoubleBuffer.wrap(new double[] {1, 2, 3, 4}), doubles);
    FloatBuffer floats = NDArray.of(1f, 2f).asFloatBuffer();
    assertEquals(FloatBuffer.wrap(new float[] {1, 2}), floats);
    LongBuffer longs = NDArray.of(1L, 2L).asLongBuffer();
    assertEquals(LongBuffer.wrap(new long[] {1, 2}), longs);
    IntBuffer ints = NDArray.of(1, 2).asIntBuffer();
    assertEquals(IntBuffer.wrap(new int[] {1, 2}), ints);
    for (Buffer view : new Buffer[] {doubles, floats, longs, ints}) {
      assertTrue(view.isReadOnly());
    }
  }

  @Test
  void viewsAreOfTheExactDType() {
    NDArray array = NDArray.of(1, 2);
    assertAskedInVain(
        "asDoubleBuffer needs float64, but the array is (2,) int32; convert it with cast(FLOAT64)",
        array::asDoubleBuffer);
    assertAskedInVain(
        "asFloatBuffer needs float32, but the array is (2,) int32; convert it with cast(FLOAT32)",
        array::asFloatBuffer);
    assertAskedInVain(
        "asLongBuffer needs int64, but the array is (2,) int32; convert it with cast(INT64)",
        array::asLongBuffer);
    assertAskedInVain(
        "asIntBuffer needs int32, but the array is (2,) bool; convert it with cast(INT32)",
        array.cast(BOOL)::asIntBuffer);
  }

  @Test
  void emptyArraysNeedNoBytes() {
    for (DType dtype : new DType[] {FLOAT64, FLOAT32, INT64, INT32, BOOL}) {
      NDArray empty = NDArray.ofBytes(dtype, ByteBuffer.allocate(0), 3, 0);
      assertEquals("(3, 0) " + dtype, empty.describe());
      empty.putInto(ByteBuffer.allocate(0));
    }
  }

  private static void assertRefused(String message, Runnable action) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static void assertAskedInVain(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalStateException.class, action::run).getMessage());
  }
}
