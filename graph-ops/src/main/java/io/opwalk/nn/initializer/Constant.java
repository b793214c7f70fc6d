package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;

/**
 * One value throughout. Needs no seed.
 *
 * @param value the value
 */
public record Constant(double value) implements Initializer {
  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    return NDArray.full(dtype, value, shape.stream().mapToInt(Integer::intValue).toArray());
  }
}
