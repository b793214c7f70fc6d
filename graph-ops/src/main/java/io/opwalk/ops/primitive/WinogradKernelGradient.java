package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of a convolution in its kernel by the products that {@link WinogradConv} takes: how
 * each element of the input met each element of the gradient of the result, channels last, for
 * windows of 3 by 3 or 5 by 5 and steps of 1. What the compiler makes of such a gradient where that
 * pays; it has other roundings. For windows of 3 by 3:
 *
 * <pre>{@code
 * [n, h, w, c] x [n, h + before + after - 2, w + before + after - 2, o] -> [3, 3, c, o]
 * }</pre>
 *
 * <p>The gradient of the result is cut into tiles of 4 by 4, for windows of 5 by 5 into tiles of 2
 * by 2, from its first element on, with zeros beyond its end. Tiles are counted along rows, then
 * down, then over images. A tile and the 6 by 6 elements of the input that it met, zeros where
 * there are none, are transformed by {@link WinogradTransform} along the first of the two axes and
 * then along the last:
 *
 * <pre>{@code
 * v[t, i, j, c] = INPUT of the input, u[t, i, j, o] = GRADIENT of the tile, for i and j below 6
 * m[i, j, c, o] = sum over t of v[t, i, j, c] * u[t, i, j, o], each term rounded once
 * result = WINDOW of m
 * }</pre>
 *
 * <p>Tiles are summed in blocks of as many whole rows of them as have 48 tiles or more, the last
 * one of as many as are left: each in order from zero, and then these sums in order. So there are
 * fewer roundings of large sums than in a direct sum.
 *
 * <p>An element differs from the exact sum by less than {@code a * (t + b + 30) * 2^-p} times the
 * sum over all tiles of the largest magnitude in the input that the tile met times the largest in
 * the tile, t being the tiles of a block and b how many blocks there are, p 53 for FLOAT64 and 24
 * for FLOAT32, and a 900 for windows of 3 by 3, 400 for those of 5 by 5; what is usual is less than
 * the error of a direct sum of many terms. That is of finite numbers where a times that sum is
 * finite, too, and nothing underflows. Of an input or a gradient that is not finite all that is
 * known is that each element that a direct sum makes infinite or NaN is infinite or NaN; so may be
 * others of the same channel and filter.
 *
 * @param window how many elements of the kernel there are along each of the two axes: 3 or 5
 * @param before for each of the two axes, how many zeros are in front of the input
 * @param after for each of them, how many are behind it
 */
public record WinogradKernelGradient(int window, List<Integer> before, List<Integer> after)
    implements Primitive {
  /** How many tiles a block has, or more. */
  private static final int TILES = 48;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException where one has not two numbers, there is a negative one, or the
   *     window is another
   */
  public WinogradKernelGradient {
    WinogradConv.requireWindow(window);
    before = List.copyOf(before);
    after = List.copyOf(after);
    WinogradConv.requirePadding(before, after);
  }

  @Override
  public String name() {
    return "WinogradKernelGradient";
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
    TensorType gradient = inputs.get(1);
    if (x.dtype() != gradient.dtype() || !x.dtype().isFloating()) {
      throw new IllegalArgumentException("inputs must have one floating dtype, found " + x.dtype()
          + " and " + gradient.dtype() + "; convert one of them with cast(x, dtype)");
    }
    if (x.rank() != 4 || gradient.rank() != 4) {
      throw new IllegalArgumentException("the input has shape [batch, height, width, channels] and"
          + " the gradient [batch, height, width, filters], found " + x.shape() + " and "
          + gradient.shape());
    }
    Shape wanted = places(x.shape());
    for (int axis = 0; axis < wanted.rank(); axis++) {
      Dim left = wanted.dim(axis);
      Dim right = gradient.dim(axis);
      if (left.isFixed() && right.isFixed() && !left.equals(right)) {
        throw new IllegalArgumentException("the gradient of a convolution of " + x.shape() + " with"
            + " a kernel of " + window + " by " + window + " begins with the dims " + wanted
            + ", found " + gradient.shape());
      }
    }
    Dim each = Dim.of(window);
    return List.of(x.withShape(Shape.of(each, each, x.dim(3), gradient.dim(3))));
  }

  /** The first three dims that the gradient of the result has for an input. */
  public Shape places(Shape x) {
    return forward().places(x);
  }

  /**
   * How many rows of tiles make a block.
   *
   * @param tiles how many tiles are in a row
   */
  public static int rowsOfBlock(int tiles) {
    return Math.max(1, (TILES + tiles - 1) / Math.max(1, tiles));
  }

  private WinogradConv forward() {
    return new WinogradConv(window, before, after);
  }

  /** Those of a direct sum. */
  @Override
  public List<Optional<Tensor>> inputGradients(Apply apply, List<Optional<Tensor>> gradients) {
    Tensor x = apply.inputs(0);
    Tensor gradient = apply.inputs(1);
    return List.of(
        gradients.get(0).map(kernel -> forward().inputGradient(x, gradient, kernel)),
        gradients.get(0).map(kernel -> forward().direct(x, kernel)));
  }

  @Override
  public <R> R accept(PrimitiveVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
