package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.ConvKernel;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.composite.TransposedConv;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A convolution with windows of 3 by 3 or 5 by 5, step 1 and zeros around, channels last, by a
 * quarter of the products that {@link Conv} takes, or 36 for each 100 of them. What the compiler
 * makes of a Conv where that pays; it has other roundings. For windows of 3 by 3:
 *
 * <pre>{@code
 * [n, h, w, c] x [3, 3, c, o] -> [n, h + before + after - 2, w + before + after - 2, o]
 * }</pre>
 *
 * <p>The result is computed in tiles of 4 by 4, for windows of 5 by 5 in tiles of 2 by 2, from its
 * first element on; what is beyond its end is left away. A tile and the 6 by 6 elements of the
 * input under it, zeros where there are none, are transformed by {@link WinogradTransform} along
 * the first of the two axes and then along the last:
 *
 * <pre>{@code
 * v[i, j, c] = INPUT of the tile, u[i, j, c, o] = KERNEL of the kernel, for i and j below 6
 * m[i, j, o] = sum over c of v[i, j, c] * u[i, j, c, o], in order from zero, each term rounded once
 * result = RESULT of m
 * }</pre>
 *
 * <p>An element differs from the exact sum by less than {@code a * (c + 30) * 2^-p} times the sum
 * over all channels of the largest magnitude in the tile's input times the largest in the kernel, p
 * being 53 for FLOAT64 and 24 for FLOAT32, and a 600 for windows of 3 by 3, 1,200 for those of 5 by
 * 5; what is usual is about twice the error of a direct sum. That is of finite numbers where a
 * times that sum is finite, too, and nothing underflows. Of an input or a kernel that is not finite
 * all that is known is that each element that a direct sum makes infinite or NaN is infinite or
 * NaN; so may be others of the same tile.
 *
 * @param window how many elements of the kernel there are along each of the two axes: 3 or 5
 * @param before for each of the two axes, how many zeros are in front of the input
 * @param after for each of them, how many are behind it
 */
public record WinogradConv(int window, List<Integer> before, List<Integer> after)
    implements Primitive {
  /** The windows there are. */
  public static final List<Integer> WINDOWS = List.of(3, 5);

  private static final Conv DIRECT = new Conv(List.of(1, 1), List.of(1, 1), 1);

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where one has not two numbers, there is a negative one, or the
   *     window is another
   */
  public WinogradConv {
    requireWindow(window);
    before = List.copyOf(before);
    after = List.copyOf(after);
    requirePadding(before, after);
  }

  static void requireWindow(int window) {
    if (!WINDOWS.contains(window)) {
      throw new IllegalArgumentException(
          "the window must be 3 or 5 elements long, found " + window);
    }
  }

  static void requirePadding(List<Integer> before, List<Integer> after) {
    if (before.size() != 2
        || after.size() != 2
        || Collections.min(before) < 0
        || Collections.min(after) < 0) {
      throw new IllegalArgumentException("padding has a number of 0 or more for each of two axes,"
          + " found " + before + " and " + after);
    }
  }

  @Override
  public String name() {
    return "WinogradConv";
  }

  @Override
  public String label() {
    return name() + attributes();
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("window", window);
    attributes.put("before", before);
    attributes.put("after", after);
    return attributes;
  }

  @Override
  public List<TensorType> inferTypes(List<TensorType> inputs) {
    Arity.require(2, inputs);
    TensorType x = inputs.get(0);
    TensorType kernel = inputs.get(1);
    if (x.dtype() != kernel.dtype() || !x.dtype().isFloating()) {
      throw new IllegalArgumentException("inputs must have one floating dtype, found " + x.dtype()
          + " and " + kernel.dtype() + "; convert one of them with cast(x, dtype)");
    }
    if (x.rank() != 4
        || kernel.rank() != 4
        || !mayBeWindow(kernel.dim(0))
        || !mayBeWindow(kernel.dim(1))) {
      throw new IllegalArgumentException("the input has shape [batch, height, width, channels] and"
          + " the kernel [" + window + ", " + window + ", channels, filters], found " + x.shape()
          + " and " + kernel.shape());
    }
    Dim found = x.dim(3);
    Dim wanted = kernel.dim(2);
    if (found.isFixed() && wanted.isFixed() && !found.equals(wanted)) {
      throw new IllegalArgumentException("the input " + x.shape() + " has " + found
          + " channels, and the kernel " + kernel.shape() + " takes " + wanted);
    }
    return List.of(x.withShape(places(x.shape()).append(Shape.of(kernel.dim(3)))));
  }

  /** The first three dims of the result for an input. */
  Shape places(Shape x) {
    Shape padded = x;
    for (int axis = 1; axis <= 2; axis++) {
      Dim longer = padded.dim(axis).plus(before.get(axis - 1)).plus(after.get(axis - 1));
      padded = padded.withDim(axis, longer);
    }
    Dim each = Dim.of(window);
    return Shape.of(
        x.dim(0),
        WindowSizes.checkedPlaces(padded, 1, each, 1, 1),
        WindowSizes.checkedPlaces(padded, 2, each, 1, 1));
  }

  private boolean mayBeWindow(Dim dim) {
    return !dim.isFixed() || dim.is(window);
  }

  /** Those of the convolution that it is. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor kernel = apply.inputs(1);
    return List.of(
        gradients.get(0).map(gradient -> inputGradient(x, gradient, kernel)),
        gradients.get(0).map(gradient -> {
          Tensor channelsFirst = kernelFirst(kernel);
          Tensor met =
              ConvKernel.gradient(DIRECT, padded(x), channelsFirst(gradient), channelsFirst);
          return Shapes.transpose(met, 2, 3, 1, 0);
        }));
  }

  /** The gradient of a direct convolution in its input. */
  Tensor inputGradient(Tensor x, Tensor gradient, Tensor kernel) {
    List<Dim> in = List.of(Dim.of(before.get(0)), Dim.of(before.get(1)));
    TransposedConv op = new TransposedConv(DIRECT, in, x.shape().dims().subList(1, 3));
    Tensor spread = Apply.of(op, channelsFirst(gradient), kernelFirst(kernel)).output();
    return Shapes.transpose(SizedLike.tie(spread, x), 0, 2, 3, 1);
  }

  /** The same convolution as a direct one. */
  Tensor direct(Tensor x, Tensor kernel) {
    Tensor result = Apply.of(DIRECT, padded(x), kernelFirst(kernel)).output();
    return Shapes.transpose(result, 0, 2, 3, 1);
  }

  /** The input with zeros around it, channels first. */
  private Tensor padded(Tensor x) {
    Dim none = Dim.of(0);
    Pad pad = new Pad(
        List.of(none, none, Dim.of(before.get(0)), Dim.of(before.get(1))),
        List.of(none, none, Dim.of(after.get(0)), Dim.of(after.get(1))),
        List.of(0, 0, 0, 0));
    return Apply.of(pad, channelsFirst(x), Tensors.literal(0, x)).output();
  }

  private static Tensor channelsFirst(Tensor x) {
    return Shapes.transpose(x, 0, 3, 1, 2);
  }

  private static Tensor kernelFirst(Tensor kernel) {
    return Shapes.transpose(kernel, 3, 2, 0, 1);
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
