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
 * A convolution with windows of 3 by 3, step 1 and zeros around, channels last, by a quarter of the
 * products that {@link Conv} takes. What the compiler makes of a Conv where that pays; it has other
 * roundings.
 *
 * <pre>{@code
 * [n, h, w, c] x [3, 3, c, o] -> [n, h + before + after - 2, w + before + after - 2, o]
 * }</pre>
 *
 * <p>The result is computed in tiles of 4 by 4 from its first element on; what is beyond its end is
 * left away. A tile and the 6 by 6 elements of the input under it, zeros where there are none, are
 * transformed by {@link WinogradTransform} along the first of the two axes and then along the last:
 *
 * <pre>{@code
 * v[i, j, c] = INPUT of the tile, u[i, j, c, o] = KERNEL of the kernel, for i and j below 6
 * m[i, j, o] = sum over c of v[i, j, c] * u[i, j, c, o], in order from zero, each term rounded once
 * result = RESULT of m
 * }</pre>
 *
 * <p>An element differs from the exact sum by less than {@code 600 * (c + 30) * 2^-p} times the sum
 * over all channels of the largest magnitude in the tile's input times the largest in the kernel, p
 * being 53 for FLOAT64 and 24 for FLOAT32; what is usual is about twice the error of a direct sum.
 * That is of finite numbers where 600 times that sum is finite, too, and nothing underflows. Of an
 * input or a kernel that is not finite all that is known is that each element that a direct sum
 * makes infinite or NaN is infinite or NaN; so may be others of the same tile.
 *
 * @param before for each of the two axes, how many zeros are in front of the input
 * @param after for each of them, how many are behind it
 */
public record WinogradConv(List<Integer> before, List<Integer> after) implements Primitive {
  /** How many elements of the kernel there are along each of the two axes. */
  public static final int WINDOW = 3;

  private static final Conv DIRECT = new Conv(List.of(1, 1), List.of(1, 1), 1);

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where one has not two numbers, or there is a negative one
   */
  public WinogradConv {
    before = List.copyOf(before);
    after = List.copyOf(after);
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
    return "WinogradConv{before=" + before + ", after=" + after + "}";
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
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
          + " the kernel [3, 3, channels, filters], found " + x.shape() + " and "
          + kernel.shape());
    }
    Dim found = x.dim(3);
    Dim wanted = kernel.dim(2);
    if (found.isFixed() && wanted.isFixed() && !found.equals(wanted)) {
      throw new IllegalArgumentException("the input " + x.shape() + " has " + found
          + " channels, and the kernel " + kernel.shape() + " takes " + wanted);
    }
    Shape padded = x.shape();
    for (int axis = 1; axis <= 2; axis++) {
      Dim longer = padded.dim(axis).plus(before.get(axis - 1)).plus(after.get(axis - 1));
      padded = padded.withDim(axis, longer);
    }
    Dim window = Dim.of(WINDOW);
    return List.of(x.withShape(Shape.of(
        x.dim(0),
        WindowSizes.checkedPlaces(padded, 1, window, 1, 1),
        WindowSizes.checkedPlaces(padded, 2, window, 1, 1),
        kernel.dim(3))));
  }

  private static boolean mayBeWindow(Dim dim) {
    return !dim.isFixed() || dim.is(WINDOW);
  }

  /** Those of the convolution that it is. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor kernel = Shapes.transpose(apply.inputs(1), 3, 2, 0, 1);
    List<Dim> in = List.of(Dim.of(before.get(0)), Dim.of(before.get(1)));
    Dim none = Dim.of(0);
    Pad pad = new Pad(
        List.of(none, none, in.get(0), in.get(1)),
        List.of(none, none, Dim.of(after.get(0)), Dim.of(after.get(1))),
        List.of(0, 0, 0, 0));
    return List.of(
        gradients.get(0).map(gradient -> {
          TransposedConv op = new TransposedConv(DIRECT, in, x.shape().dims().subList(1, 3));
          Tensor spread = Apply.of(op, channelsFirst(gradient), kernel).output();
          return SizedLike.tie(Shapes.transpose(spread, 0, 2, 3, 1), x);
        }),
        gradients.get(0).map(gradient -> {
          Tensor first = channelsFirst(x);
          Tensor padded = Apply.of(pad, first, Tensors.literal(0, x)).output();
          Tensor met = ConvKernel.gradient(DIRECT, padded, channelsFirst(gradient), kernel);
          return Shapes.transpose(met, 2, 3, 1, 0);
        }));
  }

  private static Tensor channelsFirst(Tensor x) {
    return Shapes.transpose(x, 0, 3, 1, 2);
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
