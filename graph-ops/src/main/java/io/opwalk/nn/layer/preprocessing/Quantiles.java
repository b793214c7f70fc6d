package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;

/** Boundaries between equal shares of some data, by the summary that Keras takes of it. */
final class Quantiles {
  private Quantiles() {}

  /**
   * The boundaries between so many intervals.
   *
   * @param epsilon how exact they are: the summary has about {@code 1 / epsilon} values
   */
  static List<Double> boundaries(NDArray data, int intervals, double epsilon) {
    if (intervals < 2 || !(epsilon > 0 && epsilon <= 1) || data.size() < 2) {
      throw new IllegalArgumentException("takes 2 values and 2 intervals or more, and an epsilon"
          + " above 0 and up to 1, found " + data.size() + ", " + intervals + " and " + epsilon);
    }
    double[] values = data.cast(DType.FLOAT64).toDoubles();
    Arrays.sort(values);
    Summary all = summary(values, epsilon);
    Summary shares = all.compressed(epsilon).compressed(1.0 / intervals);
    List<Double> boundaries = new ArrayList<>();
    for (int i = 0; i < shares.values().length - 1; i++) {
      boundaries.add(shares.values()[i]);
    }
    return List.copyOf(boundaries);
  }

  /** Every so manieth value, and how many each stands for. */
  private static Summary summary(double[] sorted, double epsilon) {
    double increment = sorted.length * epsilon;
    double step = Math.max(increment, 1);
    List<Double> values = new ArrayList<>();
    for (int i = (int) increment; i < sorted.length; i += (int) step) {
      values.add(sorted[i]);
    }
    double[] weights = new double[values.size()];
    Arrays.fill(weights, step);
    return new Summary(values.stream().mapToDouble(Double::doubleValue).toArray(), weights);
  }

  private record Summary(double[] values, double[] weights) {
    /**
     * Down to one value for each share of the data, {@code epsilon} of it, in between if need be.
     */
    Summary compressed(double epsilon) {
      if (values.length * epsilon < 1) {
        return this;
      }
      double[] sums = weights.clone();
      for (int i = 1; i < sums.length; i++) {
        sums[i] += sums[i - 1];
      }
      double total = sums[sums.length - 1];
      int count = (int) Math.ceil(1 / epsilon);
      double[] newValues = new double[count];
      double[] newWeights = new double[count];
      DoubleUnaryOperator valueAt = line(sums, values);
      DoubleUnaryOperator sumAt = line(sums, sums);
      double before = 0;
      for (int i = 0; i < count; i++) {
        double at = (epsilon + i * epsilon) * total;
        newValues[i] = valueAt.applyAsDouble(at);
        newWeights[i] = sumAt.applyAsDouble(at) - before;
        before += newWeights[i];
      }
      return new Summary(newValues, newWeights);
    }

    /** Linear between points, and constant beyond them. */
    private static DoubleUnaryOperator line(double[] x, double[] y) {
      if (x.length == 1) {
        return at -> y[0];
      }
      UnivariateFunction between = new LinearInterpolator().interpolate(x, y);
      return at -> between.value(Math.min(Math.max(at, x[0]), x[x.length - 1]));
    }
  }
}
