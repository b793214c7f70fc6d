package io.opwalk.reference;

import io.opwalk.Dim;
import io.opwalk.Shape;
import java.util.List;

/**
 * The sizes of operands that are broadcast against each other. What was 1 when the graph was built
 * is repeated; all other sizes of an axis must turn out equal.
 */
final class Broadcasting {
  private Broadcasting() {}

  /**
   * The common sizes.
   *
   * @param shapes the shapes of the operands as the graph knows them
   * @param sizes their sizes in this call
   * @throws IllegalArgumentException where they differ, naming the axis and the operands
   */
  static int[] sizes(List<Shape> shapes, List<int[]> sizes) {
    int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
    int[] common = new int[rank];
    for (int axis = 1; axis <= rank; axis++) {
      common[rank - axis] = size(axis, shapes, sizes);
    }
    return common;
  }

  private static int size(int axisFromEnd, List<Shape> shapes, List<int[]> sizes) {
    int first = -1;
    int common = 1;
    for (int i = 0; i < shapes.size(); i++) {
      if (axisFromEnd <= shapes.get(i).rank()) {
        Dim dim = shapes.get(i).dim(-axisFromEnd);
        int size = sizes.get(i)[sizes.get(i).length - axisFromEnd];
        if (!dim.is(1) && first < 0) {
          first = i;
          common = size;
        } else if (!dim.is(1) && size != common) {
          throw new IllegalArgumentException("at axis -"
              + axisFromEnd
              + " input "
              + first
              + " has size "
              + common
              + " and input "
              + i
              + " size "
              + size
              + "; sizes that were unknown when the graph was built must be equal");
        }
      }
    }
    return common;
  }
}
