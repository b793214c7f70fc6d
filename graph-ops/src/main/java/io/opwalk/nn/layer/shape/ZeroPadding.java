package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Padding;
import java.util.List;

/** Zeros around space; Keras's ZeroPadding1D to 3D. */
public final class ZeroPadding extends WeightlessLayer {
  private final Borders padding;
  private final DataFormat dataFormat;

  /** Over as many axes as the borders have. */
  public ZeroPadding(Borders padding, DataFormat dataFormat, LayerOptions options) {
    super(
        "ZeroPadding" + padding.axes() + "D",
        options,
        Config.builder()
            .put("padding", padding.toConfig())
            .put("data_format", SpatialArguments.text(dataFormat))
            .build());
    this.padding = padding;
    this.dataFormat = dataFormat;
  }

  static ZeroPadding read(int axes, ConfigReader in) {
    return new ZeroPadding(
        Borders.read(in, "padding", axes, 1),
        SpatialArguments.dataFormat(in),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(padding.axes() + 2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return Padding.pad(
        x,
        Borders.overAll(padding.before(), dataFormat),
        Borders.overAll(padding.after(), dataFormat));
  }
}
