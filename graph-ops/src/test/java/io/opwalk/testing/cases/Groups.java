package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The elements of an array sorted into groups, one per element of a result: how oracles see a
 * reduction. Within a group elements keep their order.
 */
final class Groups {
  private final List<Integer> shape;
  private final List<List<Object>> groups = new ArrayList<>();

  private Groups(NDArray x, List<Integer> shape, UnaryOperator<List<Integer>> target) {
    this.shape = shape;
    for (int i = 0; i < shape.stream().reduce(1, Math::multiplyExact); i++) {
      groups.add(new ArrayList<>());
    }
    List<Object> elements = Elements.list(x);
    int next = 0;
    for (List<Integer> index : Grid.indices(x.shape())) {
      groups.get(Grid.offset(target.apply(index), shape)).add(elements.get(next++));
    }
  }

  /** Elements that differ only along the given axes are of one group. */
  static Groups along(NDArray x, List<Integer> axes, boolean keepDims) {
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        shape.add(x.dim(axis));
      } else if (keepDims) {
        shape.add(1);
      }
    }
    return new Groups(x, shape, index -> {
      List<Integer> target = new ArrayList<>();
      for (int axis = 0; axis < index.size(); axis++) {
        if (!axes.contains(axis)) {
          target.add(index.get(axis));
        } else if (keepDims) {
          target.add(0);
        }
      }
      return target;
    });
  }

  /** Elements that one element of the given shape is broadcast to are of one group. */
  static Groups broadcastFrom(List<Integer> shape, NDArray x) {
    return new Groups(x, shape, index -> Grid.repeated(index, shape));
  }

  /** One element per group. */
  NDArray map(DType dtype, Function<List<Object>, Object> function) {
    return Elements.array(dtype, shape, groups.stream().map(function).toList());
  }

  /** One number per group, and the magnitude by which its error is judged. */
  Expected numbers(ToDoubleFunction<List<Double>> function, ToDoubleFunction<List<Double>> scale) {
    List<List<Double>> numbers = groups.stream()
        .map(group -> group.stream().map(x -> (Double) x).toList())
        .toList();
    NDArray values = Elements.array(
        DType.FLOAT64, shape, numbers.stream().map(function::applyAsDouble).toList());
    return new Expected(values, numbers.stream().mapToDouble(scale).toArray());
  }
}
