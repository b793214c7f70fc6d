package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Resizing;
import java.util.List;

/** Images of another size; Keras's Resizing, which stretches them. */
public final class Resizing2D extends WeightlessLayer {
  private final ResizeOptions resizing;

  /** To a height and a width. */
  public Resizing2D(
      int height,
      int width,
      Interpolation interpolation,
      DataFormat dataFormat,
      LayerOptions options) {
    super(
        "Resizing",
        options,
        Config.builder()
            .put("height", height)
            .put("width", width)
            .put("interpolation", Interpolations.text(interpolation))
            .put("data_format", SpatialArguments.text(dataFormat))
            .build());
    int first = dataFormat.firstSpatialAxis();
    this.resizing = ResizeOptions.toSizes(height, width)
        .axes(first, first + 1)
        .interpolation(interpolation)
        .build();
  }

  static Resizing2D read(ConfigReader in) {
    for (String key : List.of("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias")) {
      if (in.flag(key, false)) {
        throw in.wrong(key, "is not supported, and must be false", true);
      }
    }
    in.ignore("fill_mode", "fill_value");
    return new Resizing2D(
        in.integer("height"),
        in.integer("width"),
        Interpolations.read(in, Interpolation.LINEAR),
        SpatialArguments.dataFormat(in),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(4, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return Resizing.resize(x, resizing);
  }
}
