package io.opwalk.ops.composite;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Gather;
import java.util.ArrayList;
import java.util.List;

/** Interpolation between the four elements of an image that are nearest to a place. */
final class Bilinear {
  private Bilinear() {}

  /**
   * A neighbour of places along one axis.
   *
   * @param number which element it is, an int64
   * @param weight how much it counts
   */
  record Neighbour(Tensor number, Tensor weight) {}

  /** The neighbours of places counted in elements; beyond an end there are zeros. */
  static List<Neighbour> zerosBeyond(Tensor places, Tensor length) {
    Tensor before = Arithmetic.floor(places);
    Tensor share = Arithmetic.subtract(places, before);
    return List.of(
        withinOrZero(before, Arithmetic.subtract(1, share), length),
        withinOrZero(Arithmetic.add(before, 1), share, length));
  }

  private static Neighbour withinOrZero(Tensor place, Tensor weight, Tensor length) {
    Tensor last = Arithmetic.subtract(length, 1);
    Tensor isWithin = Logic.logicalAnd(Logic.greaterEqual(place, 0), Logic.lessEqual(place, last));
    return new Neighbour(number(place, last), Logic.where(isWithin, weight, 0));
  }

  /** The neighbours of places counted in elements, which are moved to the end they are beyond. */
  static List<Neighbour> clamped(Tensor places, Tensor length) {
    Tensor last = Arithmetic.subtract(length, 1);
    Tensor at = Arithmetic.maximum(Arithmetic.minimum(places, last), 0);
    Tensor before = Arithmetic.floor(at);
    Tensor share = Arithmetic.subtract(at, before);
    return List.of(
        new Neighbour(number(before, last), Arithmetic.subtract(1, share)),
        new Neighbour(number(Arithmetic.add(before, 1), last), share));
  }

  private static Tensor number(Tensor place, Tensor last) {
    return Tensors.cast(Arithmetic.maximum(Arithmetic.minimum(place, last), 0), DType.INT64);
  }

  /**
   * What each pair of neighbours contributes: elements of all channels, times the weights.
   *
   * @param images [b, h, w, c]
   * @param rows neighbours along the axis of h; their tensors broadcast with those of columns
   * @param columns neighbours along the axis of w
   * @return for each pair [b, k, c], where the numbers' shape is [b, ...] with k elements
   */
  static List<Tensor> terms(Tensor images, List<Neighbour> rows, List<Neighbour> columns) {
    Shape shape = images.shape();
    Tensor elements = Shapes.reshape(
        images, Shape.of(shape.dim(0), shape.dim(1).times(shape.dim(2)), shape.dim(3)));
    Tensor width = Shapes.size(images, 2);
    List<Tensor> terms = new ArrayList<>();
    for (Neighbour row : rows) {
      for (Neighbour column : columns) {
        Tensor number = Arithmetic.add(Arithmetic.multiply(row.number(), width), column.number());
        Tensor weight = Arithmetic.multiply(row.weight(), column.weight());
        Tensor picked = Apply.of(new Gather(), elements, flat(number)).output();
        terms.add(Arithmetic.multiply(picked, Shapes.expandDims(flat(weight), 2)));
      }
    }
    return terms;
  }

  private static Tensor flat(Tensor x) {
    Shape shape = x.shape();
    return Shapes.reshape(
        x, Shape.of(shape.dim(0), Dim.product(shape.dims().subList(1, shape.rank()))));
  }
}
