package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import java.util.Arrays;
import java.util.List;

/** Space without its borders; Keras's Cropping1D to 3D. */
public final class Cropping extends WeightlessLayer {
  private final Borders cropping;
  private final DataFormat dataFormat;

  /** Over as many axes as the borders have. */
  public Cropping(Borders cropping, DataFormat dataFormat, LayerOptions options) {
    super(
        "Cropping" + cropping.axes() + "D",
        options,
        Config.builder()
            .put("cropping", cropping.toConfig())
            .put("data_format", SpatialArguments.text(dataFormat))
            .build());
    this.cropping = cropping;
    this.dataFormat = dataFormat;
  }

  static Cropping read(int axes, ConfigReader in) {
    return new Cropping(
        Borders.read(in, "cropping", axes, axes == 2 ? 0 : 1),
        SpatialArguments.dataFormat(in),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(cropping.axes() + 2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    Range[] ranges = new Range[cropping.axes() + 2];
    Arrays.fill(ranges, Range.all());
    for (int i = 0; i < cropping.axes(); i++) {
      int after = cropping.after().get(i);
      int before = cropping.before().get(i);
      ranges[dataFormat.firstSpatialAxis() + i] =
          after == 0 ? Range.from(before) : Range.of(before, -after);
    }
    return Indexing.get(x, ranges);
  }
}
