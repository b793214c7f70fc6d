package io.opwalk.oracle;

import io.opwalk.DType;
import io.opwalk.NDArray;

/**
 * How far apart two arrays are.
 *
 * @param ulps the largest distance of two elements, in units in the last place of the larger one or
 *     of the scale; infinite where two are not to be compared, 0 where both are NaN
 * @param where what differs most, in words
 */
record Distance(double ulps, String where) {
  private static final Distance NONE = new Distance(0, "nothing differs");

  /** The distance of two arrays, at magnitudes no smaller than the scale. */
  static Distance between(NDArray theirs, NDArray ours, double scale) {
    if (theirs.dtype() != ours.dtype() || !theirs.shape().equals(ours.shape())) {
      return new Distance(
          Double.POSITIVE_INFINITY,
          "ONNX Runtime gives " + theirs.describe() + ", Opwalk " + ours.describe());
    }
    Distance worst = NONE;
    for (int i = 0; i < theirs.size(); i++) {
      double ulps = ulps(theirs, ours, i, scale);
      if (ulps > worst.ulps()) {
        worst = new Distance(
            ulps,
            "element " + i + " of " + ours.describe() + ": ONNX Runtime gives " + text(theirs, i)
                + ", Opwalk " + text(ours, i));
      }
    }
    return worst;
  }

  private static double ulps(NDArray theirs, NDArray ours, int i, double scale) {
    if (!ours.dtype().isFloating()) {
      return text(theirs, i).equals(text(ours, i)) ? 0 : Double.POSITIVE_INFINITY;
    }
    double a = element(theirs, i);
    double b = element(ours, i);
    // The zeros are equal here: which of them it is, the standard does not say.
    if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
      return 0;
    }
    double magnitude = Math.max(scale, Math.max(Math.abs(a), Math.abs(b)));
    if (!Double.isFinite(magnitude) || Double.isNaN(a) || Double.isNaN(b)) {
      return Double.POSITIVE_INFINITY;
    }
    double unit = ours.dtype() == DType.FLOAT32 ? Math.ulp((float) magnitude) : Math.ulp(magnitude);
    return Math.abs(a - b) / unit;
  }

  private static double element(NDArray array, int i) {
    return array.dtype() == DType.FLOAT32
        ? array.asFloatBuffer().get(i)
        : array.asDoubleBuffer().get(i);
  }

  private static String text(NDArray array, int i) {
    return switch (array.dtype()) {
      case FLOAT64, FLOAT32 -> Double.toString(element(array, i));
      case INT64 -> Long.toString(array.asLongBuffer().get(i));
      case INT32 -> Integer.toString(array.asIntBuffer().get(i));
      case BOOL -> Boolean.toString(array.reshape(-1).getBoolean(i));
    };
  }
}
