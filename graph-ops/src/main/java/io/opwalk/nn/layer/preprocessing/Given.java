package io.opwalk.nn.layer.preprocessing;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.initializer.Initializer;
import java.util.List;

/**
 * A weight that begins with what was found in data.
 *
 * @param value of the weight's shape
 */
record Given(NDArray value) implements Initializer {
  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    return value.cast(dtype);
  }
}
