package io.opwalk.testing.cases;

import static io.opwalk.ops.DataFormat.CHANNELS_FIRST;
import static io.opwalk.ops.DataFormat.CHANNELS_LAST;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.Pooling;
import java.util.ArrayList;
import java.util.List;

/** Windows of which there are as many as wanted, against what is in each. */
final class AdaptivePoolCases {
  private static final Tolerance MEANS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  private static final Operand NUMBERS =
      Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));

  private AdaptivePoolCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (boolean isMax : new boolean[] {true, false}) {
      // Windows that fit, that share elements, and more of them than elements.
      rows.add(row(isMax, CHANNELS_LAST, "(2,6,1)", "(1,7,2)", "(2,2,1)", "(0,5,1)", "(1,1,3)", 3));
      rows.add(
          row(isMax, CHANNELS_FIRST, "(1,2,4,5)", "(2,1,3,2)", "(1,1,1,7)", "(1,0,2,2)", 2, 3));
      rows.add(row(isMax, CHANNELS_LAST, "(1,3,4,2,1)", "(1,2,2,3,2)", 2, 1, 2));
    }
    return rows;
  }

  private static OpCase row(boolean isMax, DataFormat format, Object... rest) {
    List<String> shapes = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Object each : rest) {
      if (each instanceof String shape) {
        shapes.add(shape);
      } else {
        sizes.add((Integer) each);
      }
    }
    int[] numbers = sizes.stream().mapToInt(Integer::intValue).toArray();
    String function = isMax ? "adaptiveMaxPool" : "adaptiveAveragePool";
    return OpCase.named(function + " to " + sizes + ", " + format)
        .covers("Pooling." + function)
        .operands(NUMBERS)
        .dtypes(isMax ? DTypes.NUMERIC : List.of(DType.FLOAT64, DType.FLOAT32))
        .sizes(shapes.toArray(String[]::new))
        .build(in -> isMax
            ? Pooling.adaptiveMaxPool(in.get(0), format, numbers)
            : Pooling.adaptiveAveragePool(in.get(0), format, numbers))
        .oracle(in -> pooled(in.get(0), sizes, format.firstSpatialAxis(), isMax))
        .tolerance(isMax ? Tolerance.EXACT : MEANS)
        .row();
  }

  private static Expected pooled(NDArray x, List<Integer> sizes, int first, boolean isMax) {
    List<Object> elements = Elements.list(x);
    List<Integer> shape = new ArrayList<>(x.shape());
    for (int i = 0; i < sizes.size(); i++) {
      shape.set(first + i, sizes.get(i));
    }
    List<Object> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Object> window = new ArrayList<>();
      for (List<Integer> place : Grid.indices(x.shape())) {
        if (isIn(place, index, x.shape(), sizes, first)) {
          window.add(elements.get(Grid.offset(place, x.shape())));
        }
      }
      if (isMax) {
        values.add(window.stream().reduce(AdaptivePoolCases::larger).orElseThrow());
        scale.add(0.0);
      } else {
        double sum = 0;
        double size = 0;
        for (Object each : window) {
          sum += (Double) each;
          size += Math.abs((Double) each);
        }
        values.add(sum / window.size());
        scale.add(size * (window.size() + 1) / window.size());
      }
    }
    return new Expected(
        Elements.array(isMax ? x.dtype() : DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(each -> each).toArray());
  }

  private static Object larger(Object a, Object b) {
    return a instanceof Double left
        ? (Object) Math.max(left, (Double) b)
        : Math.max((Long) a, (Long) b);
  }

  private static boolean isIn(
      List<Integer> place,
      List<Integer> window,
      List<Integer> from,
      List<Integer> sizes,
      int first) {
    for (int axis = 0; axis < place.size(); axis++) {
      boolean isSpatial = axis >= first && axis < first + sizes.size();
      long length = from.get(axis);
      long count = isSpatial ? sizes.get(axis - first) : length;
      long at = window.get(axis);
      double start = Math.floor(at * length / (double) count);
      double end = Math.ceil((at + 1) * length / (double) count);
      if (place.get(axis) < start || place.get(axis) >= end) {
        return false;
      }
    }
    return true;
  }
}
