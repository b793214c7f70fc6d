package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.primitive.Conv;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The gradient of {@link Conv} in its kernel: how each element of the input met each element of the
 * gradient of the result.
 *
 * <pre>{@code
 * [n, c, s...] x [n, o, m...] -> [o, c / groups, size...]
 * result[o, c, k] = sum over n, m of x[n, c, m * stride + k * dilation] * gradient[n, o, m]
 * }</pre>
 *
 * <p>A convolution itself, in which strides and dilations change places, and so do batch and
 * channels.
 *
 * @param conv which convolution
 * @param sizes for each axis, how many elements of the kernel there are
 */
public record ConvKernel(Conv conv, List<Dim> sizes) implements Composite, Differentiable {
  /** Copies the list. */
  public ConvKernel {
    sizes = List.copyOf(sizes);
  }

  /** The gradient of a convolution in its kernel. */
  public static Tensor gradient(Conv conv, Tensor x, Tensor gradient, Tensor kernel) {
    ConvKernel op = new ConvKernel(conv, ConvLayout.spatial(kernel.shape()));
    return SizedLike.tie(Apply.of(op, x, gradient).output(), kernel);
  }

  @Override
  public String name() {
    return "ConvKernel";
  }

  @Override
  public String label() {
    return name() + "{strides=" + conv.strides() + ", dilations=" + conv.dilations() + ", groups="
        + conv.groups() + ", sizes=" + sizes + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>(conv.attributes());
    attributes.put("sizes", sizes);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType gradient = inputs.get(1);
    ConvLayout.requireRank(
        "the input", x.shape(), sizes.size(), "[batch, channels, axes of the input]");
    ConvLayout.requireRank(
        "the gradient", gradient.shape(), sizes.size(), "[batch, filters, axes of the result]");
    Dim channels = x.dim(1);
    if (channels.isFixed() && channels.fixedSize().getAsLong() % conv.groups() != 0) {
      throw new IllegalArgumentException("the " + channels + " channels of the input " + x.shape()
          + " do not divide into " + conv.groups() + " groups");
    }
    List<Dim> dims = new ArrayList<>(List.of(gradient.dim(1), channels.floorDiv(conv.groups())));
    dims.addAll(sizes);
    Shape kernel = Shape.of(dims);
    // Asks in turn whether the convolution gives such a gradient.
    Shape wanted =
        conv.inferTypes(List.of(x, gradient.withShape(kernel))).get(0).shape();
    for (int axis = 0; axis < wanted.rank(); axis++) {
      Dim left = wanted.dim(axis);
      Dim right = gradient.dim(axis);
      if (left.isFixed() && right.isFixed() && !left.equals(right)) {
        throw new IllegalArgumentException("the gradient of a convolution of " + x.shape()
            + " with a kernel " + kernel + " has the shape " + wanted + ", found "
            + gradient.shape());
      }
    }
    return List.of(x.withShape(kernel));
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    List<Dim> newSizes = sizes.stream().map(dim -> dim.substitute(dims)).toList();
    return newSizes.equals(sizes) ? this : new ConvKernel(conv, newSizes);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Conv inner = new Conv(conv.dilations(), conv.strides(), conv.groups());
    Tensor whole =
        Apply.of(inner, turned(inputs.get(0)), exchanged(inputs.get(1))).output();
    Shape shape = whole.shape();
    List<Dim> kept = new ArrayList<>(shape.dims().subList(0, 2));
    kept.addAll(sizes);
    if (!shape.dims().equals(kept)) {
      // A stride may leave elements of the input that no window reaches.
      Slice slice = new Slice(
          Collections.nCopies(kept.size(), Dim.of(0)), kept, Collections.nCopies(kept.size(), 1));
      whole = SizedLike.tie(Apply.of(slice, whole).output(), whole);
    }
    return List.of(exchanged(whole));
  }

  /** The first two axes in the other order. */
  private static Tensor exchanged(Tensor x) {
    int[] order = IntStream.range(0, x.shape().rank()).toArray();
    order[0] = 1;
    order[1] = 0;
    return Shapes.transpose(x, order);
  }

  /** The channels of a group in front, and the batches of all groups behind one another. */
  private Tensor turned(Tensor x) {
    if (conv.groups() == 1) {
      return exchanged(x);
    }
    Shape shape = x.shape();
    Dim groups = Dim.of(conv.groups());
    Dim channels = shape.dim(1).floorDiv(groups);
    Shape signal = Shape.of(ConvLayout.spatial(shape));
    Tensor split = Shapes.reshape(x, Shape.of(shape.dim(0), groups, channels).append(signal));
    int[] order = IntStream.range(0, shape.rank() + 1).toArray();
    order[0] = 2;
    order[2] = 0;
    return Shapes.reshape(
        Shapes.transpose(split, order),
        Shape.of(channels, groups.times(shape.dim(0))).append(signal));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    return List.of(
        gradients
            .get(0)
            .map(kernel -> TransposedConv.inputGradient(conv, apply.inputs(1), kernel, x)),
        gradients.get(0).map(kernel -> Apply.of(conv, x, kernel).output()));
  }
}
