package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;

/**
 * Yes-or-no labels and predictions of shape (n, labels), as what is counted of them.
 *
 * @param truth the weight of each element that is true, 0 elsewhere
 * @param lies the weight of each element that is false, 0 elsewhere
 * @param predictions of the same type
 */
record Elements(Tensor truth, Tensor lies, Tensor predictions) {
  /**
   * Of labels of their own.
   *
   * @param labels of shape (n, labels); what is not 0 is true
   * @param predictions of the same type
   */
  static Elements of(Tensor labels, Tensor predictions, SampleWeights weights) {
    Tensor isTrue = Logic.notEqual(labels, 0);
    return new Elements(
        weights.apply(Tensors.cast(isTrue, predictions.dtype())),
        weights.apply(Tensors.cast(Logic.logicalNot(isTrue), predictions.dtype())),
        predictions);
  }

  /** Of any shape (n, ...), all elements being one label. */
  static Elements flat(Tensor labels, Tensor predictions, SampleWeights weights) {
    Elements shaped = of(labels, predictions, weights);
    return new Elements(column(shaped.truth), column(shaped.lies), column(shaped.predictions));
  }

  private static Tensor column(Tensor x) {
    return Shapes.expandDims(Shapes.flatten(x), 1);
  }
}
