package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * Values uniform in [min, max).
 *
 * @param min the lower end
 * @param max the upper end
 */
public record RandomUniform(double min, double max) implements Initializer {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException where they are not finite, or the wrong way round
   */
  public RandomUniform {
    if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException(
          "RandomUniform needs finite min <= max, found " + min + " and " + max);
    }
  }

  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return Filling.fill(dtype, shape, () -> min + (max - min) * random.nextDouble());
  }

  @Override
  public String className() {
    return "RandomUniform";
  }

  @Override
  public Config config() {
    return Config.builder().put("minval", min).put("maxval", max).build();
  }
}
