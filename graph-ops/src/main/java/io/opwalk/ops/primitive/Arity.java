package io.opwalk.ops.primitive;

import io.opwalk.TensorType;
import java.util.List;

/** The first line of most type rules. */
final class Arity {
  private Arity() {}

  static void require(int expected, List<TensorType> inputs) {
    if (inputs.size() != expected) {
      throw new IllegalArgumentException("takes " + expected
          + (expected == 1 ? " input" : " inputs") + ", found " + inputs.size());
    }
  }
}
