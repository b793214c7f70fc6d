package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Range;
import io.opwalk.ops.ResizeOptions.Interpolation;
import io.opwalk.ops.Sampling.Outside;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Gather;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One sampling of images: a sum over the neighbours of each place, along all axes. */
final class GridSamples {
  /** Of cubic interpolation. */
  private static final double CUBIC = -0.75;

  private final GridSample op;
  private final Tensor x;
  private final Tensor grid;
  private final int axes;

  GridSamples(GridSample op, Tensor x, Tensor grid) {
    this.op = op;
    this.x = x;
    this.axes = x.shape().rank() - 2;
    // As many numbers as axes: where that is not known, a reshape finds out.
    this.grid = Shapes.reshape(grid, grid.shape().withDim(-1, Dim.of(axes)));
  }

  /** A neighbour along some axes: its number among all elements of an image, and its weight. */
  private record Neighbour(Tensor number, Tensor weight) {}

  Tensor tensor() {
    List<Neighbour> all = List.of(new Neighbour(null, null));
    for (int axis = 0; axis < axes; axis++) {
      List<Neighbour> longer = new ArrayList<>();
      for (Neighbour along : neighbours(axis)) {
        for (Neighbour before : all) {
          longer.add(before.number() == null ? along : joined(axis, before, along));
        }
      }
      all = longer;
    }
    Tensor sum = null;
    for (Neighbour neighbour : all) {
      Tensor term = taken(neighbour);
      sum = sum == null ? term : Arithmetic.add(sum, term);
    }
    return sum;
  }

  private Neighbour joined(int axis, Neighbour before, Neighbour along) {
    Tensor rows = Arithmetic.multiply(before.number(), Shapes.size(x, axis + 2));
    return new Neighbour(
        Arithmetic.add(rows, along.number()), Arithmetic.multiply(before.weight(), along.weight()));
  }

  /** The elements, of all channels, at one neighbour of each place, as much as they count. */
  private Tensor taken(Neighbour neighbour) {
    int[] channelsLast = IntStream.range(0, axes + 2)
        .map(axis -> axis == 0 ? 0 : axis == axes + 1 ? 1 : axis + 1)
        .toArray();
    Shape shape = x.shape();
    Dim count = Dim.product(shape.dims().subList(2, axes + 2));
    Tensor rows = Shapes.reshape(
        Shapes.transpose(x, channelsLast), Shape.of(shape.dim(0), count, shape.dim(1)));
    Shape places = neighbour.number().shape();
    Dim looked = Dim.product(places.dims().subList(1, axes + 1));
    Tensor numbers = Shapes.reshape(neighbour.number(), Shape.of(places.dim(0), looked));
    Tensor picked = Apply.of(new Gather(), rows, numbers).output();
    Tensor images = Shapes.reshape(picked, places.append(shape.dim(1)));
    int[] channelsFirst = IntStream.range(0, axes + 2)
        .map(axis -> axis == 0 ? 0 : axis == 1 ? axes + 1 : axis - 1)
        .toArray();
    Tensor elements = Shapes.transpose(images, channelsFirst);
    Tensor weight = Shapes.expandDims(neighbour.weight(), 1);
    return op.interpolation() == Interpolation.NEAREST
        ? Logic.where(Logic.equal(weight, 0), 0, elements)
        : Arithmetic.multiply(elements, weight);
  }

  private List<Neighbour> neighbours(int axis) {
    Tensor length = Shapes.size(x, x.dtype(), List.of(axis + 2));
    Tensor at = place(axis, length);
    if (op.interpolation() == Interpolation.NEAREST) {
      at = Arithmetic.round(at);
    }
    if (op.interpolation() == Interpolation.NEAREST) {
      return List.of(neighbour(at, Tensors.onesLike(at), length));
    }
    Tensor before = Arithmetic.floor(at);
    Tensor share = Arithmetic.subtract(at, before);
    int first = op.interpolation() == Interpolation.LINEAR ? 0 : -1;
    List<Neighbour> all = new ArrayList<>();
    for (int i = first; i <= 1 - first; i++) {
      Tensor distance = i <= 0 ? Arithmetic.subtract(share, i) : Arithmetic.subtract(i, share);
      Tensor weight = ResizeWeights.of(op.interpolation(), CUBIC, distance);
      all.add(neighbour(Arithmetic.add(before, i), weight, length));
    }
    return all;
  }

  /** Where the grid looks along an axis, counted in elements. */
  private Tensor place(int axis, Tensor length) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i <= axes; i++) {
      ranges.add(Range.all());
    }
    ranges.add(Range.at(axes - 1 - axis));
    Tensor at = Arithmetic.add(Indexing.get(grid, ranges.toArray(Range[]::new)), 1);
    return op.alignCorners()
        ? Arithmetic.multiply(Arithmetic.divide(at, 2), Arithmetic.subtract(length, 1))
        : Arithmetic.divide(Arithmetic.subtract(Arithmetic.multiply(at, length), 1), 2);
  }

  /** The whole places beyond the ends where their mirror images are, in front of them or behind. */
  private Tensor reflected(Tensor at, Tensor length) {
    double first = op.alignCorners() ? 0 : -0.5;
    Tensor span = op.alignCorners() ? Arithmetic.subtract(length, 1) : length;
    // Of a single element whose middle is both ends, all is reflected to it.
    Tensor safe = Arithmetic.maximum(span, 0.5);
    Tensor there = Arithmetic.mod(Arithmetic.subtract(at, first), Arithmetic.multiply(safe, 2));
    Tensor back = Arithmetic.subtract(Arithmetic.multiply(safe, 2), there);
    Tensor near = Arithmetic.minimum(Arithmetic.minimum(there, back), span);
    return Arithmetic.add(near, first);
  }

  private Neighbour neighbour(Tensor place, Tensor weight, Tensor length) {
    Tensor last = Arithmetic.subtract(length, 1);
    Tensor found = op.outside() == Outside.REFLECTION ? reflected(place, length) : place;
    Tensor within = Arithmetic.maximum(Arithmetic.minimum(found, last), 0);
    Tensor counted = op.outside() == Outside.ZEROS
        ? Logic.where(
            Logic.logicalAnd(Logic.greaterEqual(place, 0), Logic.lessEqual(place, last)), weight, 0)
        : weight;
    return new Neighbour(Tensors.cast(within, DType.INT64), counted);
  }
}
