package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;

/** How the numbers of categories become features. */
public enum Encoding {
  /** A 1 in the place of the category: each number has a vector of its own. */
  ONE_HOT,
  /** A 1 in the place of each category that occurs along the last axis. */
  MULTI_HOT,
  /** How often each category occurs along the last axis. */
  COUNT;

  /**
   * Numbers to features, in a last axis.
   *
   * @param numbers integers from 0 to one below {@code categories}
   */
  Tensor encode(Tensor numbers, int categories, DType dtype) {
    int rank = numbers.shape().rank();
    boolean one = rank > 1
        && numbers.shape().dim(-1).fixedSize().isPresent()
        && numbers.shape().dim(-1).fixedSize().getAsLong() == 1;
    if (this == ONE_HOT) {
      Tensor single = one ? Shapes.squeeze(numbers, rank - 1) : numbers;
      return Indexing.oneHot(single, categories, dtype);
    }
    Tensor each =
        Indexing.oneHot(rank == 0 ? Shapes.expandDims(numbers, 0) : numbers, categories, dtype);
    return this == COUNT ? Reductions.sum(each, -2) : Reductions.max(each, -2);
  }
}
