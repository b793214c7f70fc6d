package io.opwalk.testing.cases;

/**
 * How far a result may be from what the oracle expects, in units in the last place of the result's
 * dtype; see {@link Expected#scale}.
 *
 * @param float64 for float64
 * @param float32 for float32
 * @param reason why, in a few words
 */
public record Tolerance(double float64, double float32, String reason) {
  /** The same bits, but that any NaN will do. */
  public static final Tolerance EXACT = new Tolerance(0, 0, "the definition is exact");

  /** Checks that there is a reason. */
  public Tolerance {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a tolerance needs a reason");
    }
  }

  /** As many ulps of either dtype. */
  public static Tolerance ulps(double count, String reason) {
    return new Tolerance(count, count, reason);
  }

  /** Different counts for float64 and float32. */
  public static Tolerance ulps(double float64, double float32, String reason) {
    return new Tolerance(float64, float32, reason);
  }

  /** Whether only the same bits will do. */
  public boolean isExact() {
    return float64 == 0 && float32 == 0;
  }
}
