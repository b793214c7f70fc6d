package io.opwalk.ops.einsum;

import io.opwalk.Apply;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.composite.SizedLike;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A tensor with a label for each axis, each label once.
 *
 * @param tensor the tensor
 * @param labels the labels of its axes
 */
record Term(Tensor tensor, List<Integer> labels) {
  Term {
    labels = List.copyOf(labels);
  }

  /** An operand: of a label that occurs twice, the diagonal. */
  static Term of(Tensor operand, List<Integer> labels) {
    List<Integer> left = new ArrayList<>(labels);
    Tensor x = operand;
    for (int label : List.copyOf(left)) {
      while (left.indexOf(label) != left.lastIndexOf(label)) {
        int first = left.indexOf(label);
        int second = left.lastIndexOf(label);
        List<Integer> order = new ArrayList<>(IntStream.range(0, left.size())
            .filter(axis -> axis != first && axis != second)
            .boxed()
            .toList());
        order.add(first);
        order.add(second);
        x = Diagonals.diagonal(squared(transposed(x, order)));
        left.remove(second);
        left.remove(first);
        left.add(label);
      }
    }
    return new Term(x, left);
  }

  /** Sizes of the last two axes that are not known must turn out equal. */
  private static Tensor squared(Tensor x) {
    Dim rows = x.shape().dim(-2);
    Dim columns = x.shape().dim(-1);
    if (rows.equals(columns)) {
      return x;
    }
    boolean known = rows.isFixed();
    Shape square = known ? x.shape().withDim(-1, rows) : x.shape().withDim(-2, columns);
    return SizedLike.tie(Shapes.broadcastTo(x, square), x);
  }

  private static Tensor transposed(Tensor x, List<Integer> order) {
    boolean same = order.equals(IntStream.range(0, order.size()).boxed().toList());
    return same
        ? x
        : Shapes.transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The term without axes of size 1 whose label has another size elsewhere, as they broadcast. */
  Term withoutRepeated(Map<Integer, Dim> sizes) {
    List<Integer> kept = labels.stream()
        .filter(label -> !size(label).is(1) || sizes.get(label).is(1))
        .toList();
    return kept.size() == labels.size() ? this : new Term(reshaped(kept), kept);
  }

  private Tensor reshaped(List<Integer> kept) {
    return Shapes.reshape(tensor, Shape.of(kept.stream().map(this::size).toList()));
  }

  /**
   * The term with the given sizes, some of which may be told by another operand: a size that is not
   * known must turn out to be the same.
   */
  Term sized(Map<Integer, Dim> sizes, List<Tensor> operands) {
    Shape shape = Shape.of(labels.stream().map(sizes::get).toList());
    if (shape.equals(tensor.shape())) {
      return this;
    }
    Tensor x = Shapes.broadcastTo(tensor, shape);
    for (Tensor operand : operands) {
      List<Dim> told = new ArrayList<>(shape.dims());
      told.removeIf(dim -> dim.isFixed() || tensor.shape().dims().contains(dim));
      if (!Collections.disjoint(told, operand.shape().dims())) {
        x = Apply.of(new SizedLike(), x, operand).output();
      }
    }
    return new Term(x, labels);
  }

  Dim size(int label) {
    return tensor.shape().dim(labels.indexOf(label));
  }

  /** The term summed over all labels but some. */
  Term summedTo(Set<Integer> needed) {
    List<Integer> axes = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < labels.size(); axis++) {
      if (needed.contains(labels.get(axis))) {
        kept.add(labels.get(axis));
      } else {
        axes.add(axis);
      }
    }
    return axes.isEmpty() ? this : new Term(Reductions.sum(tensor, axes, false), kept);
  }

  /** The axes in the order of the given labels. */
  Tensor ordered(List<Integer> order) {
    return transposed(tensor, order.stream().map(labels::indexOf).toList());
  }
}
