package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * Values of a normal distribution.
 *
 * @param mean its mean
 * @param stddev its standard deviation, not negative
 */
public record RandomNormal(double mean, double stddev) implements Initializer {
  /**
   * Checks the moments.
   *
   * @throws IllegalArgumentException where one is not finite, or {@code stddev} is negative
   */
  public RandomNormal {
    Moments.require("RandomNormal", mean, stddev);
  }

  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return Filling.fill(dtype, shape, () -> mean + stddev * random.nextGaussian());
  }

  @Override
  public String className() {
    return "RandomNormal";
  }

  @Override
  public Config config() {
    return Config.builder().put("mean", mean).put("stddev", stddev).build();
  }
}
