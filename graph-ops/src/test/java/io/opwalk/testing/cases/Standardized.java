package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Deviations from a mean in units of a spread, with a bound for the roundings of whoever computes
 * them in two passes, as multiples of the machine epsilon.
 */
final class Standardized {
  private final DType dtype;
  private final List<Integer> shape;
  private final double[] units;
  private final double[] errors;

  private Standardized(DType dtype, List<Integer> shape, double[] units, double[] errors) {
    this.dtype = dtype;
    this.shape = shape;
    this.units = units;
    this.errors = errors;
  }

  /** By mean and variance of the elements that differ only along some axes. */
  static Standardized along(NDArray x, List<Integer> axes, double epsilon) {
    double[] means = spread(x, axes, Precisely::mean);
    double[] variances = spread(x, axes, Precisely::variance);
    return by(x, means, variances, epsilon, spread(x, axes, group -> (double) group.size()));
  }

  /** By the mean of the squares of such elements, with nothing subtracted. */
  static Standardized bySquares(NDArray x, List<Integer> axes, double epsilon) {
    double[] squares = spread(
        x,
        axes,
        group -> Precisely.mean(group.stream().map(value -> value * value).toList()));
    double[] none = new double[squares.length];
    return by(x, none, squares, epsilon, spread(x, axes, group -> (double) group.size()));
  }

  /** By means and variances that are given along some axes. */
  static Standardized with(
      NDArray x, NDArray means, NDArray variances, List<Integer> axes, double epsilon) {
    double[] ones = new double[x.size()];
    Arrays.fill(ones, 1);
    return by(
        x, repeated(means, x.shape(), axes), repeated(variances, x.shape(), axes), epsilon, ones);
  }

  private static Standardized by(
      NDArray x, double[] means, double[] variances, double epsilon, double[] counts) {
    double[] values = Elements.doubles(x);
    double unit = x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
    double magnitude = largest(x);
    double[] units = new double[values.length];
    double[] errors = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double variance = variances[i] + epsilon;
      double meanError = means[i] == 0 ? 0 : (counts[i] + 2) * (magnitude + Math.abs(means[i]));
      units[i] = (values[i] - means[i]) / Math.sqrt(variance);
      // The root halves the relative error of the variance, in which that of the mean is squared.
      double spreadError = counts[i] + 8 + unit * meanError * meanError / variance;
      errors[i] = meanError / Math.sqrt(variance) + Math.abs(units[i]) * spreadError;
    }
    return new Standardized(x.dtype(), x.shape(), units, errors);
  }

  /** One number for each group of elements, at each of its elements. */
  private static double[] spread(
      NDArray x, List<Integer> axes, ToDoubleFunction<List<Double>> function) {
    NDArray kept = Groups.along(x, axes, true).numbers(function, group -> 0).values();
    return Elements.doubles(
        Grid.gather(kept, x.shape(), index -> Grid.repeated(index, kept.shape())));
  }

  private static double[] repeated(NDArray parameter, List<Integer> shape, List<Integer> axes) {
    return Elements.doubles(
        Grid.gather(parameter, shape, index -> axes.stream().map(index::get).toList()));
  }

  /** The largest finite magnitude. */
  static double largest(NDArray x) {
    return Arrays.stream(Elements.doubles(x))
        .map(Math::abs)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  Standardized reshaped(List<Integer> newShape) {
    return new Standardized(dtype, newShape, units, errors);
  }

  Expected expected() {
    return new Expected(array(units), errors);
  }

  /** Multiplied by a scale and shifted by a bias, which have some of the axes. */
  Expected scaled(NDArray scale, NDArray bias, List<Integer> axes) {
    double[] factors = repeated(scale, shape, axes);
    double[] shifts = repeated(bias, shape, axes);
    double[] values = new double[units.length];
    double[] bounds = new double[units.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = units[i] * factors[i] + shifts[i];
      bounds[i] =
          Math.abs(factors[i]) * (errors[i] + 2 * Math.abs(units[i])) + 2 * Math.abs(shifts[i]);
    }
    return new Expected(array(values), bounds);
  }

  private NDArray array(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return Elements.array(DType.FLOAT64, shape, list);
  }
}
