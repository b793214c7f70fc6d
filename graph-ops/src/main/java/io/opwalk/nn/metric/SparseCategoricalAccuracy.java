package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Tensors;

/**
 * Whether the largest prediction is that of the true class, for labels that are numbers of classes;
 * Keras's SparseCategoricalAccuracy. Probabilities and logits give the same. Of equal ones, the
 * first counts.
 */
public record SparseCategoricalAccuracy() implements SparseAccuracy {
  @Override
  public String name() {
    return "sparse_categorical_accuracy";
  }

  @Override
  public Tensor perSample(Tensor labels, Tensor predictions) {
    Tensor classes = Labels.classes(name(), labels, predictions);
    Tensor right = Logic.equal(classes, Reductions.argMax(predictions, -1));
    return Tensors.cast(right, predictions.dtype());
  }
}
