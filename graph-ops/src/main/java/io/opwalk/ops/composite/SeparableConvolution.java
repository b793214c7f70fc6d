package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.ConvOptions;
import java.util.List;
import java.util.Map;

/**
 * A depthwise convolution, and one with windows of a single element after it, which mixes the
 * channels. Inputs are {@code x}, the kernel of a {@link DepthwiseConvolution} and that of a
 * {@link Convolution}, all of one numeric dtype. See F. Chollet, "Xception: Deep Learning with
 * Depthwise Separable Convolutions", arXiv:1610.02357.
 *
 * @param axes over how many axes
 * @param options a number for each axis, for the first of the two
 */
public record SeparableConvolution(int axes, ConvOptions options) implements Composite {
  /**
   * Gives each axis its numbers.
   *
   * @throws IllegalArgumentException where there are too many or too few, or groups are given
   */
  public SeparableConvolution {
    options = new DepthwiseConvolution(axes, options).options();
  }

  @Override
  public String name() {
    return "SeparableConv" + axes + "D";
  }

  @Override
  public String label() {
    return name() + ConvText.of(options);
  }

  @Override
  public Map<String, Object> attributes() {
    return ConvText.attributes(options);
  }

  private Convolution pointwise() {
    return new Convolution(
        axes,
        ConvOptions.builder()
            .dataFormat(options.dataFormat())
            .kernelLayout(options.kernelLayout())
            .build());
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(3, inputs);
    TensorType mid =
        new DepthwiseConvolution(axes, options).inferTypes(inputs.subList(0, 2)).get(0);
    return pointwise().inferTypes(List.of(mid, inputs.get(2)));
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    DepthwiseConvolution first = new DepthwiseConvolution(axes, options);
    Tensor mid = Apply.of(first, inputs.subList(0, 2)).output();
    return List.of(Apply.of(pointwise(), mid, inputs.get(2)).output());
  }
}
