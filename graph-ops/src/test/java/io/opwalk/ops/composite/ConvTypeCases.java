package io.opwalk.ops.composite;

import static io.opwalk.ops.TypeCase.of;
import static io.opwalk.ops.TypeCase.ramp;

import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.RoiAlignOptions;
import io.opwalk.ops.Sampling;
import io.opwalk.ops.TypeCase;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.Conv;
import java.util.List;

/** Rows for convolutions and pooling. */
final class ConvTypeCases {
  private static final long ANY = Shape.UNKNOWN;

  private ConvTypeCases() {}

  static List<TypeCase> all() {
    Conv conv = new Conv(List.of(2), List.of(1), 1);
    ConvOptions plain = ConvOptions.defaults();
    ConvOptions same =
        ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build();
    Dim two = Dim.of(2);
    Dim n = Dim.named("n");
    PoolOptions.Builder pool = PoolOptions.size(2);
    PoolOptions padded = PoolOptions.size(3)
        .strides(2)
        .padding(WindowPadding.of(1))
        .dataFormat(DataFormat.CHANNELS_FIRST)
        .ceilMode(true)
        .build();
    PoolOptions columns = PoolOptions.size(2, 3)
        .strides(1, 2)
        .padding(WindowPadding.of(List.of(0, 1), List.of(1, 1)))
        .dataFormat(DataFormat.CHANNELS_FIRST)
        .build();
    NDArray corners = NDArray.of(List.of(2, 4), 0.25, -0.5, 3.1, 2.2, 1.3, 0.4, 5.2, 3.3);
    ResizeOptions half =
        ResizeOptions.byScales(1.5).interpolation(Interpolation.LINEAR).build();
    PoolOptions line =
        PoolOptions.size(2).strides(1).dataFormat(DataFormat.CHANNELS_FIRST).build();
    return List.of(
        of(new Convolution(1, plain), "(?, ? - 1, 3) float64")
            .over(ramp(2, 4, 2), ANY, ANY, 2)
            .over(ramp(2, 2, 3)),
        of(new Convolution(2, same), "(1, 2, floor((? + 1)/2), 2) float64")
            .over(ramp(1, 3, 4, 1), 1, 3, ANY, 1)
            .over(ramp(2, 3, 1, 2)),
        of(new TransposedConvolution(1, same, List.of()), "(1, 2*?, 2) float64")
            .over(ramp(1, 3, 1), 1, ANY, 1)
            .over(ramp(3, 2, 1)),
        of(new TransposedConvolution(1, plain, List.of(1)), "(2, 6, 2) float64")
            .over(ramp(2, 3, 2))
            .over(ramp(3, 2, 2)),
        of(new TransposedConv(conv, List.of(Dim.of(1)), List.of(Dim.of(6))), "(2, 2, 6) float64")
            .over(ramp(2, 3, 3))
            .over(ramp(3, 2, 2)),
        of(new ConvKernel(conv, List.of(two)), "(3, 2, 2) float64")
            .over(ramp(2, 2, 5), ANY, 2, 5)
            .over(ramp(2, 3, 2), ANY, 3, 2),
        of(new DepthwiseConvolution(1, plain), "(2, 3, 4) float64")
            .over(ramp(2, 4, 2))
            .over(ramp(2, 2, 2)),
        of(new SeparableConvolution(1, plain), "(?, 3, 3) float64")
            .over(ramp(1, 4, 2), ANY, 4, 2)
            .over(ramp(2, 2, 1))
            .over(ramp(1, 2, 3)),
        of(new Im2Col(2, columns), "(1, 12, 3*floor((? + 1)/2)) float64")
            .over(ramp(1, 2, 3, 4), 1, 2, 3, ANY),
        of(new Col2Im(List.of(Dim.of(3), Dim.of(4)), columns), "(1, 2, 3, 4) float64")
            .over(ramp(1, 12, 6)),
        of(new Col2Im(List.of(n), line), "(?, 2, n) float64")
            .over(ramp(2, 4, 3), Shape.of(Dim.unknown(), Dim.of(4), n.minus(1))),
        of(new MaxPool(1, pool.build()), "(1, floor(?/2), 2) float64")
            .over(ramp(1, 5, 2), 1, ANY, 2),
        of(new MaxPool(2, padded), "(1, 2, 2, 3) float64").over(ramp(1, 2, 3, 4)),
        of(new Resize(ResizeOptions.toSizes(3, 5).build()), "(1, 3, 5, 2) float64")
            .over(ramp(1, 2, 4, 2), 1, ANY, 4, 2),
        of(new Resize(half), "(?, ? + floor(?/2)) float64").over(ramp(2, 5), ANY, ANY),
        of(new LocalResponseNormalization(1, 3, 0.5, 0.75, 1), "(?, 4) float64")
            .over(ramp(2, 4), ANY, 4),
        of(new MaxPoolIndices(2, padded), "(1, 2, 2, 3) int64").over(ramp(1, 2, 3, 4)),
        of(new MaxUnpool(List.of(n.times(3)), DataFormat.CHANNELS_LAST), "(?, 3*n, 2) float64")
            .over(ramp(3, 1, 2), Shape.of(Dim.unknown(), n, two))
            .over(NDArray.of(List.of(3, 1, 2), 0L, 1, 8, 9, 12, 13)),
        of(
                new GridSample(Interpolation.LINEAR, Sampling.Outside.REFLECTION, false),
                "(?, 2, 3, ?) float64")
            .over(ramp(1, 2, 2, 3), ANY, 2, ANY, 3)
            .over(NDArray.of(List.of(1, 3, 1, 2), 0.1, -0.3, 0.7, 1.2, -1.3, 0.45), ANY, 3, ANY, 2),
        of(new RoiAlign(RoiAlignOptions.of(2, 3, 2)), "(?, ?, 2, 3) float64")
            .over(ramp(2, 2, 3, 4), ANY, ANY, 3, ANY)
            .over(corners, ANY, ANY)
            .over(NDArray.of(0L, 1), ANY),
        of(new MaxRoiPool(2, 3, 0.5), "(2, 2, 2, 3) float64")
            .over(ramp(2, 2, 3, 4), ANY, 2, ANY, 4)
            .over(corners, 2, 4)
            .over(NDArray.of(0, 1), ANY),
        of(new DeformableConvolution(plain, 1), "(?, ? - 1, 2, 2) float64")
            .over(ramp(1, 3, 4, 1), ANY, ANY, 4, 1)
            .over(ramp(2, 3, 1, 2))
            .over(ramp(1, 2, 2, 12), ANY, ANY, ANY, 12),
        of(
                new DeformableConvolution(ConvOptions.onnx().groups(2).build(), 2),
                "(1, 2, 2, ?) float64")
            .over(ramp(1, 4, 3, 2), 1, 4, 3, ANY)
            .over(ramp(2, 2, 2, 1))
            .over(ramp(1, 8, 2, 2), 1, 8, ANY, ANY)
            .over(ramp(1, 4, 2, 2), 1, ANY, 2, ANY),
        of(new AffineGrid(List.of(2, 3), true), "(?, 2, 3, 2) float64")
            .over(ramp(2, 2, 3), ANY, 2, 3),
        of(new WindowMax(1, pool.build()), "(1, floor(?/2), 2) float64")
            .over(ramp(1, 5, 2), 1, ANY, 2),
        of(new AveragePool(2, padded), "(1, 1, 2, 3) float64").over(ramp(1, 1, 3, 4)),
        of(new AveragePool(1, pool.build()), "(?, 2, 2) float64").over(ramp(1, 5, 2), ANY, 5, 2),
        of(
                new AdaptivePool(AdaptivePool.Kind.MAX, List.of(2), DataFormat.CHANNELS_FIRST),
                "(?, 3, 2) float64")
            .over(ramp(2, 3, 5), ANY, 3, ANY),
        of(
                new AdaptivePool(
                    AdaptivePool.Kind.AVERAGE, List.of(2, 3), DataFormat.CHANNELS_LAST),
                "(1, 2, 3, ?) float64")
            .over(ramp(1, 4, 2, 2), 1, 4, ANY, ANY),
        of(new LpPool(1, 2, pool.build()), "(1, 2, 2) float64").over(ramp(1, 5, 2)));
  }
}
