package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.KernelLayout;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * From the layouts that users choose to that of {@link io.opwalk.ops.primitive.Conv} and back:
 * channels behind the batch, the axes of the kernel's windows last.
 */
final class ConvLayout {
  private ConvLayout() {}

  /** Requires tensors of images, or other signals over as many axes. */
  static void requireRank(String what, Shape shape, int axes, String expected) {
    if (shape.rank() != axes + 2) {
      throw new IllegalArgumentException(
          what + " must have rank " + (axes + 2) + ", " + expected + ", found " + shape);
    }
  }

  static void requireInput(Shape x, int axes, DataFormat format) {
    String spatial = axes == 1 ? "1 axis" : axes + " axes";
    requireRank(
        "the input",
        x,
        axes,
        format == DataFormat.CHANNELS_LAST
            ? "[batch, " + spatial + ", channels]"
            : "[batch, channels, " + spatial + "]");
  }

  /** For each axis of the result, which of {@code rank} axes it is. */
  private static int[] toFirst(int rank) {
    int[] permutation = new int[rank];
    permutation[1] = rank - 1;
    for (int axis = 2; axis < rank; axis++) {
      permutation[axis] = axis - 1;
    }
    return permutation;
  }

  private static int[] toLast(int rank) {
    int[] permutation = new int[rank];
    permutation[rank - 1] = 1;
    for (int axis = 1; axis < rank - 1; axis++) {
      permutation[axis] = axis + 1;
    }
    return permutation;
  }

  /** Both of Keras's orders of a kernel's axes are ONNX's backward, but for the axes of windows. */
  private static int[] kernelToOnnx(int rank) {
    int[] permutation = new int[rank];
    permutation[0] = rank - 1;
    permutation[1] = rank - 2;
    for (int axis = 2; axis < rank; axis++) {
      permutation[axis] = axis - 2;
    }
    return permutation;
  }

  static Shape permuted(Shape shape, int... permutation) {
    List<Dim> dims = new ArrayList<>();
    for (int axis : permutation) {
      dims.add(shape.dim(axis));
    }
    return Shape.of(dims);
  }

  static Shape channelsFirst(Shape x, DataFormat format) {
    return format == DataFormat.CHANNELS_FIRST ? x : permuted(x, toFirst(x.rank()));
  }

  static Tensor channelsFirst(Tensor x, DataFormat format) {
    return format == DataFormat.CHANNELS_FIRST
        ? x
        : Shapes.transpose(x, toFirst(x.shape().rank()));
  }

  /** From channels behind the batch to the format. */
  static Shape inFormat(Shape x, DataFormat format) {
    return format == DataFormat.CHANNELS_FIRST ? x : permuted(x, toLast(x.rank()));
  }

  static Tensor inFormat(Tensor x, DataFormat format) {
    return format == DataFormat.CHANNELS_FIRST
        ? x
        : Shapes.transpose(x, toLast(x.shape().rank()));
  }

  static Shape kernel(Shape kernel, ConvOptions options) {
    return options.kernelLayout() == KernelLayout.ONNX
        ? kernel
        : permuted(kernel, kernelToOnnx(kernel.rank()));
  }

  static Tensor kernel(Tensor kernel, ConvOptions options) {
    return options.kernelLayout() == KernelLayout.ONNX
        ? kernel
        : Shapes.transpose(kernel, kernelToOnnx(kernel.shape().rank()));
  }

  /** From the first to the last element that each window of a kernel touches. */
  static List<Dim> extents(Shape onnxKernel, List<Integer> dilations) {
    List<Dim> extents = new ArrayList<>();
    for (int i = 0; i < dilations.size(); i++) {
      extents.add(onnxKernel.dim(i + 2).minus(1).times(dilations.get(i)).plus(1));
    }
    return extents;
  }

  /**
   * Refuses in the user's layouts what a convolution would refuse in its own: channels that are not
   * those of the kernel, and windows that are larger than the input.
   *
   * @param x the input with its padding, channels behind the batch
   * @param kernel filters first
   * @param inputs what the user gave
   */
  static void requireFits(Shape x, Shape kernel, List<TensorType> inputs, ConvOptions options) {
    Shape given = inputs.get(0).shape();
    requireChannels(x.dim(1), kernel.dim(1).times(options.groups()), inputs, options.groups());
    Dim filters = kernel.dim(0);
    if (filters.isFixed() && filters.fixedSize().getAsLong() % options.groups() != 0) {
      throw new IllegalArgumentException("the " + filters + " filters of the kernel "
          + inputs.get(1).shape() + " do not divide into " + options.groups() + " groups");
    }
    List<Dim> extents = extents(kernel, options.dilations());
    for (int i = 0; i < extents.size(); i++) {
      Dim length = x.dim(i + 2);
      Dim extent = extents.get(i);
      boolean known = length.isFixed() && extent.isFixed();
      if (known && length.fixedSize().getAsLong() < extent.fixedSize().getAsLong()) {
        int axis = options.dataFormat().firstSpatialAxis() + i;
        int dilation = options.dilations().get(i);
        throw new IllegalArgumentException("the window of " + kernel.dim(i + 2)
            + (dilation == 1 ? "" : " in steps of " + dilation) + " is larger than axis " + axis
            + " of " + given + ", which has " + length
            + (length.equals(given.dim(axis)) ? "" : " with its padding"));
      }
    }
  }

  static void requireChannels(Dim found, Dim wanted, List<TensorType> inputs, int groups) {
    if (found.isFixed() && wanted.isFixed() && !found.equals(wanted)) {
      throw new IllegalArgumentException("the input " + inputs.get(0).shape() + " has " + found
          + " channels, and the kernel " + inputs.get(1).shape()
          + (groups == 1 ? "" : " in " + groups + " groups") + " takes " + wanted);
    }
  }

  /** The axes behind the first two. */
  static List<Dim> spatial(Shape channelsFirst) {
    return channelsFirst.dims().subList(2, channelsFirst.rank());
  }
}
