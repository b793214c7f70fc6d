package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.logicalOr;
import static io.opwalk.ops.Logic.where;

import io.opwalk.Tensor;
import io.opwalk.ops.Reductions;

/** By how much predictions fail to be on the right side of 0 by a margin of 1. */
final class Margins {
  private Margins() {}

  /** {@code max(1 - y p, 0)} for labels -1 or 1; 0 or 1 where all labels are one of these. */
  static Tensor of(Tensor labels, Tensor predictions) {
    Tensor isBinary = Reductions.all(logicalOr(equal(labels, 0), equal(labels, 1)));
    Tensor signs = where(isBinary, subtract(multiply(2, labels), 1), labels);
    return maximum(subtract(1, multiply(signs, predictions)), 0);
  }
}
