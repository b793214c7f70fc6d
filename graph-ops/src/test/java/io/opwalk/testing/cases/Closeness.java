package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import java.util.Optional;

/** Compares arrays, and says where and how they differ. */
public final class Closeness {
  private Closeness() {}

  /**
   * The first difference in dtype, shape or bits; empty where there is none. All NaNs are one: Java
   * leaves open which of them an operation gives.
   */
  public static Optional<String> differenceInBits(NDArray expected, NDArray actual) {
    if (expected.dtype() != actual.dtype()) {
      return differs("dtype", expected, actual);
    }
    return difference(Expected.of(expected), actual, Tolerance.EXACT);
  }

  /** The first element that is too far from what is expected; empty where there is none. */
  public static Optional<String> difference(
      Expected expected, NDArray actual, Tolerance tolerance) {
    DType wanted = expected.values().dtype();
    boolean rounded = wanted == DType.FLOAT64 && actual.dtype() == DType.FLOAT32;
    if (wanted != actual.dtype() && !rounded) {
      return differs("dtype", expected.values(), actual);
    }
    if (!expected.values().shape().equals(actual.shape())) {
      return differs("shape", expected.values(), actual);
    }
    List<Object> ours = Elements.list(expected.values());
    List<Object> theirs = Elements.list(actual);
    for (int i = 0; i < ours.size(); i++) {
      Object a = rounded && tolerance.isExact()
          ? (Object) (double) ((Double) ours.get(i)).floatValue()
          : ours.get(i);
      Object b = theirs.get(i);
      // Equal to the bit: Double.equals tells the zeros apart, and takes all NaNs for one.
      boolean close = expected.open().get(i)
          || a.equals(b)
          || !tolerance.isExact()
              && a instanceof Double x
              && isClose(x, (Double) b, expected.scale()[i], actual.dtype(), tolerance);
      if (!close) {
        return Optional.of("element " + i + " of " + actual.describe() + ": expected " + a
            + ", found " + b + distance(a, b, expected, i, actual.dtype(), tolerance));
      }
    }
    return Optional.empty();
  }

  private static boolean isClose(
      double expected, double actual, double scale, DType dtype, Tolerance tolerance) {
    if (!Double.isFinite(expected) || Double.isNaN(actual)) {
      // Equal bits have been seen before.
      return false;
    }
    double largest = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    if (Double.isInfinite(actual)) {
      // A true value that the dtype can just not hold may round to infinity.
      return Math.abs(expected) > largest * (1 - 0x1p-20) && expected > 0 == actual > 0;
    }
    return Math.abs(expected - actual) <= tolerance.allowed(scale, dtype);
  }

  private static String distance(
      Object a, Object b, Expected expected, int i, DType dtype, Tolerance tolerance) {
    if (tolerance.isExact() || !(a instanceof Double x)) {
      return "";
    }
    return ", off by " + Math.abs(x - (Double) b) + ", allowed "
        + tolerance.allowed(expected.scale()[i], dtype) + " (" + tolerance.reason() + ")";
  }

  private static Optional<String> differs(String what, NDArray expected, NDArray actual) {
    return Optional.of(what + ": expected " + expected.describe() + ", found " + actual.describe());
  }
}
