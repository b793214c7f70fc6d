package io.opwalk.ops;

import static io.opwalk.ops.Tensors.constant;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.ResizeOptions.Interpolation;
import java.util.List;
import java.util.stream.IntStream;

/** Calls of the functions of Convolutions, Patches and Pooling, with values worked out by hand. */
final class ConvDslCases {
  private static final ConvOptions PLAIN = ConvOptions.defaults();
  private static final ConvOptions TWOS = ConvOptions.builder().strides(2).build();

  private ConvDslCases() {}

  /** The numbers 1, 2, 3 ... in the given shape. */
  private static Tensor count(Integer... shape) {
    int size = List.of(shape).stream().reduce(1, Math::multiplyExact);
    double[] values = IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    return constant(NDArray.of(List.of(shape), values));
  }

  private static NDArray array(List<Integer> shape, double... values) {
    return NDArray.of(shape, values);
  }

  static List<DslCases.Call> all() {
    Tensor line = count(1, 4, 1);
    Tensor square = count(1, 3, 3, 1);
    Tensor pair = count(2, 1, 1);
    Tensor four = count(2, 2, 1, 1);
    Tensor cube = count(1, 2, 2, 2, 1);
    Tensor eight = count(2, 2, 2, 1, 1);
    Tensor single = constant(NDArray.of(List.of(1, 1, 1), 10.0));
    Tensor singles = constant(NDArray.of(List.of(1, 1, 1, 1), 10.0));
    PoolOptions two = PoolOptions.size(2).build();
    PoolOptions columns =
        PoolOptions.size(2).strides(1).dataFormat(DataFormat.CHANNELS_FIRST).build();
    List<Integer> one = List.of(1, 1, 1, 1, 1);
    return List.of(
        call("conv1d", Convolutions.conv1d(line, pair), array(List.of(1, 3, 1), 5, 8, 11)),
        call("conv1d", Convolutions.conv1d(line, pair, TWOS), array(List.of(1, 2, 1), 5, 11)),
        call(
            "conv2d",
            Convolutions.conv2d(square, four),
            array(List.of(1, 2, 2, 1), 37, 47, 67, 77)),
        call("conv2d", Convolutions.conv2d(square, four, TWOS), array(List.of(1, 1, 1, 1), 37)),
        call("conv3d", Convolutions.conv3d(cube, eight), array(one, 204)),
        call("conv3d", Convolutions.conv3d(cube, eight, PLAIN), array(one, 204)),
        call(
            "conv1dTranspose",
            Convolutions.conv1dTranspose(count(1, 2, 1), pair, PLAIN),
            array(List.of(1, 3, 1), 1, 4, 4)),
        call(
            "conv2dTranspose",
            Convolutions.conv2dTranspose(count(1, 1, 2, 1), four, TWOS),
            array(List.of(1, 2, 4, 1), 1, 2, 2, 4, 3, 4, 6, 8)),
        call(
            "conv3dTranspose",
            Convolutions.conv3dTranspose(count(1, 1, 1, 1, 1), eight, PLAIN),
            array(List.of(1, 2, 2, 2, 1), 1, 2, 3, 4, 5, 6, 7, 8)),
        call(
            "depthwiseConv1d",
            Convolutions.depthwiseConv1d(count(1, 1, 2), count(1, 2, 2), PLAIN),
            array(List.of(1, 1, 4), 1, 2, 6, 8)),
        call(
            "depthwiseConv2d",
            Convolutions.depthwiseConv2d(count(1, 1, 1, 2), count(1, 1, 2, 2), PLAIN),
            array(List.of(1, 1, 1, 4), 1, 2, 6, 8)),
        call(
            "separableConv1d",
            Convolutions.separableConv1d(line, pair, single, PLAIN),
            array(List.of(1, 3, 1), 50, 80, 110)),
        call(
            "separableConv2d",
            Convolutions.separableConv2d(square, four, singles, PLAIN),
            array(List.of(1, 2, 2, 1), 370, 470, 670, 770)),
        patches(
            "windows",
            Patches.windows(count(4), List.of(0), List.of(3)),
            array(List.of(2, 3), 1, 2, 3, 2, 3, 4)),
        patches(
            "windows",
            Patches.windows(count(5), List.of(-1), List.of(2), List.of(2), List.of(2)),
            array(List.of(2, 2), 1, 3, 3, 5)),
        patches(
            "overlap",
            Patches.overlap(count(2, 2), List.of(0), List.of(3L), List.of(1), List.of(1)),
            array(List.of(3), 1, 5, 4)),
        patches(
            "im2col", Patches.im2col(count(1, 1, 3), columns), array(List.of(1, 2, 2), 1, 2, 2, 3)),
        patches(
            "col2im",
            Patches.col2im(count(1, 2, 2), List.of(3L), columns),
            array(List.of(1, 1, 3), 1, 5, 4)),
        new DslCases.Call(
            "Resizing.resize",
            Resizing.resize(
                count(1, 2),
                ResizeOptions.byScales(2).interpolation(Interpolation.LINEAR).build()),
            array(List.of(1, 4), 1, 1.25, 1.75, 2)),
        new DslCases.Call(
            "Resizing.upSampling",
            Resizing.upSampling(count(1, 2, 1), DataFormat.CHANNELS_LAST, Interpolation.NEAREST, 2),
            array(List.of(1, 4, 1), 1, 1, 2, 2)),
        new DslCases.Call(
            "Sampling.gridSample",
            Sampling.gridSample(
                count(1, 1, 3),
                constant(NDArray.of(List.of(1, 2, 1), -0.5, 1)),
                Interpolation.LINEAR,
                Sampling.Outside.ZEROS,
                true),
            array(List.of(1, 1, 2), 1.5, 3)),
        new DslCases.Call(
            "Sampling.affineGrid",
            Sampling.affineGrid(constant(NDArray.of(List.of(1, 1, 2), 2.0, 1)), List.of(2), false),
            array(List.of(1, 2, 1), 0, 2)),
        new DslCases.Call(
            "Regions.roiAlign",
            Regions.roiAlign(
                count(1, 1, 2, 4),
                constant(NDArray.of(List.of(1, 4), 0.0, 0, 4, 2)),
                constant(new long[] {0}),
                RoiAlignOptions.of(1, 2, 1)),
            array(List.of(1, 1, 1, 2), 3.5, 5.5)),
        new DslCases.Call(
            "Regions.maxRoiPool",
            Regions.maxRoiPool(
                count(1, 1, 2, 4),
                constant(NDArray.of(List.of(1, 4), 0.0, 0, 2, 1)),
                constant(new int[] {0}),
                1,
                1,
                1),
            array(List.of(1, 1, 1, 1), 7)),
        call(
            "deformableConv2d",
            Convolutions.deformableConv2d(
                square, four, constant(NDArray.zeros(DType.FLOAT64, 1, 2, 2, 8)), PLAIN, 1),
            array(List.of(1, 2, 2, 1), 37, 47, 67, 77)),
        call(
            "deformableConv2d",
            Convolutions.deformableConv2d(
                count(1, 1, 3, 1),
                constant(NDArray.of(List.of(1, 1, 1, 1), 10.0)),
                constant(NDArray.of(List.of(1, 1, 3, 2), 0.0, 0.5, 0.0, 0.5, 0.0, 0.5)),
                constant(NDArray.of(List.of(1, 1, 3, 1), 1.0, 2, 1)),
                PLAIN,
                1),
            array(List.of(1, 1, 3, 1), 15, 50, 15)),
        pool("maxPool", Pooling.maxPool(line, two), array(List.of(1, 2, 1), 2, 4)),
        pool(
            "maxPoolIndices",
            Pooling.maxPoolIndices(line, two),
            NDArray.of(List.of(1, 2, 1), 1L, 3L)),
        pool(
            "maxUnpool",
            Pooling.maxUnpool(
                count(1, 2, 1),
                constant(NDArray.of(List.of(1, 2, 1), 1L, 3L)),
                DataFormat.CHANNELS_LAST,
                List.of(4L)),
            array(List.of(1, 4, 1), 0, 1, 0, 2)),
        pool("averagePool", Pooling.averagePool(line, two), array(List.of(1, 2, 1), 1.5, 3.5)),
        pool(
            "adaptiveMaxPool",
            Pooling.adaptiveMaxPool(line, DataFormat.CHANNELS_LAST, 3),
            array(List.of(1, 3, 1), 2, 3, 4)),
        pool(
            "adaptiveAveragePool",
            Pooling.adaptiveAveragePool(line, DataFormat.CHANNELS_LAST, 3),
            array(List.of(1, 3, 1), 1.5, 2.5, 3.5)),
        pool("lpPool", Pooling.lpPool(line, 1, two), array(List.of(1, 2, 1), 3, 7)),
        pool("globalMaxPool", Pooling.globalMaxPool(square), array(List.of(1, 1), 9)),
        pool(
            "globalMaxPool",
            Pooling.globalMaxPool(square, DataFormat.CHANNELS_FIRST, true),
            array(List.of(1, 3, 1, 1), 3, 6, 9)),
        pool("globalAveragePool", Pooling.globalAveragePool(square), array(List.of(1, 1), 5)),
        pool(
            "globalAveragePool",
            Pooling.globalAveragePool(square, DataFormat.CHANNELS_FIRST, false),
            array(List.of(1, 3), 2, 5, 8)));
  }

  private static DslCases.Call call(String function, Tensor result, NDArray expected) {
    return new DslCases.Call("Convolutions." + function, result, expected);
  }

  private static DslCases.Call patches(String function, Tensor result, NDArray expected) {
    return new DslCases.Call("Patches." + function, result, expected);
  }

  private static DslCases.Call pool(String function, Tensor result, NDArray expected) {
    return new DslCases.Call("Pooling." + function, result, expected);
  }
}
