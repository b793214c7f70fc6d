package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.composite.ConvKernel;
import io.opwalk.ops.composite.TransposedConv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A convolution as networks understand it, that is a cross-correlation, over any number of axes and
 * only where the kernel lies within the input:
 *
 * <pre>{@code
 * [n, c, s...] x [o, c / groups, k...] -> [n, o, (s - (k - 1) * dilation - 1) / stride + 1 ...]
 * result[n, o, p] = sum over c, k of x[n, c, p * stride + k * dilation] * kernel[o, c, k]
 * }</pre>
 *
 * <p>With groups, the channels of input and result are divided into as many runs of equal length,
 * and a result sees only the input channels of its own run. Numeric dtypes. ONNX's Conv without
 * pads; padding, other layouts and transposed convolutions are made of other primitives around it.
 *
 * <p>Each element is summed in the order of (c, k...), starting from zero, each product and the sum
 * it is added to rounded once, as in {@link MatMul}.
 *
 * @param strides for each axis, how far apart neighbouring results look
 * @param dilations for each axis, how far apart in the input neighbours in the kernel look
 * @param groups how many runs of channels there are
 */
public record Conv(List<Integer> strides, List<Integer> dilations, int groups)
    implements Primitive {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where a number is below 1, or the lists differ in length
   */
  public Conv {
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    WindowSizes.requirePositive("strides", strides);
    WindowSizes.requirePositive("dilations", dilations);
    WindowSizes.requirePositive("groups", List.of(groups));
    WindowSizes.requireSameLength("dilations", dilations, strides.size());
  }

  @Override
  public String name() {
    return "Conv";
  }

  @Override
  public String label() {
    return "Conv{strides=" + strides + ", dilations=" + dilations + ", groups=" + groups + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("strides", strides);
    attributes.put("dilations", dilations);
    attributes.put("groups", groups);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType kernel = inputs.get(1);
    if (x.dtype() != kernel.dtype() || !x.dtype().isNumeric()) {
      throw new IllegalArgumentException("inputs must have one numeric dtype, found "
          + x.dtype()
          + " and "
          + kernel.dtype()
          + "; convert one of them with cast(x, dtype)");
    }
    int rank = strides.size() + 2;
    if (x.rank() != rank || kernel.rank() != rank) {
      throw new IllegalArgumentException("over "
          + strides.size()
          + " axes the input and the kernel have rank "
          + rank
          + ", found "
          + x.shape()
          + " and "
          + kernel.shape());
    }
    requireChannels(x.shape(), kernel.shape());
    List<Dim> dims = new ArrayList<>(List.of(x.dim(0), kernel.dim(0)));
    for (int i = 0; i < strides.size(); i++) {
      dims.add(WindowSizes.checkedPlaces(
          x.shape(), i + 2, kernel.dim(i + 2), strides.get(i), dilations.get(i)));
    }
    return List.of(x.withShape(Shape.of(dims)));
  }

  private void requireChannels(Shape x, Shape kernel) {
    Dim found = x.dim(1);
    Dim wanted = kernel.dim(1).times(groups);
    if (found.isFixed() && wanted.isFixed() && !found.equals(wanted)) {
      throw new IllegalArgumentException("the input "
          + x
          + " has "
          + found
          + " channels, and the kernel "
          + kernel
          + (groups == 1 ? "" : " in " + groups + " groups")
          + " takes "
          + wanted);
    }
    Dim filters = kernel.dim(0);
    if (filters.isFixed() && filters.fixedSize().getAsLong() % groups != 0) {
      throw new IllegalArgumentException("the " + filters + " filters of the kernel " + kernel
          + " do not divide into " + groups + " groups");
    }
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor kernel = apply.inputs(1);
    return List.of(
        gradients.get(0).map(gradient -> TransposedConv.inputGradient(this, gradient, kernel, x)),
        gradients.get(0).map(gradient -> ConvKernel.gradient(this, x, gradient, kernel)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
