package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.ResizeOptions;
import io.opwalk.ops.ResizeOptions.Coordinates;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.ResizeOptions.Rounding;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One axis of a tensor resized. Where each element lies is worked out in float64, and in the graph,
 * since lengths need not be known when it is built.
 */
final class ResizedAxis {
  private final ResizeOptions options;
  private final int number;
  private final Tensor x;
  private final int axis;
  private final Dim length;

  ResizedAxis(ResizeOptions options, int number, Tensor x, Dim length) {
    this.options = options;
    this.number = number;
    this.x = x;
    this.axis = options.axes().get(number);
    this.length = length;
  }

  Tensor tensor() {
    if (repeats()) {
      return repeated(options.scales().get(number).longValue());
    }
    Tensor at = positions();
    return switch (options.interpolation()) {
      case NEAREST -> picked(nearest(at));
      case LINEAR -> linear(at);
      case CUBIC -> cubic(at);
    };
  }

  /** Whether each element is just taken several times. */
  private boolean repeats() {
    if (options.interpolation() != Interpolation.NEAREST || options.scales().isEmpty()) {
      return false;
    }
    double scale = options.scales().get(number);
    boolean centred = options.coordinates() == Coordinates.HALF_PIXEL
        && (options.rounding() == Rounding.PREFER_FLOOR
            || options.rounding() == Rounding.PREFER_CEIL);
    boolean begun =
        options.coordinates() == Coordinates.ASYMMETRIC && options.rounding() == Rounding.FLOOR;
    return scale == Math.rint(scale) && (centred || begun);
  }

  private Tensor repeated(long times) {
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.add(axis + 1, Dim.of(times));
    Tensor wide = Shapes.expandDims(x, axis + 1);
    Tensor copies = SizedLike.tie(Shapes.broadcastTo(wide, Shape.of(dims)), x);
    return SizedLike.tie(Shapes.reshape(copies, x.shape().withDim(axis, length)), x);
  }

  /** Where the new elements lie among the old ones. */
  private Tensor positions() {
    Tensor marks = SizedLike.tie(Shapes.broadcastTo(Tensors.constant(0.0), Shape.of(length)), x);
    Tensor index = Creation.arangeLike(marks, 0, DType.FLOAT64);
    Tensor from = Shapes.size(x, DType.FLOAT64, List.of(axis));
    Tensor to = Shapes.size(marks, DType.FLOAT64, List.of(0));
    Tensor scale = options.scales().isEmpty()
        ? Arithmetic.divide(to, from)
        : Tensors.constant(options.scales().get(number));
    return switch (options.coordinates()) {
      case HALF_PIXEL -> halfPixel(index, scale);
      case PYTORCH_HALF_PIXEL ->
        length.is(1) ? Arithmetic.multiply(index, 0) : halfPixel(index, scale);
      // Of a single element the first is kept, whatever 0 is multiplied by.
      case ALIGN_CORNERS ->
        Arithmetic.divide(
            Arithmetic.multiply(index, Arithmetic.subtract(from, 1)),
            Arithmetic.maximum(Arithmetic.subtract(to, 1), 1));
      case ASYMMETRIC -> Arithmetic.divide(index, scale);
    };
  }

  private static Tensor halfPixel(Tensor index, Tensor scale) {
    return Arithmetic.subtract(Arithmetic.divide(Arithmetic.add(index, 0.5), scale), 0.5);
  }

  private Tensor nearest(Tensor at) {
    return switch (options.rounding()) {
      case PREFER_FLOOR -> Arithmetic.ceil(Arithmetic.subtract(at, 0.5));
      case PREFER_CEIL -> Arithmetic.floor(Arithmetic.add(at, 0.5));
      case FLOOR -> Arithmetic.floor(at);
      case CEIL -> Arithmetic.ceil(at);
    };
  }

  private Tensor linear(Tensor at) {
    Tensor before = Arithmetic.floor(at);
    Tensor share = Arithmetic.subtract(at, before);
    return Arithmetic.add(
        weighted(before, Arithmetic.subtract(1, share)),
        weighted(Arithmetic.add(before, 1), share));
  }

  private Tensor cubic(Tensor at) {
    Tensor before = Arithmetic.floor(at);
    Tensor share = Arithmetic.subtract(at, before);
    double a = options.cubicCoefficient();
    Tensor sum = weighted(Arithmetic.subtract(before, 1), far(Arithmetic.add(share, 1), a));
    sum = Arithmetic.add(sum, weighted(before, near(share, a)));
    Tensor rest = Arithmetic.subtract(1, share);
    sum = Arithmetic.add(sum, weighted(Arithmetic.add(before, 1), near(rest, a)));
    return Arithmetic.add(
        sum, weighted(Arithmetic.add(before, 2), far(Arithmetic.add(rest, 1), a)));
  }

  /** The weight of a neighbour nearer than 1. */
  private static Tensor near(Tensor t, double a) {
    Tensor inner = Arithmetic.subtract(Arithmetic.multiply(t, a + 2), a + 3);
    return Arithmetic.add(Arithmetic.multiply(Arithmetic.multiply(inner, t), t), 1);
  }

  /** The weight of a neighbour between 1 and 2 away. */
  private static Tensor far(Tensor t, double a) {
    Tensor inner = Arithmetic.subtract(Arithmetic.multiply(t, a), 5 * a);
    Tensor outer = Arithmetic.add(Arithmetic.multiply(inner, t), 8 * a);
    return Arithmetic.subtract(Arithmetic.multiply(outer, t), 4 * a);
  }

  private Tensor weighted(Tensor position, Tensor weight) {
    int behind = x.shape().rank() - 1 - axis;
    List<Dim> dims = new ArrayList<>(List.of(length));
    dims.addAll(Collections.nCopies(behind, Dim.of(1)));
    Tensor wide = Shapes.reshape(Tensors.cast(weight, x.dtype()), Shape.of(dims));
    return Arithmetic.multiply(picked(position), wide);
  }

  /** The elements at whole positions; what lies beyond an end is what lies at it. */
  private Tensor picked(Tensor position) {
    Tensor last = Arithmetic.subtract(Shapes.size(x, axis), 1);
    Tensor index = Tensors.cast(position, DType.INT64);
    Tensor within = Arithmetic.maximum(Arithmetic.minimum(index, last), 0);
    return Indexing.take(x, within, axis);
  }
}
