package io.opwalk;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A dense array of numbers or booleans: what is fed into a graph and what comes out of it.
 *
 * <p>Elements lie in row-major order (the last index varies fastest) in one flat Java array. An
 * NDArray never changes, so it may be shared between threads and between callers without copies.
 * Factories copy what they are given, except {@link #wrap}.
 *
 * <pre>{@code
 * NDArray m = NDArray.ofArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
 * m.describe();       // (2, 3) float64
 * m.getDouble(1, 2);  // 6.0
 * m.reshape(3, -1);   // (3, 2) float64, same elements
 * }</pre>
 *
 * <p>Errors, everywhere: {@link IllegalArgumentException} for dims that are negative, exceed
 * 2147483639 elements in all, or do not fit the number of values given;
 * {@link IndexOutOfBoundsException} for an index or axis that does not exist;
 * {@link IllegalStateException} for a question this array cannot answer, such as {@link #toFloats}
 * of a float64 array. Conversions that may lose something are never silent: write {@link #cast}.
 */
public final class NDArray {
  private final DType dtype;
  private final int[] dims;
  private final int size;
  private final Object flat;

  /** 0 until first asked for. Threads may race to compute it; all write the same value. */
  private int hash;

  private NDArray(DType dtype, Object flat, int[] dims, int size) {
    this.dtype = dtype;
    this.flat = flat;
    this.dims = dims;
    this.size = size;
  }

  /** A float64 array of rank 0. */
  public static NDArray scalar(double value) {
    return wrap(new double[] {value});
  }

  /** A float32 array of rank 0. */
  public static NDArray scalar(float value) {
    return wrap(new float[] {value});
  }

  /** An int64 array of rank 0. */
  public static NDArray scalar(long value) {
    return wrap(new long[] {value});
  }

  /** An int32 array of rank 0. */
  public static NDArray scalar(int value) {
    return wrap(new int[] {value});
  }

  /** A bool array of rank 0. */
  public static NDArray scalar(boolean value) {
    return wrap(new boolean[] {value});
  }

  /** A float64 array of rank 1. */
  public static NDArray of(double... values) {
    return wrap(values.clone(), values.length);
  }

  /** A float32 array of rank 1. */
  public static NDArray of(float... values) {
    return wrap(values.clone(), values.length);
  }

  /** An int64 array of rank 1. */
  public static NDArray of(long... values) {
    return wrap(values.clone(), values.length);
  }

  /** An int32 array of rank 1. */
  public static NDArray of(int... values) {
    return wrap(values.clone(), values.length);
  }

  /** A bool array of rank 1. */
  public static NDArray of(boolean... values) {
    return wrap(values.clone(), values.length);
  }

  /** A float64 array of the given shape, filled row by row. */
  public static NDArray of(List<Integer> shape, double... values) {
    return wrap(values.clone(), dims(shape));
  }

  /** A float32 array of the given shape, filled row by row. */
  public static NDArray of(List<Integer> shape, float... values) {
    return wrap(values.clone(), dims(shape));
  }

  /** An int64 array of the given shape, filled row by row. */
  public static NDArray of(List<Integer> shape, long... values) {
    return wrap(values.clone(), dims(shape));
  }

  /** An int32 array of the given shape, filled row by row. */
  public static NDArray of(List<Integer> shape, int... values) {
    return wrap(values.clone(), dims(shape));
  }

  /** A bool array of the given shape, filled row by row. */
  public static NDArray of(List<Integer> shape, boolean... values) {
    return wrap(values.clone(), dims(shape));
  }

  /** A float64 array of what remains in the buffer, whose position stays where it is. */
  public static NDArray of(DoubleBuffer values, int... shape) {
    return wrap(NDArrayBuffers.remaining(values), shape);
  }

  /** A float32 array of what remains in the buffer, whose position stays where it is. */
  public static NDArray of(FloatBuffer values, int... shape) {
    return wrap(NDArrayBuffers.remaining(values), shape);
  }

  /** An int64 array of what remains in the buffer, whose position stays where it is. */
  public static NDArray of(LongBuffer values, int... shape) {
    return wrap(NDArrayBuffers.remaining(values), shape);
  }

  /** An int32 array of what remains in the buffer, whose position stays where it is. */
  public static NDArray of(IntBuffer values, int... shape) {
    return wrap(NDArrayBuffers.remaining(values), shape);
  }

  /**
   * An array of the bytes that remain in the buffer, read in the buffer's byte order; its position
   * stays where it is. A bool is one byte, and any byte but 0 is true.
   */
  public static NDArray ofBytes(DType dtype, ByteBuffer bytes, int... shape) {
    return wrap(NDArrayBuffers.read(dtype, bytes, shape), shape);
  }

  /**
   * An array with the values and the rank of a Java array such as {@code double[][][]}, or of rank
   * 0 from a {@code Double}, {@code Float}, {@code Long}, {@code Integer} or {@code Boolean}. Under
   * an axis of length 0 all further axes have length 0, as Java arrays do not say more.
   *
   * @throws IllegalArgumentException if rows have different lengths or are null (the message says
   *     where), or for any other element type, boxed ones included
   */
  public static NDArray ofArray(Object nested) {
    return NestedArrays.read(nested);
  }

  /** An array of zeros, or of {@code false}. */
  public static NDArray zeros(DType dtype, int... shape) {
    return wrap(Elements.allocate(dtype, Extents.size(shape)), shape);
  }

  /**
   * An array of one value throughout. A float32 gets the nearest float.
   *
   * @throws IllegalArgumentException if an integer dtype cannot hold {@code value} exactly, or a
   *     bool is neither 0 nor 1
   */
  public static NDArray full(DType dtype, double value, int... shape) {
    int size = Extents.size(shape);
    Object one = Elements.cast(DType.FLOAT64, new double[] {value}, dtype);
    // Long.MAX_VALUE, to which 2^63 saturates, reads back as 2^63.
    boolean exact = Elements.doubleAt(dtype, one, 0) == value && value != 0x1p63;
    if (!dtype.isFloating() && !exact) {
      throw new IllegalArgumentException(value + " is not a value of " + dtype);
    }
    return wrap(Elements.repeatFirst(one, size), shape);
  }

  /**
   * An array around {@code flatArray} itself, without a copy. The type of the Java array decides
   * the dtype. The caller gives the array up: whoever writes to it later changes an NDArray that
   * others rely on never to change.
   *
   * @param flatArray a {@code double[]}, {@code float[]}, {@code long[]}, {@code int[]} or
   *     {@code boolean[]} in row-major order
   */
  public static NDArray wrap(Object flatArray, int... shape) {
    DType dtype = Elements.dtypeOf(flatArray);
    int[] dims = shape.clone();
    int size = Array.getLength(flatArray);
    Extents.requireFilled(dims, size);
    return new NDArray(dtype, flatArray, dims, size);
  }

  private static int[] dims(List<Integer> shape) {
    int[] dims = new int[shape.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.get(i);
    }
    return dims;
  }

  /** The type of every element. */
  public DType dtype() {
    return dtype;
  }

  /** The number of axes, 0 for a scalar. */
  public int rank() {
    return dims.length;
  }

  /** The number of elements: the product of all dims, 1 for a scalar. */
  public int size() {
    return size;
  }

  /** The size of every axis, immutable. */
  public List<Integer> shape() {
    return Arrays.stream(dims).boxed().toList();
  }

  /** The size of one axis; negative axes count from the end, so -1 is the last. */
  public int dim(int axis) {
    if (axis < -dims.length || axis >= dims.length) {
      throw new IndexOutOfBoundsException(
          "axis " + axis + " does not exist in " + describe() + ", which has rank " + dims.length);
    }
    return dims[axis < 0 ? axis + dims.length : axis];
  }

  /**
   * The element at {@code index}, one entry per axis, none negative. Any numeric dtype will do; an
   * int64 beyond 2^53 is rounded.
   */
  public double getDouble(int... index) {
    NDArrayAccess.requireNumeric(this, "getDouble");
    return Elements.doubleAt(dtype, flat, Extents.offset(dims, index));
  }

  /** The element at {@code index} of a float32 array. */
  public float getFloat(int... index) {
    return NDArrayAccess.exact(this, "getFloat", float[].class)[Extents.offset(dims, index)];
  }

  /** The element at {@code index} of an int64 or int32 array. */
  public long getLong(int... index) {
    NDArrayAccess.requireInteger(this, "getLong");
    return Elements.longAt(dtype, flat, Extents.offset(dims, index));
  }

  /** The element at {@code index} of an int32 array. */
  public int getInt(int... index) {
    return NDArrayAccess.exact(this, "getInt", int[].class)[Extents.offset(dims, index)];
  }

  /** The element at {@code index} of a bool array. */
  public boolean getBoolean(int... index) {
    return NDArrayAccess.exact(this, "getBoolean", boolean[].class)[Extents.offset(dims, index)];
  }

  /** The only element of a numeric array of size 1, of any rank; an int64 may be rounded. */
  public double doubleValue() {
    NDArrayAccess.requireNumeric(this, "doubleValue");
    return Elements.doubleAt(dtype, flat, NDArrayAccess.onlyOffset(this, "doubleValue"));
  }

  /** The only element of a float32 array of size 1, of any rank. */
  public float floatValue() {
    return NDArrayAccess.exact(this, "floatValue", float[].class)[
        NDArrayAccess.onlyOffset(this, "floatValue")];
  }

  /** The only element of an int64 or int32 array of size 1, of any rank. */
  public long longValue() {
    NDArrayAccess.requireInteger(this, "longValue");
    return Elements.longAt(dtype, flat, NDArrayAccess.onlyOffset(this, "longValue"));
  }

  /** The only element of an int32 array of size 1, of any rank. */
  public int intValue() {
    return NDArrayAccess.exact(this, "intValue", int[].class)[
        NDArrayAccess.onlyOffset(this, "intValue")];
  }

  /** The only element of a bool array of size 1, of any rank. */
  public boolean booleanValue() {
    return NDArrayAccess.exact(this, "booleanValue", boolean[].class)[
        NDArrayAccess.onlyOffset(this, "booleanValue")];
  }

  /**
   * A new Java array of the same rank, such as {@code double[][]} for rank 2 of float64; for rank 0
   * the boxed element. Java arrays forget the sizes of the axes behind an axis of length 0.
   */
  public Object toArray() {
    return NestedArrays.write(this);
  }

  /** A copy of all elements of a float64 array, row by row. */
  public double[] toDoubles() {
    return NDArrayAccess.exact(this, "toDoubles", double[].class).clone();
  }

  /** A copy of all elements of a float32 array, row by row. */
  public float[] toFloats() {
    return NDArrayAccess.exact(this, "toFloats", float[].class).clone();
  }

  /** A copy of all elements of an int64 array, row by row. */
  public long[] toLongs() {
    return NDArrayAccess.exact(this, "toLongs", long[].class).clone();
  }

  /** A copy of all elements of an int32 array, row by row. */
  public int[] toInts() {
    return NDArrayAccess.exact(this, "toInts", int[].class).clone();
  }

  /** A copy of all elements of a bool array, row by row. */
  public boolean[] toBooleans() {
    return NDArrayAccess.exact(this, "toBooleans", boolean[].class).clone();
  }

  /** A read-only view of a float64 array, row by row. */
  public DoubleBuffer asDoubleBuffer() {
    return DoubleBuffer.wrap(NDArrayAccess.exact(this, "asDoubleBuffer", double[].class))
        .asReadOnlyBuffer();
  }

  /** A read-only view of a float32 array, row by row. */
  public FloatBuffer asFloatBuffer() {
    return FloatBuffer.wrap(NDArrayAccess.exact(this, "asFloatBuffer", float[].class))
        .asReadOnlyBuffer();
  }

  /** A read-only view of an int64 array, row by row. */
  public LongBuffer asLongBuffer() {
    return LongBuffer.wrap(NDArrayAccess.exact(this, "asLongBuffer", long[].class))
        .asReadOnlyBuffer();
  }

  /** A read-only view of an int32 array, row by row. */
  public IntBuffer asIntBuffer() {
    return IntBuffer.wrap(NDArrayAccess.exact(this, "asIntBuffer", int[].class)).asReadOnlyBuffer();
  }

  /**
   * Writes {@code size() * dtype().byteSize()} bytes at the buffer's position, in its byte order,
   * and moves the position behind them. A bool is one byte, 0 or 1.
   *
   * @throws IllegalArgumentException if the buffer is read-only or too small; nothing is written
   */
  public void putInto(ByteBuffer target) {
    NDArrayBuffers.write(this, target);
  }

  /**
   * The same values in another dtype, converted as Java casts do: to float32 and from integers to
   * the nearest value; from floating types to integers towards zero, NaN to 0, and what is too
   * large to the largest integer; from int64 to int32 by the low 32 bits. To bool, all but 0 is
   * true (NaN too); from bool, true is 1.
   */
  public NDArray cast(DType target) {
    return target == dtype ? this : wrap(Elements.cast(dtype, flat, target), dims);
  }

  /** The same elements in another shape, without a copy; one dim may be -1, to be worked out. */
  public NDArray reshape(int... shape) {
    return new NDArray(dtype, flat, Extents.reshaped(dims, shape), size);
  }

  /** A copy of rows {@code from} (inclusive) to {@code to} (exclusive) of axis 0. */
  public NDArray slice(int from, int to) {
    return NDArrayRows.slice(this, from, to);
  }

  /** A copy of the given rows of axis 0 in the given order; a row may be taken more than once. */
  public NDArray take(int... rows) {
    return NDArrayRows.take(this, rows);
  }

  /**
   * The flat Java array itself, in row-major order, for backends that read it without a copy. It
   * must not be written: other arrays may share it, and everybody relies on it never to change.
   */
  public Object backing() {
    return flat;
  }

  /**
   * Whether {@code other} is an NDArray of the same dtype, shape and bits. A NaN equals only a NaN
   * of the same payload, and 0.0 differs from -0.0.
   */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof NDArray that)
        || dtype != that.dtype
        || !Arrays.equals(dims, that.dims)) {
      return false;
    }
    boolean equal = true;
    for (int i = 0; equal && flat != that.flat && i < size; i++) {
      equal = Elements.bitsAt(dtype, flat, i) == Elements.bitsAt(dtype, that.flat, i);
    }
    return equal;
  }

  /** Computed from all elements at the first call; the same in every run of every JVM. */
  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = 31 * dtype.ordinal() + Arrays.hashCode(dims);
      for (int i = 0; i < size; i++) {
        h = 31 * h + Long.hashCode(Elements.bitsAt(dtype, flat, i));
      }
      hash = h;
    }
    return h;
  }

  /** The shape and the dtype: {@code (2, 3) float64}. */
  public String describe() {
    return Extents.text(dims) + " " + dtype;
  }

  /**
   * The values in nested brackets with all their digits, rows on lines of their own; a scalar
   * alone, an array without elements as {@code []}. Beyond 1000 elements, long axes show three
   * items at either end around {@code ...}, as in NumPy.
   */
  @Override
  public String toString() {
    return NDArrayPrinter.print(this);
  }

  /** A copy of the dims, for helpers in this package. */
  int[] dims() {
    return dims.clone();
  }
}
