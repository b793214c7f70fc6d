package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.Convolution;
import io.opwalk.ops.composite.DeformableConvolution;
import io.opwalk.ops.composite.DepthwiseConvolution;
import io.opwalk.ops.composite.SeparableConvolution;
import io.opwalk.ops.composite.TransposedConvolution;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Convolutions over one, two and three axes, in Keras's words and layouts unless
 * {@link ConvOptions} say otherwise. Numeric dtypes, all inputs of the same one.
 *
 * <p>As everywhere in networks, kernels are not turned: these are cross-correlations. Sizes along
 * the axes may be unknown; where a window turns out to be larger than its input, that is an error
 * of the call.
 */
public final class Convolutions {
  private Convolutions() {}

  /** As {@link #conv1d(Tensor, Tensor, ConvOptions)} with the defaults. */
  public static Tensor conv1d(Tensor x, Tensor kernel) {
    return conv1d(x, kernel, ConvOptions.defaults());
  }

  /**
   * A convolution over one axis; see {@link #conv2d(Tensor, Tensor, ConvOptions)}.
   *
   * @param x {@code [batch, steps, channels]}
   * @param kernel {@code [window, channels / groups, filters]}
   */
  public static Tensor conv1d(Tensor x, Tensor kernel, ConvOptions options) {
    return apply("conv1d", () -> new Convolution(1, options), x, kernel);
  }

  /** As {@link #conv2d(Tensor, Tensor, ConvOptions)} with the defaults. */
  public static Tensor conv2d(Tensor x, Tensor kernel) {
    return conv2d(x, kernel, ConvOptions.defaults());
  }

  /**
   * A convolution over two axes.
   *
   * <pre>{@code
   * // (?, 28, 28, 1) with (3, 3, 1, 32) -> (?, 14, 14, 32)
   * conv2d(images, kernel, ConvOptions.builder().strides(2).padding(WindowPadding.SAME).build());
   * }</pre>
   *
   * @param x {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels / groups, filters]}
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit each other and the options
   */
  public static Tensor conv2d(Tensor x, Tensor kernel, ConvOptions options) {
    return apply("conv2d", () -> new Convolution(2, options), x, kernel);
  }

  /** As {@link #conv3d(Tensor, Tensor, ConvOptions)} with the defaults. */
  public static Tensor conv3d(Tensor x, Tensor kernel) {
    return conv3d(x, kernel, ConvOptions.defaults());
  }

  /**
   * A convolution over three axes; see {@link #conv2d(Tensor, Tensor, ConvOptions)}.
   *
   * @param x {@code [batch, depth, height, width, channels]}
   * @param kernel {@code [depth, height, width, channels / groups, filters]}
   */
  public static Tensor conv3d(Tensor x, Tensor kernel, ConvOptions options) {
    return apply("conv3d", () -> new Convolution(3, options), x, kernel);
  }

  /**
   * A transposed convolution over one axis; see {@link #conv2dTranspose(Tensor, Tensor,
   * ConvOptions, int...)}.
   *
   * @param x {@code [batch, steps, channels]}
   * @param kernel {@code [window, filters / groups, channels]}
   */
  public static Tensor conv1dTranspose(
      Tensor x, Tensor kernel, ConvOptions options, int... outputPadding) {
    return transposed("conv1dTranspose", 1, x, kernel, options, outputPadding);
  }

  /**
   * A transposed convolution over two axes: the gradient of a convolution in its input, and so what
   * leads from the small to the large. Keras's {@code conv_transpose}, and ONNX's ConvTranspose.
   *
   * <p>With {@code extent = (window - 1) * dilation + 1}, a result is, along each axis, as long as
   *
   * <ul>
   *   <li>VALID: {@code (size - 1) * stride + extent + outputPadding}; where that is not given
   *       {@code size * stride + max(extent - stride, 0)}, as in Keras
   *   <li>SAME: {@code size * stride}; where {@code outputPadding} is given {@code (size - 1) *
   *       stride + extent % 2 + outputPadding}, as in Keras
   *   <li>EXPLICIT: {@code (size - 1) * stride + extent + outputPadding - before - after}, as in
   *       ONNX
   * </ul>
   *
   * @param x {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, filters / groups, channels]}
   * @param outputPadding for each axis, or once for all, how much longer the result is; or nothing
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit each other and the options
   */
  public static Tensor conv2dTranspose(
      Tensor x, Tensor kernel, ConvOptions options, int... outputPadding) {
    return transposed("conv2dTranspose", 2, x, kernel, options, outputPadding);
  }

