package io.opwalk.ops.composite;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A convolution over two axes whose windows look elsewhere: each element at a place of its own,
 * between the elements of the input (X. Zhu et al., "Deformable ConvNets v2", arXiv:1811.11168);
 * ONNX's DeformConv. Inputs, all of one floating dtype and in the layouts of the options: x; a
 * kernel, whose sizes are known; offsets, of the shape of the result, but with two numbers, along
 * height and width, for each element of the window of each group of offsets in place of channels;
 * and perhaps a mask, likewise with one number, which the element counts times.
 *
 * @param options a number for each axis
 * @param offsetGroups into how many runs the channels are divided, each with offsets of its own
 */
public record DeformableConvolution(ConvOptions options, int offsetGroups) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or there is no group
   */
  public DeformableConvolution {
    options = options.over(2);
    if (offsetGroups < 1) {
      throw new IllegalArgumentException("offsetGroups must be 1 or more, found " + offsetGroups);
    }
  }

  @Override
  public String name() {
    return "DeformableConv2D";
  }

  @Override
  public String label() {
    return name() + ConvText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>(ConvText.attributes(options));
    attributes.put("offsetGroups", offsetGroups);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    if (inputs.size() != 3 && inputs.size() != 4) {
      throw new IllegalArgumentException(
          "takes x, a kernel, offsets and perhaps a mask, found " + inputs.size() + " inputs");
    }
    TensorType x = inputs.get(0);
    Inputs.requireFloating(x.dtype());
    TensorType result =
        new Convolution(2, options).inferTypes(inputs.subList(0, 2)).get(0);
    Shape kernel = ConvLayout.kernel(inputs.get(1).shape(), options);
    if (!kernel.isFixed()) {
      throw new IllegalArgumentException("the kernel's sizes must be known, found " + kernel);
    }
    Dim channels = kernel.dim(1).times(options.groups());
    if (channels.exactQuotient(Dim.of(offsetGroups)).isEmpty()) {
      throw new IllegalArgumentException("the " + channels + " channels do not divide into "
          + offsetGroups + " groups of offsets");
    }
    Shape first = ConvLayout.channelsFirst(result.shape(), options.dataFormat());
    Dim elements = kernel.dim(2).times(kernel.dim(3)).times(offsetGroups);
    require("offsets", inputs.get(2), x, first.withDim(1, elements.times(2)));
    if (inputs.size() == 4) {
      require("a mask", inputs.get(3), x, first.withDim(1, elements));
    }
    return List.of(result);
  }

  private void require(String what, TensorType found, TensorType x, Shape expected) {
    Shape wanted = ConvLayout.inFormat(expected, options.dataFormat());
    boolean fits = found.dtype() == x.dtype() && found.rank() == 4;
    for (int axis = 0; fits && axis < 4; axis++) {
      Dim left = found.dim(axis);
      Dim right = wanted.dim(axis);
      fits = !left.isFixed() || !right.isFixed() || left.equals(right);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          what + " must be " + wanted + " " + x.dtype() + ", found " + found);
    }
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    return List.of(new DeformedWindows(this, inputs).tensor());
  }
}
