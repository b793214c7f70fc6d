package io.opwalk.nn.layer.shape;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Resizing;
import java.util.Collections;
import java.util.List;

/** Space made larger by whole factors; Keras's UpSampling1D to 3D. */
public final class UpSampling extends WeightlessLayer {
  private final List<Integer> factors;
  private final DataFormat dataFormat;
  private final Interpolation interpolation;

  /** Over as many axes as there are factors. */
  public UpSampling(
      List<Integer> factors,
      DataFormat dataFormat,
      Interpolation interpolation,
      LayerOptions options) {
    super("UpSampling" + factors.size() + "D", options, config(factors, dataFormat, interpolation));
    this.factors = List.copyOf(factors);
    this.dataFormat = dataFormat;
    this.interpolation = interpolation;
  }

  private static Config config(
      List<Integer> factors, DataFormat dataFormat, Interpolation interpolation) {
    Config.Builder config = Config.builder();
    if (factors.size() == 1) {
      return config.put("size", factors.get(0)).build();
    }
    config.put("size", factors).put("data_format", SpatialArguments.text(dataFormat));
    return factors.size() == 2
        ? config.put("interpolation", Interpolations.text(interpolation)).build()
        : config.build();
  }

  static UpSampling read(int axes, ConfigReader in) {
    return new UpSampling(
        in.integers("size", axes).orElse(Collections.nCopies(axes, 2)),
        SpatialArguments.dataFormat(in),
        Interpolations.read(in, Interpolation.NEAREST),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(factors.size() + 2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return Resizing.upSampling(x, dataFormat, interpolation, SpatialArguments.ints(factors));
  }
}
