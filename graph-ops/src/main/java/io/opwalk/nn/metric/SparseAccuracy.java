package io.opwalk.nn.metric;

import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.Optional;

/** How often the true class is among the best, for labels that are numbers of classes. */
interface SparseAccuracy extends MeanMetric {
  @Override
  default Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  default TensorType labelType(Tensor predictions) {
    return Labels.numbersOfClasses(predictions);
  }
}
