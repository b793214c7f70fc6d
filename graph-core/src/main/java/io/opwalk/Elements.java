package io.opwalk;

import java.lang.reflect.Array;
import java.util.Optional;

/**
 * Access to one element of a flat primitive array whose dtype is known only at run time.
 *
 * <p>This is the one place where the five array types are told apart. The {@code xxxAt} methods
 * convert as Java casts do, and by their own cast per pair of types: a long that went to float
 * through double would be rounded twice.
 */
final class Elements {
  private Elements() {}

  static Object allocate(DType dtype, int size) {
    return Array.newInstance(dtype.componentType(), size);
  }

  /** The dtype of a flat array; refuses anything that is not one of the five array types. */
  static DType dtypeOf(Object flat) {
    Class<?> component = flat.getClass().getComponentType();
    Optional<DType> dtype = DType.ofComponentType(component);
    if (dtype.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a double[], float[], long[], int[] or boolean[], found "
              + flat.getClass().getTypeName());
    }
    return dtype.get();
  }

  static Object copyOfRange(Object flat, int from, int to) {
    Object copy = Array.newInstance(flat.getClass().getComponentType(), to - from);
    System.arraycopy(flat, from, copy, 0, to - from);
    return copy;
  }

  /** A new array of {@code size} copies of the first element of {@code flat}. */
  static Object repeatFirst(Object flat, int size) {
    Object out = Array.newInstance(flat.getClass().getComponentType(), size);
    int done = Math.min(1, size);
    System.arraycopy(flat, 0, out, 0, done);
    while (done < size) {
      int step = Math.min(done, size - done);
      System.arraycopy(out, 0, out, done, step);
      done += step;
    }
    return out;
  }

  static double doubleAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> ((double[]) flat)[i];
      case FLOAT32 -> ((float[]) flat)[i];
      case INT64 -> ((long[]) flat)[i];
      case INT32 -> ((int[]) flat)[i];
      case BOOL -> ((boolean[]) flat)[i] ? 1 : 0;
    };
  }

  static float floatAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> (float) ((double[]) flat)[i];
      case FLOAT32 -> ((float[]) flat)[i];
      case INT64 -> ((long[]) flat)[i];
      case INT32 -> ((int[]) flat)[i];
      case BOOL -> ((boolean[]) flat)[i] ? 1 : 0;
    };
  }

  static long longAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> (long) ((double[]) flat)[i];
      case FLOAT32 -> (long) ((float[]) flat)[i];
      case INT64 -> ((long[]) flat)[i];
      case INT32 -> ((int[]) flat)[i];
      case BOOL -> ((boolean[]) flat)[i] ? 1 : 0;
    };
  }

  static int intAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> (int) ((double[]) flat)[i];
      case FLOAT32 -> (int) ((float[]) flat)[i];
      case INT64 -> (int) ((long[]) flat)[i];
      case INT32 -> ((int[]) flat)[i];
      case BOOL -> ((boolean[]) flat)[i] ? 1 : 0;
    };
  }

  static boolean booleanAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> ((double[]) flat)[i] != 0;
      case FLOAT32 -> ((float[]) flat)[i] != 0;
      case INT64 -> ((long[]) flat)[i] != 0;
      case INT32 -> ((int[]) flat)[i] != 0;
      case BOOL -> ((boolean[]) flat)[i];
    };
  }

  /** The bits of an element, NaN payload and sign of zero included. */
  static long bitsAt(DType dtype, Object flat, int i) {
    return switch (dtype) {
      case FLOAT64 -> Double.doubleToRawLongBits(((double[]) flat)[i]);
      case FLOAT32 -> Float.floatToRawIntBits(((float[]) flat)[i]);
      case INT64, INT32, BOOL -> longAt(dtype, flat, i);
    };
  }

  /** A new array of the elements of {@code flat}, each converted to {@code target}. */
  static Object cast(DType source, Object flat, DType target) {
    int size = Array.getLength(flat);
    Object out = allocate(target, size);
    for (int i = 0; i < size; i++) {
      switch (target) {
        case FLOAT64 -> ((double[]) out)[i] = doubleAt(source, flat, i);
        case FLOAT32 -> ((float[]) out)[i] = floatAt(source, flat, i);
        case INT64 -> ((long[]) out)[i] = longAt(source, flat, i);
        case INT32 -> ((int[]) out)[i] = intAt(source, flat, i);
        case BOOL -> ((boolean[]) out)[i] = booleanAt(source, flat, i);
      }
    }
    return out;
  }
}
