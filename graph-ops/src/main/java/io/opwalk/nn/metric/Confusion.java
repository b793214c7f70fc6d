package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.Arrays;
import java.util.List;

/**
 * What came of yes-or-no predictions at some thresholds, each predicting yes where it is below the
 * prediction: how much weight was rightly and wrongly said to be yes, and to be no.
 *
 * @param truePositives for each threshold
 * @param falsePositives for each threshold
 * @param trueNegatives for each threshold
 * @param falseNegatives for each threshold
 */
record Confusion(
    double[] truePositives,
    double[] falsePositives,
    double[] trueNegatives,
    double[] falseNegatives) {
  /**
   * The sums of a batch: true positives and false positives, for each label and threshold, and the
   * weights of what is true and false, for each label.
   */
  static List<Tensor> sums(Elements elements, double... thresholds) {
    Tensor predictions = elements.predictions();
    NDArray bounds = NDArray.wrap(thresholds.clone(), thresholds.length);
    Tensor said = Logic.greater(
        Shapes.expandDims(predictions, -1), Tensors.constant(bounds.cast(predictions.dtype())));
    return List.of(
        where(said, elements.truth()),
        where(said, elements.lies()),
        Reductions.sum(elements.truth(), 0),
        Reductions.sum(elements.lies(), 0));
  }

  private static Tensor where(Tensor said, Tensor weights) {
    return Reductions.sum(Logic.where(said, Shapes.expandDims(weights, -1), 0), 0);
  }

  /** From the totals of {@link #sums}, of one of the labels. */
  static Confusion of(List<NDArray> totals, int label) {
    return of(
        row(totals.get(0), label),
        row(totals.get(1), label),
        totals.get(2).getDouble(label),
        totals.get(3).getDouble(label));
  }

  private static double[] row(NDArray total, int label) {
    return total.slice(label, label + 1).toDoubles();
  }

  /**
   * From what is rightly and wrongly said to be true, and the weights of what is true and false.
   */
  static Confusion of(double[] truePositives, double[] falsePositives, double truth, double lies) {
    double[] trueNegatives =
        Arrays.stream(falsePositives).map(each -> lies - each).toArray();
    double[] falseNegatives =
        Arrays.stream(truePositives).map(each -> truth - each).toArray();
    return new Confusion(truePositives, falsePositives, trueNegatives, falseNegatives);
  }

  int thresholds() {
    return truePositives.length;
  }

  /** How much of what is said to be true is. */
  double precision(int i) {
    return Ratio.of(truePositives[i], truePositives[i] + falsePositives[i]);
  }

  /** How much of what is true is said to be; also called sensitivity. */
  double recall(int i) {
    return Ratio.of(truePositives[i], truePositives[i] + falseNegatives[i]);
  }

  /** How much of what is false is said to be. */
  double specificity(int i) {
    return Ratio.of(trueNegatives[i], trueNegatives[i] + falsePositives[i]);
  }

  /** How much of what is false is said to be true. */
  double fallout(int i) {
    return Ratio.of(falsePositives[i], falsePositives[i] + trueNegatives[i]);
  }
}
