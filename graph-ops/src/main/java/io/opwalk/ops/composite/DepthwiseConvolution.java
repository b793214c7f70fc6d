package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.KernelLayout;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A convolution that sees each channel for itself, with as many filters for each as the kernel has.
 * Inputs are {@code x} and a kernel of the same numeric dtype; the filters of one channel are
 * neighbours in the result. The number of channels must be known.
 *
 * @param axes over how many axes
 * @param options a number for each axis; of the groups there is one for each channel
 */
public record DepthwiseConvolution(int axes, ConvOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or groups are given
   */
  public DepthwiseConvolution {
    options = options.over(axes);
    if (options.groups() != 1) {
      throw new IllegalArgumentException(
          "a depthwise convolution has a group for each channel; found groups=" + options.groups());
    }
  }

  @Override
  public String name() {
    return "DepthwiseConv" + axes + "D";
  }

  @Override
  public String label() {
    return name() + ConvText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    return ConvText.attributes(options);
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType kernel = inputs.get(1);
    ConvLayout.requireInput(x.shape(), axes, options.dataFormat());
    ConvLayout.requireRank(
        "the kernel",
        kernel.shape(),
        axes,
        options.kernelLayout() == KernelLayout.KERAS
            ? "[axes of the window, channels, multiplier]"
            : "[channels * multiplier, 1, axes of the window]");
    if (options.kernelLayout() == KernelLayout.KERAS) {
      Dim channels = x.dim(options.dataFormat().channelAxis(x.rank()));
      ConvLayout.requireChannels(channels, kernel.dim(-2), inputs, 1);
    }
    return convolution(x.shape(), kernel.shape())
        .inferTypes(List.of(x, kernel.withShape(perFilter(kernel.shape()))));
  }

  private Convolution convolution(Shape x, Shape kernel) {
    Dim channels = x.dim(options.dataFormat().channelAxis(x.rank()));
    if (!channels.isFixed() && options.kernelLayout() == KernelLayout.KERAS) {
      channels = kernel.dim(-2);
    }
    if (!channels.isFixed() || channels.is(0)) {
      throw new IllegalArgumentException(
          "the number of channels must be known, and be 1 at least; found " + x);
    }
    return new Convolution(
        axes,
        new ConvOptions(
            options.strides(),
            options.dilations(),
            Math.toIntExact(channels.fixedSize().getAsLong()),
            options.padding(),
            options.dataFormat(),
            options.kernelLayout()));
  }

  /** The kernel of the convolution with groups: its filters are those of all channels in turn. */
  private Shape perFilter(Shape kernel) {
    if (options.kernelLayout() == KernelLayout.ONNX) {
      return kernel;
    }
    List<Dim> dims = new ArrayList<>(kernel.dims().subList(0, axes));
    dims.add(Dim.of(1));
    dims.add(kernel.dim(-2).times(kernel.dim(-1)));
    return Shape.of(dims);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor kernel = inputs.get(1);
    Convolution convolution = convolution(inputs.get(0).shape(), kernel.shape());
    Tensor filters = Shapes.reshape(kernel, perFilter(kernel.shape()));
    return List.of(Apply.of(convolution, inputs.get(0), filters).output());
  }
}
