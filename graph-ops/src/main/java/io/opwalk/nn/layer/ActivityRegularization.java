package io.opwalk.nn.layer;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.regularizer.L1L2;

/**
 * Its input, with a penalty on it that training adds to the loss; Keras's ActivityRegularization.
 */
public final class ActivityRegularization extends WeightlessLayer {
  /**
   * With factors of the sum of magnitudes and of the sum of squares.
   *
   * @throws IllegalArgumentException where one is negative
   */
  public ActivityRegularization(double l1, double l2, LayerOptions options) {
    super(
        "ActivityRegularization",
        options.withActivityRegularizer(new L1L2(l1, l2)),
        Config.builder().put("l1", l1).put("l2", l2).build());
  }

  static ActivityRegularization read(ConfigReader in) {
    // The factors say it already.
    in.ignore("activity_regularizer");
    double l1 = in.number("l1", 0);
    return new ActivityRegularization(l1, in.number("l2", 0), LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return x;
  }

  @Override
  protected boolean passesMask() {
    return true;
  }
}
