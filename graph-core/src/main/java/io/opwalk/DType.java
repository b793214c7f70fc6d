package io.opwalk;

import java.util.Locale;
import java.util.Optional;

/**
 * The type of one element of a tensor or array.
 *
 * <p>The constants are declared from the widest floating type to {@code BOOL}; nothing depends on
 * that order. Dtypes never widen silently: an operation that needs another dtype says so, and the
 * user writes a cast.
 */
public enum DType {
  /** IEEE 754 binary64, a Java {@code double}. */
  FLOAT64(double.class, Double.BYTES),
  /** IEEE 754 binary32, a Java {@code float}. */
  FLOAT32(float.class, Float.BYTES),
  /** 64-bit two's complement, a Java {@code long}. */
  INT64(long.class, Long.BYTES),
  /** 32-bit two's complement, a Java {@code int}. */
  INT32(int.class, Integer.BYTES),
  /** {@code true} or {@code false}; one byte where arrays are written as bytes. */
  BOOL(boolean.class, 1);

  private final Class<?> componentType;
  private final int byteSize;
  private final String text;

  DType(Class<?> componentType, int byteSize) {
    this.componentType = componentType;
    this.byteSize = byteSize;
    this.text = name().toLowerCase(Locale.ROOT);
  }

  /**
   * The dtype whose elements are kept in Java arrays of {@code componentType}; empty for every
   * class other than the five primitive classes above (boxed classes and {@code byte.class}
   * included).
   */
  public static Optional<DType> ofComponentType(Class<?> componentType) {
    for (DType dtype : values()) {
      if (dtype.componentType == componentType) {
        return Optional.of(dtype);
      }
    }
    return Optional.empty();
  }

  /** Whether this is {@link #FLOAT64} or {@link #FLOAT32}. */
  public boolean isFloating() {
    return this == FLOAT64 || this == FLOAT32;
  }

  /** Whether this is {@link #INT64} or {@link #INT32}. */
  public boolean isInteger() {
    return this == INT64 || this == INT32;
  }

  /** Whether arithmetic is defined on this dtype: every dtype but {@link #BOOL}. */
  public boolean isNumeric() {
    return this != BOOL;
  }

  /** The size of one element in bytes, as {@link NDArray#putInto} writes it. */
  public int byteSize() {
    return byteSize;
  }

  /** The primitive class of one element, for example {@code double.class}. */
  public Class<?> componentType() {
    return componentType;
  }

  /**
   * The name users know: {@code float64}, {@code float32}, {@code int64}, {@code int32},
   * {@code bool}.
   */
  @Override
  public String toString() {
    return text;
  }
}
