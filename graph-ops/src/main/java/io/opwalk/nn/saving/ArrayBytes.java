package io.opwalk.nn.saving;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arrays as bytes: the elements in row-major order, little-endian, a bool one byte, 0 or 1. Goes
 * piece by piece, since an array may be larger than a buffer can be.
 */
final class ArrayBytes {
  /** The elements of a piece. */
  private static final int PIECE = 1 << 15;

  /** Takes a piece. */
  @FunctionalInterface
  interface Sink {
    /** The bytes up to {@code length}; what they are in is used again for the next piece. */
    void take(byte[] bytes, int length) throws IOException;
  }

  private ArrayBytes() {}

  /** How many bytes an array takes. */
  static long length(NDArray array) {
    return (long) array.size() * array.dtype().byteSize();
  }

  /** Gives all bytes of an array to a sink. */
  static void write(NDArray array, Sink sink) throws IOException {
    int size = array.size();
    byte[] bytes = new byte[Math.min(size, PIECE) * array.dtype().byteSize()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < size; from += PIECE) {
      int count = Math.min(PIECE, size - from);
      buffer.clear();
      put(array, from, count, buffer);
      sink.take(bytes, count * array.dtype().byteSize());
    }
  }

  private static void put(NDArray array, int from, int count, ByteBuffer into) {
    switch (array.dtype()) {
      case FLOAT64 -> into.asDoubleBuffer().put((double[]) array.backing(), from, count);
      case FLOAT32 -> into.asFloatBuffer().put((float[]) array.backing(), from, count);
      case INT64 -> into.asLongBuffer().put((long[]) array.backing(), from, count);
      case INT32 -> into.asIntBuffer().put((int[]) array.backing(), from, count);
      case BOOL -> {
        boolean[] flags = (boolean[]) array.backing();
        for (int i = from; i < from + count; i++) {
          into.put((byte) (flags[i] ? 1 : 0));
        }
      }
    }
  }

  /**
   * The array that a stream holds.
   *
   * @throws EOFException where it ends too early
   */
  static NDArray read(DType dtype, int[] shape, int size, InputStream in) throws IOException {
    Object flat = Array.newInstance(dtype.componentType(), size);
    byte[] bytes = new byte[Math.min(size, PIECE) * dtype.byteSize()];
    for (int from = 0; from < size; from += PIECE) {
      int count = Math.min(PIECE, size - from);
      int length = count * dtype.byteSize();
      if (in.readNBytes(bytes, 0, length) < length) {
        throw new EOFException("it ends too early");
      }
      get(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), dtype, flat, from, count);
    }
    return NDArray.wrap(flat, shape);
  }

  private static void get(ByteBuffer bytes, DType dtype, Object flat, int from, int count) {
    switch (dtype) {
      case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) flat, from, count);
      case FLOAT32 -> bytes.asFloatBuffer().get((float[]) flat, from, count);
      case INT64 -> bytes.asLongBuffer().get((long[]) flat, from, count);
      case INT32 -> bytes.asIntBuffer().get((int[]) flat, from, count);
      case BOOL -> {
        for (int i = from; i < from + count; i++) {
          ((boolean[]) flat)[i] = bytes.get() != 0;
        }
      }
    }
  }
}
