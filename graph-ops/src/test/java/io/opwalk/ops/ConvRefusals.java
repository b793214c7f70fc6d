package io.opwalk.ops;

import static io.opwalk.ops.TypeRefusalsTest.row;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.AdaptivePool;
import io.opwalk.ops.composite.AffineGrid;
import io.opwalk.ops.composite.AveragePool;
import io.opwalk.ops.composite.Col2Im;
import io.opwalk.ops.composite.ConvKernel;
import io.opwalk.ops.composite.Convolution;
import io.opwalk.ops.composite.DepthwiseConvolution;
import io.opwalk.ops.composite.GridSample;
import io.opwalk.ops.composite.Im2Col;
import io.opwalk.ops.composite.LocalResponseNormalization;
import io.opwalk.ops.composite.LpPool;
import io.opwalk.ops.composite.MaxPool;
import io.opwalk.ops.composite.MaxPoolIndices;
import io.opwalk.ops.composite.MaxUnpool;
import io.opwalk.ops.composite.Resize;
import io.opwalk.ops.composite.SeparableConvolution;
import io.opwalk.ops.composite.TransposedConv;
import io.opwalk.ops.composite.TransposedConvolution;
import io.opwalk.ops.composite.WindowMax;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Overlap;
import io.opwalk.ops.primitive.Windows;
import io.opwalk.ops.primitive.WinogradConv;
import io.opwalk.ops.primitive.WinogradKernelGradient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What convolutions and pooling refuse. */
final class ConvRefusals {
  private static final Tensor X = of("x", DType.FLOAT64, 2, 4, 5);
  private static final Tensor KERNEL = of("kernel", DType.FLOAT64, 6, 4, 3);
  private static final Tensor MATRIX = of("matrix", DType.FLOAT64, 2, 3);
  private static final Tensor SINGLE = of("single", DType.FLOAT32, 6, 4, 3);
  private static final Tensor INTS = of("ints", DType.INT32, 2, 4, 5);
  private static final Tensor TRUTHS = of("truths", DType.BOOL, 2, 4, 5);

  private ConvRefusals() {}

  private static Tensor of(String name, DType dtype, long... dims) {
    return Tensors.placeholder(name, dtype, dims);
  }

  private static Stream<Arguments> winograd() {
    WinogradConv op = new WinogradConv(3, List.of(0, 0), List.of(0, 0));
    Tensor images = of("images", DType.FLOAT64, 2, 7, 8, 4);
    Tensor kernel = of("kernel", DType.FLOAT64, 3, 3, 4, 5);
    return Stream.of(
        row(op, "takes 2 inputs, found 1", images),
        row(
            op,
            "one floating dtype, found float64 and float32",
            images,
            of("", DType.FLOAT32, 3, 3, 4, 5)),
        row(
            op,
            "one floating dtype, found int32 and int32",
            of("", DType.INT32, 2, 7, 8, 4),
            of("", DType.INT32, 3, 3, 4, 5)),
        row(
            op,
            "the kernel [3, 3, channels, filters], found (2, 7, 8, 4) and (3, 2, 4, 5)",
            images,
            of("", DType.FLOAT64, 3, 2, 4, 5)),
        row(op, "found (7, 8, 4) and (3, 3, 4, 5)", of("", DType.FLOAT64, 7, 8, 4), kernel),
        row(
            op,
            "the input (2, 7, 8, 3) has 3 channels, and the kernel (3, 3, 4, 5) takes 4",
            of("", DType.FLOAT64, 2, 7, 8, 3),
            kernel));
  }

  private static Stream<Arguments> winogradKernelGradient() {
    WinogradKernelGradient op = new WinogradKernelGradient(3, List.of(1, 1), List.of(0, 0));
    Tensor images = of("images", DType.FLOAT64, 2, 7, 8, 4);
    Tensor gradient = of("gradient", DType.FLOAT64, 2, 6, 7, 5);
    return Stream.of(
        row(op, "takes 2 inputs, found 1", images),
        row(
            op,
            "one floating dtype, found float64 and float32",
            images,
            of("", DType.FLOAT32, 2, 6, 7, 5)),
        row(
            op,
            "one floating dtype, found int32 and int32",
            of("", DType.INT32, 2, 7, 8, 4),
            of("", DType.INT32, 2, 6, 7, 5)),
        row(
            op,
            "the gradient [batch, height, width, filters], found (7, 8, 4) and (2, 6, 7, 5)",
            of("", DType.FLOAT64, 7, 8, 4),
            gradient),
        row(
            op,
            "with a kernel of 3 by 3 begins with the dims (2, 6, 7), found (2, 6, 6, 5)",
            images,
            of("", DType.FLOAT64, 2, 6, 6, 5)),
        row(
            op,
            "begins with the dims (3, 6, 7), found (2, 6, 7, 5)",
            of("", DType.FLOAT64, 3, 7, 8, 4),
            gradient));
  }

