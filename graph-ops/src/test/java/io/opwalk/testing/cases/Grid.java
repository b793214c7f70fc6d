package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Multi-dimensional indexing for oracles. An index is a list with one entry per axis. */
final class Grid {
  private Grid() {}

  /** Every index into an array of the given shape, in row-major order. */
  static List<List<Integer>> indices(List<Integer> shape) {
    List<List<Integer>> all = List.of(List.of());
    for (int size : shape) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> prefix : all) {
        for (int i = 0; i < size; i++) {
          List<Integer> index = new ArrayList<>(prefix);
          index.add(i);
          longer.add(index);
        }
      }
      all = longer;
    }
    return all;
  }

  /** The array of a shape whose element at each index is that of {@code x} at another one. */
  static NDArray gather(NDArray x, List<Integer> shape, UnaryOperator<List<Integer>> source) {
    List<Object> elements = Elements.list(x);
    List<Object> gathered = new ArrayList<>();
    for (List<Integer> index : indices(shape)) {
      gathered.add(elements.get(offset(source.apply(index), x.shape())));
    }
    return Elements.array(x.dtype(), shape, gathered);
  }

  static int offset(List<Integer> index, List<Integer> shape) {
    int offset = 0;
    for (int axis = 0; axis < shape.size(); axis++) {
      offset = offset * shape.get(axis) + index.get(axis);
    }
    return offset;
  }

  /** Where NumPy's rule finds, in an array of {@code shape}, what it repeats at {@code index}. */
  static List<Integer> repeated(List<Integer> index, List<Integer> shape) {
    List<Integer> source = new ArrayList<>();
    int front = index.size() - shape.size();
    for (int axis = 0; axis < shape.size(); axis++) {
      source.add(shape.get(axis) == 1 ? 0 : index.get(front + axis));
    }
    return source;
  }
}
