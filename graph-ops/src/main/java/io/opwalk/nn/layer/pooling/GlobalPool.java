package io.opwalk.nn.layer.pooling;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * The largest element, or the mean, of each channel of each image: Keras's GlobalMaxPooling1D to 3D
 * and GlobalAveragePooling1D to 3D. The input has shape (batch, space..., channels), or with
 * channels second; the result has shape (batch, channels), or ones for the axes of space where
 * these are kept. The mean over steps leaves out those that a mask leaves out.
 */
public final class GlobalPool extends WeightlessLayer {
  private final PoolKind kind;
  private final int axes;
  private final DataFormat dataFormat;
  private final boolean keepDims;

  /**
   * A layer over so many axes.
   *
   * @param axes of space: 1, 2 or 3
   * @param keepDims whether the axes of space stay, with size 1
   */
  public GlobalPool(
      PoolKind kind, int axes, DataFormat dataFormat, boolean keepDims, LayerOptions options) {
    super(
        "Global" + kind.word() + "Pooling" + axes + "D",
        options,
        Config.builder()
            .put("data_format", SpatialArguments.text(dataFormat))
            .put("keepdims", keepDims)
            .build());
    this.kind = kind;
    this.axes = axes;
    this.dataFormat = dataFormat;
    this.keepDims = keepDims;
  }

  /** With channels last, and no axes kept. */
  public static GlobalPool of(PoolKind kind, int axes) {
    return new GlobalPool(kind, axes, DataFormat.CHANNELS_LAST, false, LayerOptions.defaults());
  }

  static GlobalPool read(PoolKind kind, int axes, ConfigReader in) {
    return new GlobalPool(
        kind,
        axes,
        SpatialArguments.dataFormat(in),
        in.flag("keepdims", false),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(axes + 2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    Optional<Tensor> mask = context.mask(0);
    if (kind == PoolKind.MAX) {
      return Pooling.globalMaxPool(x, dataFormat, keepDims);
    }
    return axes == 1 && mask.isPresent()
        ? masked(x, mask.get())
        : Pooling.globalAveragePool(x, dataFormat, keepDims);
  }

  private Tensor masked(Tensor x, Tensor mask) {
    int steps = dataFormat.firstSpatialAxis();
    Tensor weights = Shapes.expandDims(
        Tensors.cast(mask, x.dtype()), dataFormat == DataFormat.CHANNELS_LAST ? 2 : 1);
    Tensor sum = Reductions.sum(Arithmetic.multiply(x, weights), List.of(steps), keepDims);
    return Arithmetic.divide(sum, Reductions.sum(weights, List.of(steps), keepDims));
  }
}
