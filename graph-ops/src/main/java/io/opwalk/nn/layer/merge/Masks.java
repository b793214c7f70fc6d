package io.opwalk.nn.layer.merge;

import io.opwalk.Tensor;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.ops.Logic;
import java.util.Optional;

/** The mask of what is merged. */
final class Masks {
  private Masks() {}

  /** What all masks of the inputs admit; empty where none has a mask. */
  static Optional<Tensor> all(CallContext context) {
    Optional<Tensor> all = Optional.empty();
    for (int i = 0; i < context.inputs().size(); i++) {
      Optional<Tensor> mask = context.mask(i);
      if (mask.isPresent()) {
        all = Optional.of(all.isEmpty() ? mask.get() : Logic.logicalAnd(all.get(), mask.get()));
      }
    }
    return all;
  }
}
