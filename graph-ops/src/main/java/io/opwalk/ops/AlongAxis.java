package io.opwalk.ops;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Indices along one axis, each at its own place in the other axes, brought to the form of
 * {@link io.opwalk.ops.primitive.Gather}: the axis last, all others made into one.
 *
 * @param axis the axis, counted from the front
 * @param others the common sizes of the other axes, in order
 */
record AlongAxis(int axis, Shape others) {
  static AlongAxis of(String function, Tensor x, Tensor indices, int axis) {
    int at = Shapes.axis(function, x, axis);
    if (indices.shape().rank() != x.shape().rank()) {
      throw Refusal.of(
          function,
          "indices must have the rank of what they point into, " + x.shape().rank() + ", found "
              + indices.shape().rank(),
          x,
          indices);
    }
    Shape others = Refusal.naming(
        function,
        List.of(x, indices),
        () -> Shape.broadcast(
            x.shape().withoutDims(List.of(at)), indices.shape().withoutDims(List.of(at))));
    return new AlongAxis(at, others);
  }

  /** [b, n, 1] of a tensor. */
  Tensor rows(Tensor x) {
    Dim size = x.shape().dim(axis);
    return Indexing.reshaped(last(x), Shape.of(others.elements(), size, Dim.of(1)));
  }

  /** [b, i] of indices. */
  Tensor numbers(Tensor indices) {
    Dim size = indices.shape().dim(axis);
    return Indexing.reshaped(last(indices), Shape.of(others.elements(), size));
  }

  /** The tensor with the axis last, broadcast. */
  private Tensor last(Tensor x) {
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
    order.remove(axis);
    order.add(axis);
    return Shapes.broadcastTo(permuted(x, order), others.append(x.shape().dim(axis)));
  }

  /** The axes of [b, i, 1] as they were. */
  Tensor back(Tensor rows, Dim size) {
    Tensor last = Indexing.reshaped(rows, others.append(size));
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, others.rank()).boxed().toList());
    order.add(axis, others.rank());
    return permuted(last, order);
  }

  private static Tensor permuted(Tensor x, List<Integer> order) {
    return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i)
        ? x
        : Shapes.transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
  }
}
