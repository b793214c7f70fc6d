package io.opwalk.testing.cases;

import io.opwalk.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random arguments: all exponents alike, where a function is interesting, and near its corners. */
final class Samples {
  private Samples() {}

  /** The nearest value of a floating dtype. */
  static double rounded(double value, DType dtype) {
    return dtype == DType.FLOAT32 ? (float) value : value;
  }

  static List<double[]> draw(ScalarCase row, DType dtype, int count, Random random) {
    List<double[]> points = new ArrayList<>(count);
    while (points.size() < count) {
      int kind = random.nextInt(10);
      boolean inFocus = kind < 4 && !row.focus().isEmpty();
      double[] point =
          inFocus ? focused(row, dtype, random) : anywhere(row, dtype, random, kind < 6);
      points.add(row.isKnown(point) ? point : focused(row, dtype, random));
    }
    return points;
  }

  private static double[] focused(ScalarCase row, DType dtype, Random random) {
    return row.focus().get(random.nextInt(row.focus().size())).point(random, dtype);
  }

  private static double[] anywhere(
      ScalarCase row, DType dtype, Random random, boolean nearCorners) {
    double[] point = new double[row.function().arity()];
    for (int i = 0; i < point.length; i++) {
      if (row.inputType(i, dtype) == DType.BOOL) {
        point[i] = random.nextInt(2);
      } else if (nearCorners && !row.corners().isEmpty()) {
        point[i] = near(row.corners().get(random.nextInt(row.corners().size())), dtype, random);
      } else {
        point[i] = anyFinite(dtype, random);
      }
    }
    return point;
  }

  /** A random pattern of bits: every exponent is as likely as every other, subnormals too. */
  private static double anyFinite(DType dtype, Random random) {
    double value;
    do {
      value = dtype == DType.FLOAT32
          ? Float.intBitsToFloat(random.nextInt())
          : Double.longBitsToDouble(random.nextLong());
    } while (!Double.isFinite(value));
    return value;
  }

  /** A few steps of the dtype from the corner, or a small fraction of it. */
  private static double near(double corner, DType dtype, Random random) {
    double limit = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    double held = Math.max(-limit, Math.min(corner, limit));
    return Math.max(-limit, Math.min(beside(held, dtype, random), limit));
  }

  private static double beside(double corner, DType dtype, Random random) {
    if (random.nextBoolean()) {
      int steps = random.nextInt(9) - 4;
      double ulp = dtype == DType.FLOAT32 ? Math.ulp((float) corner) : Math.ulp(corner);
      return rounded(rounded(corner, dtype) + steps * ulp, dtype);
    }
    double off = Math.scalb(random.nextDouble(), -random.nextInt(50));
    double unit = corner == 0 ? 1 : corner;
    return rounded(random.nextBoolean() ? corner + off * unit : corner - off * unit, dtype);
  }
}
