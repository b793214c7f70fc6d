package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
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
   *
   * @param labels of shape (n, labels); what is not 0 is true
   * @param predictions of the same type
   * @param weights for each sample and label, of the same type, if any
   * @param thresholds in ascending order
   */
  static List<Tensor> sums(
      Tensor labels, Tensor predictions, SampleWeights weights, double... thresholds) {
    Tensor isTrue = Logic.notEqual(labels, 0);
    Tensor truth = weights.apply(Tensors.cast(isTrue, predictions.dtype()));
    Tensor lies = weights.apply(Tensors.cast(Logic.logicalNot(isTrue), predictions.dtype()));
    NDArray bounds = NDArray.wrap(thresholds.clone(), thresholds.length);
    Tensor said = Logic.greater(
        Shapes.expandDims(predictions, -1), Tensors.constant(bounds.cast(predictions.dtype())));
    return List.of(
        where(said, truth), where(said, lies), Reductions.sum(truth, 0), Reductions.sum(lies, 0));
  }

  private static Tensor where(Tensor said, Tensor weights) {
    return Reductions.sum(Logic.where(said, Shapes.expandDims(weights, -1), 0), 0);
  }

  /** As {@link #sums(Tensor, Tensor, SampleWeights, double...)}, all elements being one label. */
  static List<Tensor> flatSums(
      Tensor labels, Tensor predictions, SampleWeights weights, double... thresholds) {
    SampleWeights each = SampleWeights.none();
    if (!weights.isNone()) {
      Tensor spread = weights.apply(Tensors.onesLike(predictions));
      each = SampleWeights.of(column(spread));
    }
    return sums(column(labels), column(predictions), each, thresholds);
  }

  private static Tensor column(Tensor x) {
    return Shapes.expandDims(Shapes.flatten(x), 1);
  }

  /** From the totals of {@link #sums}, of one of the labels. */
  static Confusion of(List<NDArray> totals, int label) {
    int thresholds = totals.get(0).dim(1);
    double truth = totals.get(2).getDouble(label);
    double lies = totals.get(3).getDouble(label);
    double[] truePositives = new double[thresholds];
    double[] falsePositives = new double[thresholds];
    double[] trueNegatives = new double[thresholds];
    double[] falseNegatives = new double[thresholds];
    for (int i = 0; i < thresholds; i++) {
      truePositives[i] = totals.get(0).getDouble(label, i);
      falsePositives[i] = totals.get(1).getDouble(label, i);
      trueNegatives[i] = lies - falsePositives[i];
      falseNegatives[i] = truth - truePositives[i];
    }
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
