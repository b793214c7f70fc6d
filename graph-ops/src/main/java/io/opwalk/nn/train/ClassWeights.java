package io.opwalk.nn.train;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.data.Samples;
import java.util.Map;

/** Makes weights of samples from those of their classes. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * The samples, each with the weight of its class.
   *
   * @throws IllegalArgumentException where the samples have weights already, there are labels of
   *     several outputs, or a label is no class
   */
  static Samples apply(Map<Integer, Double> weights, Samples samples) {
    if (weights.isEmpty()) {
      return samples;
    }
    if (!samples.weights().isEmpty()) {
      throw new IllegalArgumentException(
          "give class weights or sample weights, not both: multiply them where both are meant");
    }
    if (samples.labels().size() != 1) {
      throw new IllegalArgumentException("class weights are for models of one output, found labels"
          + " of " + samples.labels().size());
    }
    NDArray labels = samples.labels().get(0);
    if (labels.rank() > 2) {
      throw new IllegalArgumentException(
          "class weights need labels of shape (n,), (n, 1) or (n, classes), found "
              + labels.describe());
    }
    NDArray numbers = labels.dtype() == DType.BOOL ? labels.cast(DType.INT32) : labels;
    double[] each = new double[samples.size()];
    for (int row = 0; row < each.length; row++) {
      each[row] = weights.getOrDefault(classOf(numbers, row), 1.0);
    }
    return samples.withWeights(NDArray.wrap(each, each.length));
  }

  private static int classOf(NDArray labels, int row) {
    if (labels.rank() == 1) {
      return whole(labels.getDouble(row), labels, row);
    }
    if (labels.dim(1) == 1) {
      return whole(labels.getDouble(row, 0), labels, row);
    }
    int largest = 0;
    for (int i = 1; i < labels.dim(1); i++) {
      if (labels.getDouble(row, i) > labels.getDouble(row, largest)) {
        largest = i;
      }
    }
    return largest;
  }

  private static int whole(double label, NDArray labels, int row) {
    if (label != Math.rint(label) || Math.abs(label) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("class weights need labels that are classes, found "
          + label + " for sample " + row + " of " + labels.describe());
    }
    return (int) label;
  }
}
