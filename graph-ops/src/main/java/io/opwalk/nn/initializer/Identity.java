package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * Ones on the main diagonal of a matrix, and zeros elsewhere; Keras's Identity. Needs no seed.
 *
 * @param gain what stands on the diagonal
 */
public record Identity(double gain) implements Initializer {
  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    if (shape.size() != 2) {
      throw new IllegalArgumentException(
          "an identity initializer takes two axes, found a shape of " + shape);
    }
    int columns = shape.get(1);
    double[] values = new double[Math.multiplyExact(shape.get(0), columns)];
    for (int i = 0; i < Math.min(shape.get(0), columns); i++) {
      values[i * columns + i] = gain;
    }
    return NDArray.of(shape, values).cast(dtype);
  }

  @Override
  public String className() {
    return "Identity";
  }

  @Override
  public Config config() {
    return Config.builder().put("gain", gain).build();
  }
}
