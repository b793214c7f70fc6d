package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.List;

/** What runs along one axis of an array, for oracles of functions that keep that axis. */
final class Slices {
  /** What an oracle says of one slice: its values, and their scale. */
  record Slice(double[] values, double[] scale) {}

  /** The slices of all operands at one place, to one slice of the result. */
  @FunctionalInterface
  interface OnSlices {
    Slice apply(List<double[]> slices);
  }

  private Slices() {}

  /** Applies a function to each slice along an axis of operands of one shape. */
  static Expected along(int axis, List<NDArray> operands, OnSlices function) {
    List<Integer> shape = operands.get(0).shape();
    List<double[]> elements = operands.stream().map(Elements::doubles).toList();
    Double[] values = new Double[operands.get(0).size()];
    double[] scale = new double[values.length];
    List<Integer> outer = new ArrayList<>(shape);
    outer.set(axis, 1);
    for (List<Integer> index : Grid.indices(outer)) {
      int[] offsets = new int[shape.get(axis)];
      for (int i = 0; i < offsets.length; i++) {
        List<Integer> inner = new ArrayList<>(index);
        inner.set(axis, i);
        offsets[i] = Grid.offset(inner, shape);
      }
      Slice slice =
          function.apply(elements.stream().map(all -> pick(all, offsets)).toList());
      for (int i = 0; i < offsets.length; i++) {
        values[offsets[i]] = slice.values()[i];
        scale[offsets[i]] = slice.scale()[i];
      }
    }
    return new Expected(Elements.array(DType.FLOAT64, shape, List.of(values)), scale);
  }

  private static double[] pick(double[] all, int[] offsets) {
    double[] picked = new double[offsets.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[offsets[i]];
    }
    return picked;
  }
}
