package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TensorType;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.primitive.Windows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The windows that pooling reduces: views, which nobody copies. */
final class PoolWindows {
  private static final Dim ZERO = Dim.of(0);

  private final int axes;
  private final PoolOptions options;
  private final int first;

  PoolWindows(int axes, PoolOptions options) {
    this.axes = axes;
    this.options = options;
    this.first = options.dataFormat().firstSpatialAxis();
  }

  /** The shape that is left when each window is reduced to one element. */
  Shape reduced(Shape x) {
    ConvLayout.requireInput(x, axes, options.dataFormat());
    Shape windows = op().inferTypes(
            List.of(new TensorType(DType.BOOL, borders(x).around(x))))
        .get(0)
        .shape();
    return Shape.of(windows.dims().subList(0, axes + 2));
  }

  Windows op() {
    List<Integer> spatial = IntStream.range(first, first + axes).boxed().toList();
    return new Windows(spatial, options.sizes(), options.strides(), options.dilations());
  }

  private Borders borders(Shape x) {
    List<Dim> lengths = x.dims().subList(first, first + axes);
    List<Dim> extents = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      extents.add(Dim.of(extent(i)));
    }
    Borders plain = Borders.of(options.padding(), first, lengths, extents, options.strides());
    if (!isCeil()) {
      return plain;
    }
    List<Dim> after = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      after.add(
          ceilAfter(i, lengths.get(i), plain.before().get(i), plain.after().get(i)));
    }
    return new Borders(first, plain.before(), after, true);
  }

  private boolean isCeil() {
    WindowPadding.Kind kind = options.padding().kind();
    return options.ceilMode()
        && kind != WindowPadding.Kind.SAME
        && kind != WindowPadding.Kind.SAME_LOWER;
  }

  private long extent(int axis) {
    return (options.sizes().get(axis) - 1L) * options.dilations().get(axis) + 1;
  }

  /** As much as the last window needs that begins before the padding behind. */
  private Dim ceilAfter(int axis, Dim length, Dim before, Dim after) {
    int stride = options.strides().get(axis);
    Dim begun = length.plus(before);
    Dim places = begun.plus(after).minus(extent(axis)).ceilDiv(stride).plus(1);
    Dim last = places.min(begun.ceilDiv(stride)).minus(1).times(stride);
    return last.plus(extent(axis)).minus(begun);
  }

  /** The axes of the windows' elements among those of {@link #of}. */
  List<Integer> elementAxes() {
    int from = first == 1 ? first + axes : first;
    return IntStream.range(from, from + axes).boxed().toList();
  }

  /** The axes of the windows' elements among those of {@link #op}. */
  List<Integer> lastAxes() {
    return IntStream.range(axes + 2, 2 * axes + 2).boxed().toList();
  }

  /** What stands in front of each axis of the input. */
  List<Dim> before(Shape x) {
    return borders(x).before();
  }

  /** The input with what the options put around it. */
  Tensor padded(Tensor x, Tensor border) {
    return borders(x.shape()).pad(x, border);
  }

  /**
   * All windows of what has been padded, with the axes of their elements where reducing them leaves
   * the inner loop one along memory: [batch, places, elements, channels], or [batch, channels,
   * elements, places].
   */
  Tensor of(Tensor padded) {
    Tensor windows = Apply.of(op(), padded).output();
    List<Integer> order = new ArrayList<>(List.of(0));
    List<Integer> places = IntStream.range(first, first + axes).boxed().toList();
    List<Integer> elements = lastAxes();
    if (first == 1) {
      order.addAll(places);
      order.addAll(elements);
      order.add(axes + 1);
    } else {
      order.add(1);
      order.addAll(elements);
      order.addAll(places);
    }
    return Shapes.transpose(windows, order.stream().mapToInt(axis -> axis).toArray());
  }

  /** The smallest value of the dtype of {@code x}. */
  static Tensor lowest(Tensor x) {
    return switch (x.dtype()) {
      case INT64 -> Tensors.constant(NDArray.scalar(Long.MIN_VALUE));
      case INT32 -> Tensors.constant(NDArray.scalar(Integer.MIN_VALUE));
      default -> Tensors.literal(Double.NEGATIVE_INFINITY, x);
    };
  }

  /** How many elements each window has that count, such that it broadcasts against the result. */
  Tensor counts(Tensor x) {
    Borders all = borders(x.shape());
    if (all.isNone() || options.countIncludePad() && !isCeil()) {
      int count = options.sizes().stream().reduce(1, Math::multiplyExact);
      return Tensors.literal(count, x);
    }
    Tensor product = null;
    for (int i = 0; i < axes; i++) {
      Tensor along = counts(x, i, all);
      int behind = axes - 1 - i + (first == 1 ? 1 : 0);
      List<Dim> dims = new ArrayList<>(along.shape().dims());
      dims.addAll(Collections.nCopies(behind, Dim.of(1)));
      Tensor wide = Shapes.reshape(along, Shape.of(dims));
      product = product == null ? wide : Arithmetic.multiply(product, wide);
    }
    return product;
  }

  private Tensor counts(Tensor x, int i, Borders all) {
    Dim before = all.before().get(i);
    Dim after = all.after().get(i);
    Dim length = x.shape().dim(first + i);
    Dim counted = length;
    if (options.countIncludePad()) {
      boolean explicit = options.padding().kind() == WindowPadding.Kind.EXPLICIT;
      Dim plain = explicit ? Dim.of(options.padding().after().get(i)) : ZERO;
      counted = length.plus(before).plus(plain);
      before = ZERO;
      after = after.minus(plain);
    }
    Tensor ones = Shapes.broadcastTo(Tensors.literal(1, x), Shape.of(counted));
    Tensor tied = SizedLike.tie(ones, x);
    Tensor padded = new Borders(0, List.of(before), List.of(after), all.cuts())
        .pad(tied, Tensors.literal(0, x));
    Windows along = new Windows(
        List.of(0),
        options.sizes().subList(i, i + 1),
        options.strides().subList(i, i + 1),
        options.dilations().subList(i, i + 1));
    return Reductions.sum(Apply.of(along, padded).output(), 1);
  }
}
