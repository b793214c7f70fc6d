package io.opwalk.nn.layer.pooling;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import io.opwalk.ops.WindowPadding;
import java.util.Collections;
import java.util.List;

/**
 * The largest element, or the mean, of each window over one to three axes: Keras's MaxPooling1D to
 * 3D and AveragePooling1D to 3D. The input has shape (batch, space..., channels), or with channels
 * second.
 */
public final class Pool extends WeightlessLayer {
  private final PoolKind kind;
  private final PoolOptions pooling;
  private final int axes;

  /**
   * A layer over so many axes.
   *
   * @param size of the window along each axis; Keras's default is 2
   * @param strides how far it moves; Keras's default is the size
   */
  public Pool(
      PoolKind kind,
      List<Integer> size,
      List<Integer> strides,
      WindowPadding padding,
      DataFormat dataFormat,
      LayerOptions options) {
    super(
        kind.word() + "Pooling" + size.size() + "D",
        options,
        Config.builder()
            .put("pool_size", size)
            .put("strides", strides)
            .put("padding", SpatialArguments.text(padding))
            .put("data_format", SpatialArguments.text(dataFormat))
            .build());
    this.kind = kind;
    this.axes = size.size();
    this.pooling = PoolOptions.size(SpatialArguments.ints(size))
        .strides(SpatialArguments.ints(strides))
        .padding(padding)
        .dataFormat(dataFormat)
        .build();
  }

  /** With windows of one size along all axes that move by their size, and channels last. */
  public static Pool of(PoolKind kind, int axes, int size) {
    List<Integer> each = Collections.nCopies(axes, size);
    return new Pool(
        kind, each, each, WindowPadding.VALID, DataFormat.CHANNELS_LAST, LayerOptions.defaults());
  }

  static Pool read(PoolKind kind, int axes, ConfigReader in) {
    List<Integer> size = in.integers("pool_size", axes).orElse(Collections.nCopies(axes, 2));
    return new Pool(
        kind,
        size,
        in.integers("strides", axes).orElse(size),
        SpatialArguments.padding(in, false),
        SpatialArguments.dataFormat(in),
        LayerOptions.from(in));
  }

  @Override
  protected void check(List<Tensor> inputs) {
    onlyOfRank(axes + 2, inputs);
  }

  @Override
  protected Tensor apply(CallContext context, Tensor x) {
    return kind == PoolKind.MAX ? Pooling.maxPool(x, pooling) : Pooling.averagePool(x, pooling);
  }
}
