package io.opwalk.ops.einsum;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An equation over operands of given shapes.
 *
 * @param operands the labels of the axes of each operand
 * @param output the labels of the axes of the output
 * @param sizes the size of each label: that of the operands that do not have 1
 */
record Labelling(List<List<Integer>> operands, List<Integer> output, Map<Integer, Dim> sizes) {
  /**
   * Puts labels to axes.
   *
   * @throws IllegalArgumentException where ranks or sizes do not fit, naming operand and label
   */
  static Labelling of(Equation equation, List<Shape> shapes) {
    if (equation.operands().size() != shapes.size()) {
      throw new IllegalArgumentException(
          "the equation has " + equation.operands().size() + " operands, found " + shapes.size());
    }
    List<List<Integer>> operands = new ArrayList<>();
    Map<Integer, Dim> sizes = new LinkedHashMap<>();
    int widest = 0;
    for (int i = 0; i < shapes.size(); i++) {
      String term = equation.operands().get(i);
      int covered = shapes.get(i).rank() - Equation.letters(term);
      boolean open = term.contains(Equation.ELLIPSIS);
      if (covered < 0 || covered > 0 && !open) {
        throw new IllegalArgumentException("operand " + i + ", '" + term + "', has "
            + Equation.letters(term) + (open ? " axes or more" : " axes") + ", found shape "
            + shapes.get(i) + " of rank " + shapes.get(i).rank());
      }
      widest = Math.max(widest, open ? covered : 0);
      List<Integer> labels = Equation.labels(term, covered);
      operands.add(labels);
      gather(sizes, labels, shapes.get(i), i);
    }
    if (widest > 0 && !equation.output().contains(Equation.ELLIPSIS)) {
      throw new IllegalArgumentException("'...' stands for " + widest
          + " axes of the operands, and the output '" + equation.output() + "' has none");
    }
    return new Labelling(operands, Equation.labels(equation.output(), widest), sizes);
  }

  private static void gather(
      Map<Integer, Dim> sizes, List<Integer> labels, Shape shape, int operand) {
    Map<Integer, Dim> own = new LinkedHashMap<>();
    for (int axis = 0; axis < labels.size(); axis++) {
      int label = labels.get(axis);
      Dim dim = shape.dim(axis);
      Dim before = own.putIfAbsent(label, dim);
      if (before != null && before.isFixed() && dim.isFixed() && !before.equals(dim)) {
        throw new IllegalArgumentException(Equation.name(label) + " has the sizes " + before
            + " and " + dim + " in operand " + operand + " of shape " + shape);
      }
      if (before != null && !before.isFixed() && dim.isFixed()) {
        own.put(label, dim);
      }
    }
    own.forEach((label, dim) -> sizes.merge(label, dim, (a, b) -> {
      try {
        return Shape.broadcast(Shape.of(a), Shape.of(b)).dim(0);
      } catch (IllegalArgumentException complaint) {
        throw new IllegalArgumentException(
            Equation.name(label) + " has size " + b + " in operand " + operand + " of shape "
                + shape + ", and size " + a + " before it",
            complaint);
      }
    }));
  }

  Shape outputShape() {
    return Shape.of(output.stream().map(sizes::get).toList());
  }
}
