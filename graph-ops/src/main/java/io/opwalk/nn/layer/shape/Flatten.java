package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Shapes;

/** All axes but the batch made into one; Keras's Flatten. Channels come last in any case. */
public final class Flatten extends WeightlessLayer {
  private final DataFormat dataFormat;

  /** With channels where {@code dataFormat} says. */
  public Flatten(DataFormat dataFormat, LayerOptions options) {
    super(
        "Flatten",
        options,
        Config.builder().put("data_format", SpatialArguments.text(dataFormat)).build());
    this.dataFormat = dataFormat;
  }

  /** With channels last. */
  public Flatten() {
    this(DataFormat.CHANNELS_LAST, LayerOptions.defaults());
  }

  static Flatten read(ConfigReader in) {
    return new Flatten(SpatialArguments.dataFormat(in), LayerOptions.from(in));
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    int rank = x.shape().rank();
    Tensor last = dataFormat == DataFormat.CHANNELS_FIRST && rank > 2
        ? Rearranging.moveAxis(x, 1, rank - 1)
        : x;
    return rank == 1 ? Shapes.expandDims(last, 1) : Shapes.flatten(last, 1);
  }
}
