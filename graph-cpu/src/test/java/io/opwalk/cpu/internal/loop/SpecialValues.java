package io.opwalk.cpu.internal.loop;

import io.opwalk.DType;
import java.util.List;

/** The elements of each dtype at which arithmetic goes wrong first. */
public final class SpecialValues {
  private static final List<Double> DOUBLES = List.of(
      0.0,
      -0.0,
      1.0,
      -1.0,
      0.5,
      -0.5,
      1.5,
      2.5,
      -2.5,
      3.0,
      7.25,
      -1e-3,
      1e10,
      -1e10,
      1e19,
      709.0,
      1e300,
      -1e300,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN);

  private static final List<Float> FLOATS = List.of(
      0.0f,
      -0.0f,
      1.0f,
      -1.0f,
      0.5f,
      -0.5f,
      1.5f,
      2.5f,
      -2.5f,
      3.0f,
      7.25f,
      0.1f,
      -1e-3f,
      1e10f,
      16777217.0f,
      88.0f,
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN);

  private static final List<Long> LONGS = List.of(
      0L,
      1L,
      -1L,
      2L,
      3L,
      -7L,
      31L,
      32L,
      63L,
      64L,
      46341L,
      (1L << 53) + 1,
      1L << 31,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      Long.MIN_VALUE + 1);

  private static final List<Integer> INTS = List.of(
      0,
      1,
      -1,
      2,
      3,
      -7,
      31,
      32,
      33,
      46341,
      (1 << 24) + 1,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Integer.MIN_VALUE + 1);

  private SpecialValues() {}

  /** The elements, boxed. */
  public static List<? extends Object> of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> DOUBLES;
      case FLOAT32 -> FLOATS;
      case INT64 -> LONGS;
      case INT32 -> INTS;
      case BOOL -> List.of(false, true);
    };
  }
}
