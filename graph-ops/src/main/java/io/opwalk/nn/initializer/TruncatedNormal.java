package io.opwalk.nn.initializer;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import java.util.List;

/**
 * Values of a normal distribution, drawn again where they are more than two standard deviations
 * from the mean.
 *
 * @param mean the mean
 * @param stddev the standard deviation before truncation, not negative
 */
public record TruncatedNormal(double mean, double stddev) implements Initializer {
  /**
   * Checks the moments.
   *
   * @throws IllegalArgumentException where one is not finite, or {@code stddev} is negative
   */
  public TruncatedNormal {
    Moments.require("TruncatedNormal", mean, stddev);
  }

  @Override
  public NDArray initialize(DType dtype, List<Integer> shape, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return Filling.fill(dtype, shape, () -> mean + stddev * withinTwo(random));
  }

  private static double withinTwo(SeededRandom random) {
    double value = random.nextGaussian();
    while (Math.abs(value) > 2) {
      value = random.nextGaussian();
    }
    return value;
  }

  @Override
  public String className() {
    return "TruncatedNormal";
  }

  @Override
  public Config config() {
    return Config.builder().put("mean", mean).put("stddev", stddev).build();
  }
}
