package io.opwalk.nn.layer.norm;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.LayerBuilder;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightSpec;
import java.util.Objects;

/**
 * Collects what normalizations have in common whose scale and offset are learned.
 *
 * @param <B> the layer's own builder
 */
public abstract class AffineBuilder<B extends AffineBuilder<B>> extends LayerBuilder<B> {
  double epsilon;
  boolean center = true;
  boolean scale = true;
  WeightSpec gamma = Channels.ONES;
  WeightSpec beta = WeightSpec.bias();

  AffineBuilder(double epsilon) {
    this.epsilon = epsilon;
  }

  /**
   * What keeps a divisor from 0; 0.001 unless said, 1e-6 for root mean squares.
   *
   * @throws IllegalArgumentException where it is negative or not finite
   */
  public final B epsilon(double newEpsilon) {
    if (!(newEpsilon >= 0) || Double.isInfinite(newEpsilon)) {
      throw new IllegalArgumentException("an epsilon is 0 or more, found " + newEpsilon);
    }
    this.epsilon = newEpsilon;
    return self();
  }

  /** Whether there is an offset; true unless said. */
  public final B center(boolean whether) {
    this.center = whether;
    return self();
  }

  /** Whether there is a scale; true unless said. */
  public final B scale(boolean whether) {
    this.scale = whether;
    return self();
  }

  /** The scale; ones unless said. */
  public final B gamma(WeightSpec spec) {
    this.gamma = Objects.requireNonNull(spec, "spec");
    return self();
  }

  /** The offset; zeros unless said. */
  public final B beta(WeightSpec spec) {
    this.beta = Objects.requireNonNull(spec, "spec");
    return self();
  }

  /** The values of a config that {@link #write} writes, and those that every layer has. */
  final B read(ConfigReader in) {
    return options(LayerOptions.from(in))
        .epsilon(in.number("epsilon", epsilon))
        .center(in.flag("center", true))
        .scale(in.flag("scale", true))
        .gamma(WeightSpec.read(in, "gamma", gamma))
        .beta(WeightSpec.read(in, "beta", beta));
  }

  final Config.Builder write(Config.Builder config) {
    config.put("epsilon", epsilon).put("center", center).put("scale", scale);
    gamma.write(config, "gamma");
    beta.write(config, "beta");
    return config;
  }
}
