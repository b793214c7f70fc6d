package io.opwalk.nn.layer.pooling;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.SpatialArguments;
import io.opwalk.nn.layer.WeightlessLayer;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Pooling;
import java.util.List;

/**
 * The largest element, or the mean, of each window over one to three axes: Keras's MaxPooling1D to
 * 3D and AveragePooling1D to 3D. The input has shape (batch, space..., channels), or with channels
 * second, and so has the result: of n elements along an axis, windows of k elements that move by s
 * give floor((n - k) / s) + 1, and with padding SAME ceil(n / s). What is padded counts neither as
 * an element nor in a mean.
 *
 * <pre>{@code
 * x.then(maxPooling2d(3, 2, SAME));                                          // short, of PoolingLayers
 * x.then(Pool.builder(PoolKind.MAX, 2, 3, 2).strides(2, 1).name("pool").build());
 * }</pre>
 */
public final class Pool extends WeightlessLayer {
  private final PoolKind kind;
  private final PoolOptions pooling;
  private final int axes;

  Pool(PoolBuilder builder) {
    super(
        builder.kind.word() + "Pooling" + builder.axes() + "D",
        builder.options(),
        Config.builder()
            .put("pool_size", builder.size)
            .put("strides", builder.strides())
            .put("padding", SpatialArguments.text(builder.padding()))
            .put("data_format", SpatialArguments.text(builder.dataFormat()))
            .build());
    this.kind = builder.kind;
    this.axes = builder.axes();
    this.pooling = PoolOptions.size(SpatialArguments.ints(builder.size))
        .strides(SpatialArguments.ints(builder.strides()))
        .padding(builder.padding())
        .dataFormat(builder.dataFormat())
        .build();
  }

  /**
   * A builder for all options, of a layer over so many axes.
   *
   * @param size of the window along each axis, or once for all; 2 where none is given
   */
  public static PoolBuilder builder(PoolKind kind, int axes, Integer... size) {
    return new PoolBuilder(kind, axes, List.of(size));
  }

  /** With windows of one size along all axes that move by their size, and channels last. */
  public static Pool of(PoolKind kind, int axes, int size) {
    return builder(kind, axes, size).build();
  }

  static Pool read(PoolKind kind, int axes, ConfigReader in) {
    PoolBuilder builder =
        new PoolBuilder(kind, axes, in.integers("pool_size", axes).orElse(List.of()));
    in.integers("strides", axes).ifPresent(builder::strides);
    return builder
        .padding(SpatialArguments.padding(in, false))
        .dataFormat(SpatialArguments.dataFormat(in))
        .options(LayerOptions.from(in))
        .build();
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
