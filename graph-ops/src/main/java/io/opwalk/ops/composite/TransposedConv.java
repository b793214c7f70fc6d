package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.Differentiable;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
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
 * What is to {@link Conv} as a matrix is to its transpose, and so its gradient in the input: each
 * element of the input spreads the kernel over the result.
 *
 * <pre>{@code
 * [n, o, m...] x [o, c / groups, k...] -> [n, c, length...]
 * result[n, c, m * stride + k * dilation - before] += x[n, o, m] * kernel[o, c, k]
 * }</pre>
 *
 * <p>What would lie outside of the result is left out. See V. Dumoulin and F. Visin, "A guide to
 * convolution arithmetic for deep learning", arXiv:1603.07285, section 4.
 *
 * @param conv which convolution
 * @param before for each axis, how many elements of the full result are cut off in front
 * @param lengths for each axis, how many elements there are in the result
 */
public record TransposedConv(Conv conv, List<Dim> before, List<Dim> lengths)
    implements Composite, Differentiable {
  /** Copies the lists. */
  public TransposedConv {
    before = List.copyOf(before);
    lengths = List.copyOf(lengths);
  }

  /** The gradient of a convolution in its input. */
  public static Tensor inputGradient(Conv conv, Tensor gradient, Tensor kernel, Tensor x) {
    List<Dim> lengths = ConvLayout.spatial(x.shape());
    List<Dim> nothing = Collections.nCopies(lengths.size(), Dim.of(0));
    TransposedConv op = new TransposedConv(conv, nothing, lengths);
    return SizedLike.tie(Apply.of(op, gradient, kernel).output(), x);
  }

  @Override
  public String name() {
    return "TransposedConv";
  }

  @Override
  public String label() {
    return name() + "{strides=" + conv.strides() + ", dilations=" + conv.dilations() + ", groups="
        + conv.groups() + ", before=" + before + ", lengths=" + lengths + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>(conv.attributes());
    attributes.put("before", before);
    attributes.put("lengths", lengths);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Inputs.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType kernel = inputs.get(1);
    ConvLayout.requireRank(
        "the input", x.shape(), lengths.size(), "[batch, channels, axes of the result]");
    ConvLayout.requireRank(
        "the kernel", kernel.shape(), lengths.size(), "[channels, filters, axes of the window]");
    if (x.dtype() != kernel.dtype() || !x.dtype().isNumeric()) {
      throw new IllegalArgumentException("inputs must have one numeric dtype, found " + x.dtype()
          + " and " + kernel.dtype() + "; convert one of them with cast(x, dtype)");
    }
    Dim channels = x.dim(1);
    if (channels.isFixed() && kernel.dim(0).isFixed() && !channels.equals(kernel.dim(0))) {
      throw new IllegalArgumentException("the input " + x.shape() + " has " + channels
          + " channels, and the kernel " + kernel.shape() + " takes " + kernel.dim(0));
    }
    if (kernel.dim(0).isFixed() && kernel.dim(0).fixedSize().getAsLong() % conv.groups() != 0) {
      throw new IllegalArgumentException("the " + kernel.dim(0) + " channels of the kernel "
          + kernel.shape() + " do not divide into " + conv.groups() + " groups");
    }
    List<Dim> dims = new ArrayList<>(List.of(x.dim(0), kernel.dim(1).times(conv.groups())));
    dims.addAll(lengths);
    return List.of(x.withShape(Shape.of(dims)));
  }

  @Override
  public Op substitute(Function<Dim.Symbol, Dim> dims) {
    List<Dim> newBefore = before.stream().map(dim -> dim.substitute(dims)).toList();
    List<Dim> newLengths = lengths.stream().map(dim -> dim.substitute(dims)).toList();
    return newBefore.equals(before) && newLengths.equals(lengths)
        ? this
        : new TransposedConv(conv, newBefore, newLengths);
  }

  @Override
  public List<Tensor> expand(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor kernel = inputs.get(1);
    List<Dim> front = new ArrayList<>();
    List<Dim> back = new ArrayList<>();
    List<Integer> interior = conv.strides().stream().map(stride -> stride - 1).toList();
    List<Dim> extents = ConvLayout.extents(kernel.shape(), conv.dilations());
    for (int i = 0; i < lengths.size(); i++) {
      Dim spread = Borders.spread(x.shape().dim(i + 2), interior.get(i));
      front.add(extents.get(i).minus(1).minus(before.get(i)));
      back.add(lengths.get(i).plus(before.get(i)).minus(spread));
    }
    Tensor padded = new Borders(2, front, back, interior, true).pad(x, Tensors.literal(0, x));
    Conv inner = new Conv(Collections.nCopies(lengths.size(), 1), conv.dilations(), conv.groups());
    return List.of(Apply.of(inner, padded, turned(kernel)).output());
  }

  /** The kernel backward along its windows, and its first two axes exchanged in each group. */
  private Tensor turned(Tensor kernel) {
    Shape shape = kernel.shape();
    List<Dim> starts = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      starts.add(axis < 2 ? Dim.of(0) : shape.dim(axis).minus(1));
      steps.add(axis < 2 ? 1 : -1);
    }
    Tensor backward = Apply.of(new Slice(starts, shape.dims(), steps), kernel).output();
    int[] order = IntStream.range(0, shape.rank()).toArray();
    if (conv.groups() == 1) {
      order[0] = 1;
      order[1] = 0;
      return Shapes.transpose(backward, order);
    }
    Dim groups = Dim.of(conv.groups());
    Shape windows = Shape.of(ConvLayout.spatial(shape));
    Dim outer = shape.dim(0).floorDiv(groups);
    Tensor split =
        Shapes.reshape(backward, Shape.of(groups, outer, shape.dim(1)).append(windows));
    int[] swapped = IntStream.range(0, shape.rank() + 1).toArray();
    swapped[1] = 2;
    swapped[2] = 1;
    return Shapes.reshape(
        Shapes.transpose(split, swapped),
        Shape.of(groups.times(shape.dim(1)), outer).append(windows));
  }

  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor kernel = apply.inputs(1);
    if (gradients.get(0).isEmpty()) {
      return List.of(Optional.empty(), Optional.empty());
    }
    Tensor seen = seen(gradients.get(0).get(), x, kernel);
    return List.of(
        Optional.of(Apply.of(conv, seen, kernel).output()),
        Optional.of(ConvKernel.gradient(conv, seen, x, kernel)));
  }

  /** What windows see of the gradient of the result that lie where elements of x are. */
  private Tensor seen(Tensor gradient, Tensor x, Tensor kernel) {
    List<Dim> back = new ArrayList<>();
    List<Dim> extents = ConvLayout.extents(kernel.shape(), conv.dilations());
    for (int i = 0; i < lengths.size(); i++) {
      Dim spread = Borders.spread(x.shape().dim(i + 2), conv.strides().get(i) - 1);
      Dim whole = spread.plus(extents.get(i)).minus(1);
      back.add(whole.minus(before.get(i)).minus(lengths.get(i)));
    }
    Tensor seen = new Borders(2, before, back, true).pad(gradient, Tensors.literal(0, gradient));
    return seen == gradient ? seen : SizedLike.tie(seen, x);
  }
}
