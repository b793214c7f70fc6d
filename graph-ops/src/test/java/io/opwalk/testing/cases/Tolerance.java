package io.opwalk.testing.cases;

import io.opwalk.DType;

/**
 * How far a result may be from what the oracle expects, in units in the last place of the result's
 * dtype; see {@link Expected#scale}.
 *
 * @param float64 for float64
 * @param float32 for float32
 * @param absolute whether the scale is itself how far a result may be off
 * @param reason why, in a few words
 */
public record Tolerance(double float64, double float32, boolean absolute, String reason) {
  /** The same bits, but that any NaN will do. */
  public static final Tolerance EXACT = new Tolerance(0, 0, false, "the definition is exact");

  /** Checks that there is a reason. */
  public Tolerance {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a tolerance needs a reason");
    }
  }

  /** As many ulps of either dtype. */
  public static Tolerance ulps(double count, String reason) {
    return new Tolerance(count, count, false, reason);
  }

  /** Different counts for float64 and float32. */
  public static Tolerance ulps(double float64, double float32, String reason) {
    return new Tolerance(float64, float32, false, reason);
  }

  /** As much as the oracle says, element by element, in place of a scale. */
  public static Tolerance asTheOracleSays(String reason) {
    return new Tolerance(0, 0, true, reason);
  }

  /** Whether only the same bits will do. */
  public boolean isExact() {
    return equals(EXACT);
  }

  /** How far from a value a result may be; not at all where the scale is not a finite number. */
  double allowed(double scale, DType dtype) {
    if (!Double.isFinite(scale)) {
      return 0;
    }
    if (absolute) {
      return scale;
    }
    return dtype == DType.FLOAT32
        ? float32 * Math.ulp((float) Math.min(scale, Float.MAX_VALUE))
        : float64 * Math.ulp(scale);
  }
}
