package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.data.Samples;
import java.util.Collections;
import java.util.List;

/** What weights of samples look like. */
final class WeightRanks {
  private WeightRanks() {}

  /** Their ranks, one for each label; none where the samples have no weights. */
  static List<Integer> of(Samples samples, int labels) {
    List<NDArray> weights = samples.weights();
    return weights.size() == 1
        ? Collections.nCopies(labels, weights.get(0).rank())
        : weights.stream().map(NDArray::rank).toList();
  }
}
