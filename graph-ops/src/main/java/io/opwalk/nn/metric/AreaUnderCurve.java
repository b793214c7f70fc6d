package io.opwalk.nn.metric;

import io.opwalk.nn.metric.AUC.Curve;
import io.opwalk.nn.metric.AUC.Summation;

/** The area under a curve between its points, which go from right to left as thresholds rise. */
final class AreaUnderCurve {
  private AreaUnderCurve() {}

  static double of(Confusion points, Curve curve, Summation summation) {
    double area = 0;
    for (int i = 0; i + 1 < points.thresholds(); i++) {
      area += curve == Curve.PR && summation == Summation.INTERPOLATION
          ? betweenCounts(points, i)
          : between(points, i, curve, summation);
    }
    return area;
  }

  private static double between(Confusion points, int i, Curve curve, Summation summation) {
    double width = curve == Curve.ROC
        ? points.fallout(i) - points.fallout(i + 1)
        : points.recall(i) - points.recall(i + 1);
    double right = curve == Curve.ROC ? points.recall(i) : points.precision(i);
    double left = curve == Curve.ROC ? points.recall(i + 1) : points.precision(i + 1);
    double height = switch (summation) {
      case INTERPOLATION -> (right + left) / 2;
      case MAJORING -> Math.max(right, left);
      case MINORING -> Math.min(right, left);
    };
    return width * height;
  }

  /**
   * Precision over recall, where true positives t and all that is said to be true, s, are on a line
   * {@code t = a + b s}: the integral of t / s in t, which is b (dt + a log(s1 / s0)), over all
   * that is true. Where s begins at 0, the precision is b throughout.
   */
  private static double betweenCounts(Confusion points, int i) {
    double[] t = points.truePositives();
    double high = t[i] + points.falsePositives()[i];
    double low = t[i + 1] + points.falsePositives()[i + 1];
    double gained = t[i] - t[i + 1];
    double slope = Ratio.of(gained, Math.max(high - low, 0));
    double intercept = t[i + 1] - slope * low;
    double log = high > 0 && low > 0 ? Math.log(high / low) : 0;
    double truth = t[i + 1] + points.falseNegatives()[i + 1];
    return Ratio.of(slope * (gained + intercept * log), Math.max(truth, 0));
  }
}
