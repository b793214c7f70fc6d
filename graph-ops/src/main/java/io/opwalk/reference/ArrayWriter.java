package io.opwalk.reference;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.lang.reflect.Array;

/**
 * An array that is being filled, element by element.
 *
 * <p>An element is a {@code Double} for FLOAT64 and FLOAT32 (a double that is a float's value), a
 * {@code Long} for INT64 and INT32, a {@code Boolean} for BOOL.
 */
final class ArrayWriter {
  private final int[] dims;
  private final Object flat;

  /**
   * A new array.
   *
   * @throws IllegalArgumentException where it has more elements than a Java array holds
   */
  ArrayWriter(DType dtype, int... dims) {
    // An NDArray knows the limits; this one is used for nothing else and becomes garbage at once.
    this.flat = NDArray.zeros(dtype, dims).backing();
    this.dims = dims.clone();
  }

  /** The number of elements. */
  int size() {
    return Array.getLength(flat);
  }

  void set(int offset, Object value) {
    if (flat instanceof double[] doubles) {
      doubles[offset] = (Double) value;
    } else if (flat instanceof float[] floats) {
      floats[offset] = ((Double) value).floatValue();
    } else if (flat instanceof long[] longs) {
      longs[offset] = (Long) value;
    } else if (flat instanceof int[] ints) {
      ints[offset] = ((Long) value).intValue();
    } else {
      ((boolean[]) flat)[offset] = (Boolean) value;
    }
  }

  /** The element of an array at a row-major offset. */
  static Object get(NDArray array, int offset) {
    Object flat = array.backing();
    return switch (array.dtype()) {
      case FLOAT64, FLOAT32 -> Array.getDouble(flat, offset);
      case INT64, INT32 -> Array.getLong(flat, offset);
      case BOOL -> Array.getBoolean(flat, offset);
    };
  }

  /** The array; it must not be written from now on. */
  NDArray done() {
    return NDArray.wrap(flat, dims);
  }
}