  /**
   * A transposed convolution over three axes; see {@link #conv2dTranspose(Tensor, Tensor,
   * ConvOptions, int...)}.
   *
   * @param x {@code [batch, depth, height, width, channels]}
   * @param kernel {@code [depth, height, width, filters / groups, channels]}
   */
  public static Tensor conv3dTranspose(
      Tensor x, Tensor kernel, ConvOptions options, int... outputPadding) {
    return transposed("conv3dTranspose", 3, x, kernel, options, outputPadding);
  }

  private static Tensor transposed(
      String function,
      int axes,
      Tensor x,
      Tensor kernel,
      ConvOptions options,
      int... outputPadding) {
    List<Integer> given = Arrays.stream(outputPadding).boxed().toList();
    return apply(
        function,
        () -> new TransposedConvolution(
            axes, options, given.isEmpty() ? given : PerAxis.of("outputPadding", given, axes)),
        x,
        kernel);
  }

  /**
   * A convolution over one axis that sees each channel for itself; see
   * {@link #depthwiseConv2d(Tensor, Tensor, ConvOptions)}.
   *
   * @param x {@code [batch, steps, channels]}
   * @param kernel {@code [window, channels, multiplier]}
   */
  public static Tensor depthwiseConv1d(Tensor x, Tensor kernel, ConvOptions options) {
    return apply("depthwiseConv1d", () -> new DepthwiseConvolution(1, options), x, kernel);
  }

  /**
   * A convolution over two axes that sees each channel for itself, with {@code multiplier} filters
   * for each, which are neighbours in the result. The number of channels must be known, and the
   * options leave groups at 1.
   *
   * @param x {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels, multiplier]}
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit each other and the options
   */
  public static Tensor depthwiseConv2d(Tensor x, Tensor kernel, ConvOptions options) {
    return apply("depthwiseConv2d", () -> new DepthwiseConvolution(2, options), x, kernel);
  }

  /**
   * A separable convolution over one axis; see {@link #separableConv2d(Tensor, Tensor, Tensor,
   * ConvOptions)}.
   *
   * @param x {@code [batch, steps, channels]}
   * @param depthwise {@code [window, channels, multiplier]}
   * @param pointwise {@code [1, channels * multiplier, filters]}
   */
  public static Tensor separableConv1d(
      Tensor x, Tensor depthwise, Tensor pointwise, ConvOptions options) {
    return apply(
        "separableConv1d", () -> new SeparableConvolution(1, options), x, depthwise, pointwise);
  }

  /**
   * A depthwise convolution over two axes, and one of single elements after it that mixes the
   * channels.
   *
   * @param x {@code [batch, height, width, channels]}
   * @param depthwise {@code [height, width, channels, multiplier]}
   * @param pointwise {@code [1, 1, channels * multiplier, filters]}
   * @param options of the depthwise convolution
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit each other and the options
   */
  public static Tensor separableConv2d(
      Tensor x, Tensor depthwise, Tensor pointwise, ConvOptions options) {
    return apply(
        "separableConv2d", () -> new SeparableConvolution(2, options), x, depthwise, pointwise);
  }

  /**
   * A convolution over two axes whose windows look elsewhere: each element at a place of its own,
   * moved by an offset, between the elements of the input, beyond whose ends there are zeros;
   * ONNX's DeformConv, torchvision's {@code deform_conv2d}. Floating dtypes; the kernel's sizes
   * must be known. It is from J. Dai et al., "Deformable Convolutional Networks", arXiv:1703.06211.
   *
   * @param x {@code [batch, height, width, channels]}
   * @param kernel {@code [height, width, channels / groups, filters]}
   * @param offsets of the shape of the result, but for the channels: of each group of offsets, for
   *     each element of the window, row by row, how far down and how far to the right
   * @param offsetGroups into how many runs the channels are divided, each with offsets of its own
   * @throws io.opwalk.TypeException where shapes or dtypes do not fit each other and the options
   */
  public static Tensor deformableConv2d(
      Tensor x, Tensor kernel, Tensor offsets, ConvOptions options, int offsetGroups) {
    return apply(
        "deformableConv2d",
        () -> new DeformableConvolution(options, offsetGroups),
        x,
        kernel,
        offsets);
  }

  /**
   * As the other one, with a mask that elements count times (X. Zhu et al., "Deformable ConvNets
   * v2", arXiv:1811.11168).
   *
   * @param mask of the shape of the result, but for the channels: of each group of offsets, a
   *     number for each element of the window
   */
  public static Tensor deformableConv2d(
      Tensor x, Tensor kernel, Tensor offsets, Tensor mask, ConvOptions options, int offsetGroups) {
    return apply(
        "deformableConv2d",
        () -> new DeformableConvolution(options, offsetGroups),
        x,
        kernel,
        offsets,
        mask);
  }

  private static Tensor apply(String function, Supplier<Op> op, Tensor... inputs) {
    List<Tensor> operands = List.of(inputs);
    return Apply.of(Refusal.naming(function, operands, op), operands).output();
  }
}