  static Stream<Arguments> all() {
    return Stream.of(primitives(), winograd(), winogradKernelGradient(), composites(), pools())
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> primitives() {
    Conv conv = new Conv(List.of(1), List.of(2), 1);
    Windows windows = new Windows(List.of(1), List.of(3), List.of(1), List.of(2));
    return Stream.of(
        row(conv, "takes 2 inputs, found 1", X),
        row(conv, "one numeric dtype, found float64 and float32", X, SINGLE),
        row(conv, "one numeric dtype, found bool and bool", TRUTHS, TRUTHS),
        row(conv, "rank 3, found (2, 4, 5) and (2, 3)", X, MATRIX),
        row(
            conv,
            "the input (2, 4, 5) has 4 channels, and the kernel (6, 3, 3) takes 3",
            X,
            of("", DType.FLOAT64, 6, 3, 3)),
        row(
            new Conv(List.of(1), List.of(1), 3),
            "the kernel (4, 4, 3) in 3 groups takes 12",
            X,
            of("", DType.FLOAT64, 4, 4, 3)),
        row(
            new Conv(List.of(1), List.of(1), 2),
            "the 5 filters of the kernel (5, 2, 3) do not divide into 2 groups",
            X,
            of("", DType.FLOAT64, 5, 2, 3)),
        row(
            conv,
            "the window of 4 in steps of 2 is larger than axis 2 of (2, 4, 5), which has 5",
            X,
            of("", DType.FLOAT64, 6, 4, 4)),
        row(conv, "the window along axis 2 is empty", X, of("", DType.FLOAT64, 6, 4, 0)),
        row(windows, "larger than axis 1 of (2, 4, 5), which has 4", X),
        row(
            new Windows(List.of(2, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1)),
            "axes must be sorted and counted from the front, found [2, 1]",
            X),
        row(new Overlap(windows, List.of(Dim.of(9))), "not defined for bool", TRUTHS),
        row(
            new Overlap(windows, List.of(Dim.of(9))),
            "the windows of (2, 9) have the shape (2, 5, 3), found (2, 4, 5)",
            X),
        row(
            new Overlap(windows, List.of(Dim.of(9))),
            "windows over 1 axes have rank 2 at least",
            of("", DType.FLOAT64, 3)));
  }

  private static Stream<Arguments> composites() {
    Conv conv = new Conv(List.of(2), List.of(1), 2);
    ConvOptions plain = ConvOptions.defaults();
    ConvOptions onnx = ConvOptions.onnx().build();
    List<Dim> nothing = List.of(Dim.of(0));
    List<Dim> seven = List.of(Dim.of(7));
    TransposedConv transposed = new TransposedConv(conv, nothing, seven);
    return Stream.of(
        row(
            new Convolution(1, plain),
            "the input must have rank 3, [batch, 1 axis, channels], found (2, 3)",
            MATRIX,
            KERNEL),
        row(
            new Convolution(2, onnx),
            "the input must have rank 4, [batch, channels, 2 axes], found (2, 4, 5)",
            X,
            KERNEL),
        row(
            new Convolution(1, plain),
            "the kernel must have rank 3, [axes of the window, channels, filters]",
            X,
            MATRIX),
        row(new Convolution(1, onnx), "one numeric dtype, found float64 and float32", X, SINGLE),
        row(new Convolution(1, plain), "has 5 channels, and the kernel", X, KERNEL),
        row(
            new TransposedConvolution(1, onnx, List.of()),
            "the input (2, 4, 5) has 4 channels, and the kernel (6, 4, 3) takes 6",
            X,
            KERNEL),
        row(
            new TransposedConvolution(2, plain, List.of()),
            "the input must have rank 4, [batch, 2 axes, channels], found (2, 4, 5)",
            X,
            KERNEL),
        row(transposed, "one numeric dtype, found bool and bool", TRUTHS, TRUTHS),
        row(transposed, "the input must have rank 3", MATRIX, KERNEL),
        row(
            transposed,
            "the 3 channels of the kernel (3, 1, 2) do not divide into 2 groups",
            of("", DType.FLOAT64, 2, 3, 5),
            of("", DType.FLOAT64, 3, 1, 2)),
        row(
            new ConvKernel(conv, seven),
            "the 3 channels of the input (2, 3, 5) do not divide into 2 groups",
            of("", DType.FLOAT64, 2, 3, 5),
            X),
        row(
            new ConvKernel(conv, List.of(Dim.of(3))),
            "has the shape (2, 4, 2), found (2, 4, 5)",
            X,
            X),
        row(
            new DepthwiseConvolution(1, onnx),
            "the number of channels must be known, and be 1 at least",
            of("", DType.FLOAT64, 2, -1, 5),
            KERNEL),
        row(new DepthwiseConvolution(2, plain), "the input must have rank 4", X, KERNEL),
        row(new SeparableConvolution(1, plain), "takes 3 inputs, found 2", X, KERNEL));
  }

  private static Stream<Arguments> pools() {
    PoolOptions six = PoolOptions.size(6).build();
    MaxUnpool unpool = new MaxUnpool(List.of(Dim.of(8)), DataFormat.CHANNELS_LAST);
    GridSample sample =
        new GridSample(ResizeOptions.Interpolation.LINEAR, Sampling.Outside.ZEROS, true);
    ResizeOptions linear = ResizeOptions.toSizes(2)
        .interpolation(ResizeOptions.Interpolation.LINEAR)
        .build();
    Tensor vector = of("vector", DType.FLOAT64, 3);
    AdaptivePool adaptive =
        new AdaptivePool(AdaptivePool.Kind.MAX, List.of(1), DataFormat.CHANNELS_LAST);
    PoolOptions.Builder first = PoolOptions.size(2).dataFormat(DataFormat.CHANNELS_FIRST);
    return Stream.of(
        row(new Im2Col(2, first.build()), "the input must have rank 4", X),
        row(new Im2Col(1, first.build()), "not defined for bool", TRUTHS),
        row(
            new Col2Im(List.of(Dim.of(8)), first.build()),
            "the columns of images (2, 2, 8) have the shape (2, 4, 4), found (2, 4, 5)",
            X),
        row(new Col2Im(List.of(Dim.of(8)), first.build()), "not defined for bool", TRUTHS),
        row(new Col2Im(List.of(Dim.of(8)), first.build()), "columns must have rank 3", MATRIX),
        row(new MaxPool(1, six), "the window of 6 is larger than axis 1 of (2, 4, 5)", X),
        row(
            new GridSample(ResizeOptions.Interpolation.LANCZOS3, Sampling.Outside.ZEROS, false),
            "a grid looks at images by NEAREST, LINEAR or CUBIC, found LANCZOS3",
            X,
            MATRIX),
        row(
            sample,
            "a grid is [batch, places ..., a number for each axis], found (2, 4, 5) and (2, 3)",
            X,
            MATRIX),
        row(
            sample,
            "images and grid must have one batch, found (2, 4, 5) and (3, 4, 1)",
            X,
            of("", DType.FLOAT64, 3, 4, 1)),
        row(sample, "one dtype, found float64 and float32", X, of("", DType.FLOAT32, 2, 4, 1)),
        row(sample, "not defined for int32", INTS, of("", DType.INT32, 2, 4, 1)),
        row(
            sample,
            "axis 2 of (2, 4, 0) is empty",
            of("", DType.FLOAT64, 2, 4, 0),
            of("", DType.FLOAT64, 2, 4, 1)),
        row(
            new AffineGrid(List.of(2, 2), true),
            "over 2 axes the maps have the shape (n, 2, 3), found (2, 4, 5)",
            X),
        row(new MaxPoolIndices(1, six), "the window of 6 is larger than axis 1", X),
        row(unpool, "indices must be int64 or int32, found float64", X, X),
        row(
            unpool,
            "indices must have the shape of the input, (2, 4, 5), found (2, 4, 4)",
            X,
            of("", DType.INT64, 2, 4, 4)),
        row(new Resize(linear), "not defined for int32, only for floating", INTS),
        row(new Resize(linear), "axis must be counted from the front, found 1 for (3,)", vector),
        row(
            new Resize(ResizeOptions.toSizes(2, 2).axes(1, 1).build()),
            "axis 1 is resized twice",
            X),
        row(
            new Resize(ResizeOptions.byScales(0.3).axes(0).build()),
            "the length of an axis must be known where its scale is 0.3",
            of("", DType.FLOAT64, -1)),
        row(new Resize(linear), "axis 1 of (2, 0) is empty", of("", DType.FLOAT64, 2, 0)),
        row(
            new Resize(ResizeOptions.toSizes(2).antialias(true).build()),
            "an axis that is resized with antialias must be of known length",
            of("", DType.FLOAT64, 2, -1)),
        row(
            new LocalResponseNormalization(1, 3, 1, 1, 1),
            "counted from the front, found 1 for (3,)",
            vector),
        row(new WindowMax(1, six), "the window of 6 is larger than axis 1", X),
        row(new MaxPool(1, six), "not defined for bool; convert with cast", TRUTHS),
        row(new MaxPool(2, six), "the input must have rank 4", X),
        row(new AveragePool(1, six), "not defined for int32, only for floating", INTS),
        row(new LpPool(1, 2, six), "not defined for int32, only for floating", INTS),
        row(
            new AdaptivePool(AdaptivePool.Kind.AVERAGE, List.of(1), DataFormat.CHANNELS_LAST),
            "not defined for int32, only for floating",
            INTS),
        row(adaptive, "not defined for bool; convert with cast", TRUTHS),
        row(adaptive, "the input must have rank 3: batch, channels and 1 axes", vector),
        row(adaptive, "axis 1 of (2, 0, 3) is empty", of("", DType.FLOAT64, 2, 0, 3)));
  }
}
