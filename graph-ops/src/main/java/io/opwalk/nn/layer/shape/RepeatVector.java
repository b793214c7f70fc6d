package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Shapes;
import java.util.List;

/** A vector as so many equal steps, (batch, n) to (batch, times, n); Keras's RepeatVector. */
public final class RepeatVector extends WeightlessLayer {
  private final int times;

  /** So many times. */
  public RepeatVector(int times, LayerOptions options) {
    super("RepeatVector", options, Config.builder().put("n", times).build());
    if (times < 1) {
      throw new IllegalArgumentException("a vector is repeated 1 time or more, found " + times);
    }
    this.times = times;
  }

  static RepeatVector read(ConfigReader in) {
    return new RepeatVector(in.integer("n"), LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return Joining.repeat(Shapes.expandDims(x, 1), times, 1);
  }
}
