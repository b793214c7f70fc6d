package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.Configurable;
import java.util.List;

/** How a weight gets its first value. A pure function: equal arguments give equal bits. */
@FunctionalInterface
public interface Initializer extends Configurable {
  /**
   * The first value of a weight.
   *
   * @param dtype a floating dtype; float32 values are float64 values rounded
   * @param shape the weight's shape; a kernel's last two axes are inputs and outputs, the axes in
   *     front of them are space
   * @param seed what random values depend on
   */
  NDArray initialize(DType dtype, List<Integer> shape, long seed);

  /**
   * The class name.
   *
   * @throws UnsupportedOperationException for a function of one's own that does not say
   */
  @Override
  default String className() {
    throw new UnsupportedOperationException(
        "this initializer is code, and has no config: " + getClass().getName());
  }

  /**
   * What it was made from.
   *
   * @throws UnsupportedOperationException for a function of one's own that does not say
   */
  @Override
  default Config config() {
    throw new UnsupportedOperationException(
        "this initializer is code, and has no config: " + getClass().getName());
  }
}
