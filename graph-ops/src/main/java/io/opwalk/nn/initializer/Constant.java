package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
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

  @Override
  public String className() {
    return value == 0 ? "Zeros" : value == 1 ? "Ones" : "Constant";
  }

  @Override
  public Config config() {
    return value == 0 || value == 1
        ? Config.empty()
        : Config.builder().put("value", value).build();
  }
}
