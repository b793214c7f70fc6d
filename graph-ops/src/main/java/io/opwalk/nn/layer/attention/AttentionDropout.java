package io.opwalk.nn.layer.attention;

import io.opwalk.Tensor;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Randoms;

/** Dropout of the weights of values. */
final class AttentionDropout {
  private AttentionDropout() {}

  static double requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate is from 0 to below 1, found " + rate);
    }
    return rate;
  }

  /** The weights, disturbed while the layer learns. */
  static Tensor apply(CallContext context, double rate, Tensor weights) {
    if (rate == 0) {
      return weights;
    }
    Tensor dropped = Randoms.dropout(weights, rate, context.randomKey());
    return context.name("Dropout", Logic.where(context.learning(), dropped, weights));
  }

  /** The options of a layer whose config has a seed of its own. */
  static LayerOptions options(ConfigReader in) {
    LayerOptions options = LayerOptions.from(in);
    return in.value("seed") instanceof Number seed ? options.withSeed(seed.longValue()) : options;
  }
}
