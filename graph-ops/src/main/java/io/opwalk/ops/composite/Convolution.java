package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Conv;
import java.util.List;
import java.util.Map;

/**
 * A convolution as Keras and ONNX have it: {@link Conv} with padding and in the user's layouts.
 * Inputs are {@code x} and a kernel of the same numeric dtype; see {@link ConvOptions} for shapes.
 *
 * @param axes over how many axes
 * @param options a number for each axis
 */
public record Convolution(int axes, ConvOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few
   */
  public Convolution {
    options = options.over(axes);
  }

  @Override
  public String name() {
    return "Conv" + axes + "D";
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
    ConvLayout.requireInput(inputs.get(0).shape(), axes, options.dataFormat());
    ConvLayout.requireRank("the kernel", inputs.get(1).shape(), axes, ConvText.kernel(options));
    Shape x = ConvLayout.channelsFirst(inputs.get(0).shape(), options.dataFormat());
    Shape kernel = ConvLayout.kernel(inputs.get(1).shape(), options);
    TensorType padded = inputs.get(0).withShape(borders(x, kernel).around(x));
    ConvLayout.requireFits(padded.shape(), kernel, inputs, options);
    TensorType result =
        conv().inferTypes(List.of(padded, inputs.get(1).withShape(kernel))).get(0);
    return List.of(result.withShape(ConvLayout.inFormat(result.shape(), options.dataFormat())));
  }

  private Conv conv() {
    return new Conv(options.strides(), options.dilations(), options.groups());
  }

  private Borders borders(Shape x, Shape kernel) {
    return Borders.of(
        options.padding(),
        2,
        ConvLayout.spatial(x),
        ConvLayout.extents(kernel, options.dilations()),
        options.strides());
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = ConvLayout.channelsFirst(inputs.get(0), options.dataFormat());
    Tensor kernel = ConvLayout.kernel(inputs.get(1), options);
    Tensor padded = borders(x.shape(), kernel.shape()).pad(x, Tensors.literal(0, x));
    Tensor result = Apply.of(conv(), padded, kernel).output();
    return List.of(ConvLayout.inFormat(result, options.dataFormat()));
  }
}
