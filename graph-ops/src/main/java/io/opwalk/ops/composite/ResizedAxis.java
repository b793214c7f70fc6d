package io.opwalk.ops.composite;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
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
    return options.interpolation() == Interpolation.NEAREST ? picked(nearest(at)) : mixed(at);
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
    Tensor whole = Shapes.size(marks, DType.FLOAT64, List.of(0));
    boolean given = !options.scales().isEmpty();
    Tensor scale =
        given ? Tensors.constant(options.scales().get(number)) : Arithmetic.divide(whole, from);
    Tensor to = given ? Arithmetic.multiply(from, scale) : whole;
    return switch (options.coordinates()) {
      case HALF_PIXEL -> halfPixel(index, scale);
      case HALF_PIXEL_SYMMETRIC -> {
        Tensor lost = Arithmetic.subtract(1, Arithmetic.divide(whole, to));
        Tensor shift = Arithmetic.multiply(Arithmetic.divide(from, 2), lost);
        yield Arithmetic.add(shift, halfPixel(index, scale));
      }
      case PYTORCH_HALF_PIXEL ->
        length.is(1) ? Arithmetic.multiply(index, 0) : halfPixel(index, scale);
      // The first of one element stays where it is, whatever it is divided by.
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

  /** Neighbours, each as much as its distance makes it count. */
  private Tensor mixed(Tensor at) {
    Tensor before = Arithmetic.floor(at);
    Tensor share = Arithmetic.subtract(at, before);
    double shrink = shrink();
    int reach = options.interpolation().reach();
    int first = (int) Math.floor(-reach / shrink) + 1;
    List<Tensor> places = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    for (int i = first; i <= 1 - first; i++) {
      Tensor place = Arithmetic.add(before, i);
      Tensor distance = Arithmetic.multiply(
          i <= 0 ? Arithmetic.subtract(share, i) : Arithmetic.subtract(i, share), shrink);
      Tensor weight =
          ResizeWeights.of(options.interpolation(), options.cubicCoefficient(), distance);
      places.add(place);
      weights.add(options.excludeOutside() ? withinOrNothing(place, weight) : weight);
    }
    Tensor whole = weights.stream().reduce(Arithmetic::add).orElseThrow();
    Tensor sum = null;
    boolean isPart = options.excludeOutside() || options.antialias() || reach > 2;
    for (int i = 0; i < places.size(); i++) {
      Tensor weight = isPart ? Arithmetic.divide(weights.get(i), whole) : weights.get(i);
      Tensor term = weighted(places.get(i), weight);
      sum = sum == null ? term : Arithmetic.add(sum, term);
    }
    return sum;
  }

  /** By how much less distances count, so that every element is near to some new one. */
  private double shrink() {
    if (!options.antialias()) {
      return 1;
    }
    double from = x.shape().dim(axis).fixedSize().orElseThrow();
    double scale = options.scales().isEmpty()
        ? options.sizes().get(number) / from
        : options.scales().get(number);
    return Math.min(scale, 1);
  }

  private Tensor withinOrNothing(Tensor place, Tensor weight) {
    Tensor from = Shapes.size(x, DType.FLOAT64, List.of(axis));
    Tensor isWithin = Logic.logicalAnd(Logic.greaterEqual(place, 0), Logic.less(place, from));
    return Logic.where(isWithin, weight, 0);
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
