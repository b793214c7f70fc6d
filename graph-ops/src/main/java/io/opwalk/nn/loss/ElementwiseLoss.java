package io.opwalk.nn.loss;

import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;

/** A loss that has a value for each element, averaged over the last axis. */
interface ElementwiseLoss extends Loss {
  /** The value of each element, of labels and predictions of one type. */
  Tensor each(Tensor labels, Tensor predictions);

  @Override
  default Tensor perSample(Tensor labels, Tensor predictions) {
    Pairs pair = Pairs.of(name(), labels, predictions);
    return Reductions.mean(each(pair.labels(), pair.predictions()), -1);
  }
}
