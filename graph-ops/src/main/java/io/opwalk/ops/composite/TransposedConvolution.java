package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.KernelLayout;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.Conv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A transposed convolution as Keras and ONNX have it: {@link TransposedConv} with the lengths that
 * follow from the padding, in the user's layouts. Inputs are {@code x} and a kernel of the same
 * numeric dtype; see {@link io.opwalk.ops.Convolutions#conv2dTranspose} for lengths.
 *
 * @param axes over how many axes
 * @param options a number for each axis
 * @param outputPadding for each axis how many elements are added behind the result, or empty
 */
public record TransposedConvolution(int axes, ConvOptions options, List<Integer> outputPadding)
    implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or padding is causal
   */
  public TransposedConvolution {
    options = options.over(axes);
    outputPadding = List.copyOf(outputPadding);
    if (!outputPadding.isEmpty() && outputPadding.size() != axes
        || outputPadding.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("outputPadding takes a number of 0 or more for each of "
          + axes + " axes, or none at all; found " + outputPadding);
    }
    if (options.padding().kind() == WindowPadding.Kind.CAUSAL) {
      throw new IllegalArgumentException("a transposed convolution has no causal padding");
    }
  }

  @Override
  public String name() {
    return "Conv" + axes + "DTranspose";
  }

  @Override
  public String label() {
    return name() + ConvText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>(ConvText.attributes(options));
    attributes.put("outputPadding", outputPadding);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    ConvLayout.requireInput(inputs.get(0).shape(), axes, options.dataFormat());
    ConvLayout.requireRank(
        "the kernel",
        inputs.get(1).shape(),
        axes,
        options.kernelLayout() == KernelLayout.KERAS
            ? "[axes of the window, filters, channels]"
            : "[channels, filters, axes of the window]");
    Shape x = ConvLayout.channelsFirst(inputs.get(0).shape(), options.dataFormat());
    Shape kernel = ConvLayout.kernel(inputs.get(1).shape(), options);
    ConvLayout.requireChannels(x.dim(1), kernel.dim(0), inputs, 1);
    TensorType result = transposed(x, kernel)
        .inferTypes(List.of(inputs.get(0).withShape(x), inputs.get(1).withShape(kernel)))
        .get(0);
    return List.of(result.withShape(ConvLayout.inFormat(result.shape(), options.dataFormat())));
  }

  private TransposedConv transposed(Shape x, Shape kernel) {
    List<Dim> before = new ArrayList<>();
    List<Dim> lengths = new ArrayList<>();
    List<Dim> extents = ConvLayout.extents(kernel, options.dilations());
    for (int i = 0; i < axes; i++) {
      Dim length = length(i, x.dim(i + 2), extents.get(i));
      lengths.add(length);
      before.add(before(i, length, extents.get(i)));
    }
    Conv conv = new Conv(options.strides(), options.dilations(), options.groups());
    return new TransposedConv(conv, before, lengths);
  }

  private Dim length(int axis, Dim size, Dim extent) {
    int stride = options.strides().get(axis);
    WindowPadding padding = options.padding();
    boolean isSame =
        padding.kind() != WindowPadding.Kind.VALID && padding.kind() != WindowPadding.Kind.EXPLICIT;
    if (outputPadding.isEmpty() && isSame) {
      return size.times(stride);
    }
    Dim full = Borders.spread(size, stride - 1).plus(extent).minus(1);
    if (outputPadding.isEmpty()) {
      return padding.kind() == WindowPadding.Kind.VALID
          ? full.plus(Dim.of(stride).minus(extent).max(Dim.of(0)))
          : full.minus(padding.before().get(axis)).minus(padding.after().get(axis));
    }
    Dim added = full.plus(outputPadding.get(axis));
    if (isSame) {
      return added.minus(extent.floorDiv(2).times(2));
    }
    return padding.kind() == WindowPadding.Kind.VALID
        ? added
        : added.minus(padding.before().get(axis)).minus(padding.after().get(axis));
  }

  private Dim before(int axis, Dim length, Dim extent) {
    return switch (options.padding().kind()) {
      case EXPLICIT -> Dim.of(options.padding().before().get(axis));
      case SAME -> around(axis, length, extent).floorDiv(2);
      case SAME_LOWER -> around(axis, length, extent).ceilDiv(2);
      case VALID, CAUSAL -> Dim.of(0);
    };
  }

  private Dim around(int axis, Dim length, Dim extent) {
    return Borders.same(length, extent, options.strides().get(axis)).max(Dim.of(0));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = ConvLayout.channelsFirst(inputs.get(0), options.dataFormat());
    Tensor kernel = ConvLayout.kernel(inputs.get(1), options);
    TransposedConv op = transposed(x.shape(), kernel.shape());
    return List.of(ConvLayout.inFormat(Apply.of(op, x, kernel).output(), options.dataFormat()));
  }
}
