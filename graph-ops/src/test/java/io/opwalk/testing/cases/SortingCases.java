package io.opwalk.testing.cases;

import static io.opwalk.ops.Sorting.argSort;
import static io.opwalk.ops.Sorting.kthValue;
import static io.opwalk.ops.Sorting.median;
import static io.opwalk.ops.Sorting.quantile;
import static io.opwalk.ops.Sorting.sort;
import static io.opwalk.ops.Sorting.topK;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Elements by their order, against insertion into a list. */
final class SortingCases {
  private static final String[] SIZES = {
    "(1)", "(7)", "(64)", "(0)", "(3,1)", "(1,3)", "(4,3)", "(2,5,3)", "(3,0)", "(0,3)"
  };
  private static final Tolerance LINE =
      Tolerance.ulps(4, "a difference, a product and a sum of neighbours");

  private SortingCases() {}

  /** Few different values, so that many are equal; for gradients all are apart. */
  private static Operand operand() {
    return Operand.of(Values.ordinary().mixedWith(Values.of(-1, 0, 1, 2)))
        .withSpecial(Values.special().mixedWith(Values.of(-1, 0, 1)))
        .smoothOn(new ApartValues());
  }

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>(List.of(
        row("sort", "sort", x -> sort(x), x -> taken(x, -1, all(x, -1), false, true), SIZES),
        row(
            "sort along the first axis, descending",
            "sort",
            x -> sort(x, 0, true),
            x -> taken(x, 0, all(x, 0), true, true),
            SIZES),
        row(
            "sort along axis -2",
            "sort",
            x -> sort(x, -2),
            x -> taken(x, -2, all(x, -2), false, true),
            "(4,3)",
            "(2,5,3)",
            "(3,1)",
            "(2,0,2)"),
        places(
            "argSort",
            "argSort",
            x -> argSort(x),
            x -> indices(x, -1, all(x, -1), false, true),
            SIZES),
        places(
            "argSort descending",
            "argSort",
            x -> argSort(x, 0, true),
            x -> indices(x, 0, all(x, 0), true, true),
            SIZES),
        row(
            "topK",
            "topK",
            x -> topK(x, 3).values(),
            x -> taken(x, -1, 3, true, true),
            "(7)",
            "(1,3)",
            "(4,3)",
            "(2,5,3)",
            "(0,3)"),
        places(
            "indices of topK",
            "topK",
            x -> topK(x, 3).indices(),
            x -> indices(x, -1, 3, true, true),
            "(7)",
            "(4,3)",
            "(2,5,3)",
            "(0,3)"),
        row(
            "topK of the smallest as they stand",
            "topK",
            x -> topK(x, 2, 0, false, false).values(),
            x -> taken(x, 0, 2, false, false),
            "(7)",
            "(4,3)",
            "(2,5,3)",
            "(2,0)"),
        places(
            "indices of the smallest as they stand",
            "topK",
            x -> topK(x, 2, -2, false, false).indices(),
            x -> indices(x, -2, 2, false, false),
            "(4,3)",
            "(2,5,3)"),
        row(
            "topK of none",
            "topK",
            x -> topK(x, 0).values(),
            x -> taken(x, -1, 0, true, true),
            "(7)",
            "(0)",
            "(2,3)"),
        row(
            "kthValue",
            "kthValue",
            x -> kthValue(x, 2, -2),
            x -> without(last(taken(x, -2, 2, false, true), -2), -2),
            "(4,3)",
            "(2,5,3)",
            "(3,0)"),
        row(
            "kthValue of a vector",
            "kthValue",
            x -> kthValue(x, 1, 0),
            x -> without(taken(x, 0, 1, false, true), 0),
            "(7)",
            "(1)")));
    rows.add(line("median", "median", x -> median(x), x -> quantileOf(flat(x), 0.5, 0, false)));
    rows.add(line(
        "median along an axis", "median", x -> median(x, 0), x -> quantileOf(x, 0.5, 0, false)));
    rows.add(
        line("median kept", "median", x -> median(x, -1, true), x -> quantileOf(x, 0.5, -1, true)));
    rows.add(line(
        "quantile", "quantile", x -> quantile(x, 0.3), x -> quantileOf(flat(x), 0.3, 0, false)));
    for (double q : new double[] {0, 0.25, 0.9, 1}) {
      rows.add(line(
          "quantile " + q, "quantile", x -> quantile(x, q, -1), x -> quantileOf(x, q, -1, false)));
    }
    rows.add(line(
        "quantile kept",
        "quantile",
        x -> quantile(x, 0.6, 0, true),
        x -> quantileOf(x, 0.6, 0, true)));
    return rows;
  }

  private static OpCase row(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      Function<NDArray, NDArray> expected,
      String... sizes) {
    return OpCase.named(name)
        .covers("Sorting." + function)
        .operands(operand())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .build(in -> build.apply(in.get(0)))
        .oracle(ArrayOracle.of(in -> expected.apply(in.get(0))))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase places(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      Function<NDArray, NDArray> expected,
      String... sizes) {
    return OpCase.named(name)
        .covers("Sorting." + function)
        .operands(operand().notSmooth())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .build(in -> build.apply(in.get(0)))
        .oracle(ArrayOracle.of(in -> expected.apply(in.get(0))))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase line(
      String name,
      String function,
      Function<Tensor, Tensor> build,
      Function<NDArray, Expected> expected) {
    return OpCase.named(name)
        .covers("Sorting." + function)
        .operands(Operand.of(Values.ordinary().mixedWith(Values.of(-1, 0, 1, 2)))
            .withSpecial(Values.ordinary()
                .mixedWith(Values.of(Double.NaN, Double.NEGATIVE_INFINITY, 1, 1, 0, -0.0)))
            .smoothOn(new ApartValues()))
        .sizes("(1)", "(2)", "(7)", "(64)", "(3,1)", "(1,3)", "(4,3)", "(2,5,3)")
        .build(in -> build.apply(in.get(0)))
        .oracle(in -> expected.apply(in.get(0)))
        .tolerance(LINE)
        .row();
  }

  private static int all(NDArray x, int axis) {
    return x.dim(axis);
  }

  /** Whether one element comes before another, by definition; not where they are equal. */
  private static boolean isBefore(Object a, Object b, boolean descending) {
    if (a instanceof Double x) {
      Double y = (Double) b;
      return Double.isNaN(y) ? !Double.isNaN(x) : descending ? x > y : x < y;
    }
    int sign = a instanceof Boolean truth
        ? Boolean.compare(truth, (Boolean) b)
        : ((Long) a).compareTo((Long) b);
    return descending ? sign > 0 : sign < 0;
  }

  /** The indices along the axis of the first elements in order. */
  private static NDArray indices(NDArray x, int axis, int count, boolean descending, boolean sort) {
    int at = axis < 0 ? axis + x.rank() : axis;
    List<Object> elements = Elements.list(x);
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(at, count);
    List<Object> indices = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Integer> order = new ArrayList<>();
      List<Integer> source = new ArrayList<>(index);
      for (int i = 0; i < x.dim(at); i++) {
        source.set(at, i);
        Object element = elements.get(Grid.offset(source, x.shape()));
        int place = order.size();
        while (place > 0) {
          source.set(at, order.get(place - 1));
          if (!isBefore(element, elements.get(Grid.offset(source, x.shape())), descending)) {
            break;
          }
          place--;
        }
        order.add(place, i);
      }
      List<Integer> first = new ArrayList<>(order.subList(0, count));
      if (!sort) {
        first.sort(null);
      }
      indices.add((long) first.get(index.get(at)));
    }
    return Elements.array(DType.INT64, shape, indices);
  }

  private static NDArray taken(NDArray x, int axis, int count, boolean descending, boolean sort) {
    int at = axis < 0 ? axis + x.rank() : axis;
    NDArray indices = indices(x, axis, count, descending, sort);
    long[] places = Elements.longs(indices);
    return Grid.gather(x, indices.shape(), index -> {
      List<Integer> source = new ArrayList<>(index);
      source.set(at, (int) places[Grid.offset(index, indices.shape())]);
      return source;
    });
  }

  private static NDArray last(NDArray x, int axis) {
    int at = axis < 0 ? axis + x.rank() : axis;
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(at, 1);
    return Grid.gather(x, shape, index -> {
      List<Integer> source = new ArrayList<>(index);
      source.set(at, x.dim(at) - 1);
      return source;
    });
  }

  private static NDArray without(NDArray x, int axis) {
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.remove(axis < 0 ? axis + x.rank() : axis);
    return x.reshape(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private static NDArray flat(NDArray x) {
    return x.reshape(x.size());
  }

  private static Expected quantileOf(NDArray x, double q, int axis, boolean keepDims) {
    NDArray sorted = taken(x, axis, all(x, axis), false, true);
    int at = axis < 0 ? axis + x.rank() : axis;
    List<Object> elements = Elements.list(sorted);
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(at, 1);
    int end = x.dim(at) - 1;
    double position = q * end;
    int before = (int) position;
    int after = Math.min(end, position == before ? before : before + 1);
    BigDecimal share = new BigDecimal(position).subtract(new BigDecimal(before));
    List<Object> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      double low = element(elements, index, at, before, sorted);
      double high = element(elements, index, at, after, sorted);
      boolean broken = Double.isNaN(element(elements, index, at, end, sorted));
      double value;
      if (broken) {
        value = Double.NaN;
      } else if (low == high || Double.isInfinite(low) || Double.isInfinite(high)) {
        value = low == high ? low : low + high;
      } else {
        value = new BigDecimal(low)
            .add(share.multiply(new BigDecimal(high).subtract(new BigDecimal(low))))
            .doubleValue();
      }
      values.add(value);
      scale.add(Math.abs(low) + Math.abs(high));
    }
    NDArray kept = Elements.array(DType.FLOAT64, shape, values);
    return new Expected(
        keepDims ? kept : without(kept, at),
        scale.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double element(
      List<Object> elements, List<Integer> index, int axis, int place, NDArray sorted) {
    List<Integer> source = new ArrayList<>(index);
    source.set(axis, place);
    return (Double) elements.get(Grid.offset(source, sorted.shape()));
  }
}
