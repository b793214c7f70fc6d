package io.opwalk;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Between buffers and flat arrays. Reading leaves the position alone, writing moves it. */
final class NDArrayBuffers {
  private NDArrayBuffers() {}

  static double[] remaining(DoubleBuffer buffer) {
    double[] values = new double[buffer.remaining()];
    buffer.get(buffer.position(), values);
    return values;
  }

  static float[] remaining(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(buffer.position(), values);
    return values;
  }

  static long[] remaining(LongBuffer buffer) {
    long[] values = new long[buffer.remaining()];
    buffer.get(buffer.position(), values);
    return values;
  }

  static int[] remaining(IntBuffer buffer) {
    int[] values = new int[buffer.remaining()];
    buffer.get(buffer.position(), values);
    return values;
  }

  /** A new flat array of all remaining bytes, read in the byte order of the buffer. */
  static Object read(DType dtype, ByteBuffer bytes, int[] dims) {
    long expected = (long) Extents.size(dims) * dtype.byteSize();
    if (bytes.remaining() != expected) {
      throw new IllegalArgumentException("the buffer has "
          + bytes.remaining()
          + " bytes remaining, but "
          + Extents.text(dims)
          + " "
          + dtype
          + " needs "
          + expected);
    }
    ByteBuffer source = bytes.slice().order(bytes.order());
    Object flat = Elements.allocate(dtype, Extents.size(dims));
    switch (dtype) {
      case FLOAT64 -> source.asDoubleBuffer().get((double[]) flat);
      case FLOAT32 -> source.asFloatBuffer().get((float[]) flat);
      case INT64 -> source.asLongBuffer().get((long[]) flat);
      case INT32 -> source.asIntBuffer().get((int[]) flat);
      case BOOL -> {
        boolean[] values = (boolean[]) flat;
        for (int i = 0; i < values.length; i++) {
          values[i] = source.get() != 0;
        }
      }
    }
    return flat;
  }

  /** Writes all elements at the position of {@code target} and moves it behind them. */
  static void write(NDArray array, ByteBuffer target) {
    long needed = (long) array.size() * array.dtype().byteSize();
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the buffer is read-only");
    }
    if (target.remaining() < needed) {
      throw new IllegalArgumentException("the buffer has "
          + target.remaining()
          + " bytes remaining, but "
          + array.describe()
          + " needs "
          + needed);
    }
    Object flat = array.backing();
    switch (array.dtype()) {
      case FLOAT64 -> target.asDoubleBuffer().put((double[]) flat);
      case FLOAT32 -> target.asFloatBuffer().put((float[]) flat);
      case INT64 -> target.asLongBuffer().put((long[]) flat);
      case INT32 -> target.asIntBuffer().put((int[]) flat);
      case BOOL -> {
        ByteBuffer bytes = target.duplicate();
        for (boolean value : (boolean[]) flat) {
          bytes.put((byte) (value ? 1 : 0));
        }
      }
    }
    target.position(target.position() + (int) needed);
  }
}
