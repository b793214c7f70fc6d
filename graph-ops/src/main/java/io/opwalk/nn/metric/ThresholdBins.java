package io.opwalk.nn.metric;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Counting;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;

/**
 * What came of predictions from 0 to 1 at thresholds at equal distances, the first 0 and the last
 * 1: each element is counted once, by how many thresholds are below it, as in Keras.
 */
final class ThresholdBins {
  private ThresholdBins() {}

  /**
   * The sums of a batch: the weights of what is true and of what is false, for each label and
   * number of thresholds below. In float64, so that they are exact.
   *
   * @param labels how many labels there are
   * @param count how many thresholds there are, 2 or more
   */
  static List<Tensor> sums(Elements elements, int labels, int count) {
    Tensor below = Arithmetic.ceil(Arithmetic.multiply(elements.predictions(), count - 1));
    Tensor first = Arithmetic.multiply(Creation.arange(DType.INT64, labels), count);
    Tensor places = Shapes.flatten(Arithmetic.add(Tensors.cast(below, DType.INT64), first));
    return List.of(
        counted(places, elements.truth(), labels, count),
        counted(places, elements.lies(), labels, count));
  }

  private static Tensor counted(Tensor places, Tensor weights, int labels, int count) {
    Tensor each = Shapes.flatten(Labels.cast(weights, DType.FLOAT64));
    return Shapes.reshape(Counting.bincount(places, each, labels * count), labels, count);
  }

  /**
   * From the totals of {@link #sums}, of one of the labels.
   *
   * @param isFirstBelow whether the first threshold is a little below 0, so that all are above it
   */
  static Confusion of(List<NDArray> totals, int label, boolean isFirstBelow) {
    double[] truePositives = above(totals.get(0), label, isFirstBelow);
    double[] falsePositives = above(totals.get(1), label, isFirstBelow);
    double truth = truePositives[0] + (isFirstBelow ? 0 : totals.get(0).getDouble(label, 0));
    double lies = falsePositives[0] + (isFirstBelow ? 0 : totals.get(1).getDouble(label, 0));
    return Confusion.of(truePositives, falsePositives, truth, lies);
  }

  private static double[] above(NDArray total, int label, boolean isFirstBelow) {
    double[] above = new double[total.dim(1)];
    for (int i = above.length - 1; i > 0; i--) {
      above[i - 1] = above[i] + total.getDouble(label, i);
    }
    above[0] += isFirstBelow ? total.getDouble(label, 0) : 0;
    return above;
  }
}
