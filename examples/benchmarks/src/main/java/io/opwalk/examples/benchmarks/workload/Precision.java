package io.opwalk.examples.benchmarks.workload;

import java.util.Locale;

/** Which floating type a workload is computed in. */
public enum Precision {
  /** {@code double}. */
  F64,
  /** {@code float}. */
  F32;

  /** A new flat array of this type. */
  public Object newArray(int size) {
    return this == F64 ? new double[size] : new float[size];
  }

  /** The size of an element in bytes. */
  public int bytes() {
    return this == F64 ? Double.BYTES : Float.BYTES;
  }

  /**
   * The precision of the given text, as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Precision of(String text) {
    for (Precision precision : values()) {
      if (precision.toString().equals(text)) {
        return precision;
      }
    }
    throw new IllegalArgumentException("expected f64 or f32, found '" + text + "'");
  }

  /** {@code f64} or {@code f32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
