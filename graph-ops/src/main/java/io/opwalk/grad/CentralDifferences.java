package io.opwalk.grad;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.spi.CompiledFunction;

/** The slopes of a weighted sum of a function's output, in one element of one input at a time. */
final class CentralDifferences {
  private final CompiledFunction function;
  private final Feed others;
  private final Tensor tensor;
  private final NDArray point;
  private final double[] weights;
  private final double epsilon;

  /**
   * The slopes around {@code point}.
   *
   * @param feed values for the function's inputs; one for {@code tensor} is ignored
   * @param tensor the input that is varied
   * @param weights one per element of the output
   */
  CentralDifferences(
      CompiledFunction function,
      Feed feed,
      Tensor tensor,
      NDArray point,
      NDArray weights,
      double epsilon) {
    this.function = function;
    this.tensor = tensor;
    this.point = point;
    this.weights = doubles(weights);
    this.epsilon = epsilon;
    Feed kept = Feed.empty();
    for (Tensor other : feed.tensors()) {
      if (other != tensor) {
        kept = kept.and(other, feed.get(other).orElseThrow());
      }
    }
    this.others = kept;
  }

  /** The sum of the magnitudes of all terms, at the point itself. */
  double scale() {
    double[] values = valuesAt(point);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.abs(values[i] * weights[i]);
    }
    return sum;
  }

  /** The slope in one element, counted in row-major order. */
  double slope(int element) {
    double at = doubles(point)[element];
    double step = Math.cbrt(epsilon) * Math.max(1, Math.abs(at));
    NDArray above = moved(element, at + step);
    NDArray below = moved(element, at - step);
    double[] high = valuesAt(above);
    double[] low = valuesAt(below);
    // Summed as differences: the weighted sums themselves would cancel.
    double rise = 0;
    for (int i = 0; i < weights.length; i++) {
      rise += (high[i] - low[i]) * weights[i];
    }
    // The step as the dtype has rounded it, not as it was meant.
    return rise / (doubles(above)[element] - doubles(below)[element]);
  }

  private NDArray moved(int element, double to) {
    double[] values = doubles(point);
    values[element] = to;
    return NDArray.of(point.shape(), values).cast(point.dtype());
  }

  private double[] valuesAt(NDArray value) {
    return doubles(function.callSingle(others.and(tensor, value)));
  }

  static double[] doubles(NDArray array) {
    return array.cast(DType.FLOAT64).toDoubles();
  }
}
