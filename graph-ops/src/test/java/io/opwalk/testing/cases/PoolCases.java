package io.opwalk.testing.cases;

import static io.opwalk.ops.Pooling.averagePool;
import static io.opwalk.ops.Pooling.globalAveragePool;
import static io.opwalk.ops.Pooling.globalMaxPool;
import static io.opwalk.ops.Pooling.lpPool;
import static io.opwalk.ops.Pooling.maxPool;
import static io.opwalk.ops.Pooling.maxPoolIndices;
import static io.opwalk.ops.Pooling.maxUnpool;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.WindowPadding;
import io.opwalk.ops.composite.WindowMax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pooling, against what is in each window. */
final class PoolCases {
  private static final Tolerance ROUNDINGS =
      Tolerance.ulps(1, "the number of roundings, and what they are relative to, is in the scale");

  /** Small enough for a gradient, and no two of a window alike. */
  private static final Operand NUMBERS =
      Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));

  private PoolCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>(maxima());
    rows.addAll(indices());
    rows.addAll(averages());
    rows.add(norm(1));
    rows.add(norm(2));
    rows.add(norm(3));
    rows.addAll(global());
    return rows;
  }

  private static List<OpCase> maxima() {
    Sliding pairs = Sliding.padded(2, 2, 1, 0, 0, true);
    Sliding same = Sliding.same(1, 2, 2, true);
    // As long as ceil((length + 1 - 5) / 2) + 1: three elements two apart, one in front.
    Sliding ceil = new Sliding(2, 2, 2, (n, e) -> 1, (n, e) -> (n + 1 - e + 1) / 2 + 1, false);
    return List.of(
        max("maxPool", 2, pairs)
            .sizes("(1,2,2,1)", "(2,4,6,3)", "(1,5,3,2)", "(0,4,4,1)", "(2,2,2,0)")
            .build(in -> maxPool(in.get(0), PoolOptions.size(2).build()))
            .row(),
        max("WindowMax", 2, Sliding.padded(2, 1, 1, 0, 0, false))
            .sizes("(2,1,3,4)", "(1,2,2,2)")
            .build(in -> Apply.of(
                    new WindowMax(
                        2,
                        PoolOptions.size(2)
                            .strides(1)
                            .dataFormat(DataFormat.CHANNELS_FIRST)
                            .build()),
                    in.get(0))
                .output())
            .row(),
        max("maxPool over one axis, padded", 3, same)
            .sizes("(2,7,2)", "(1,1,1)", "(1,4,3)")
            .build(in -> maxPool(
                in.get(0),
                PoolOptions.size(3)
                    .strides(2)
                    .dilations(2)
                    .padding(WindowPadding.SAME)
                    .build()))
            .row(),
        max("maxPool over three axes", 2, Sliding.padded(3, 1, 1, 1, 0, true))
            .sizes("(1,2,1,3,2)", "(1,1,1,1,1)")
            .build(in -> maxPool(
                in.get(0),
                PoolOptions.size(2)
                    .strides(1)
                    .padding(WindowPadding.of(List.of(1), List.of(0)))
                    .build()))
            .row(),
        max("maxPool with a last window that is not whole", 3, ceil)
            .sizes("(1,2,6,7)", "(2,1,4,5)")
            .build(in -> maxPool(
                in.get(0),
                PoolOptions.size(3)
                    .strides(2)
                    .dilations(2)
                    .padding(WindowPadding.of(List.of(1), List.of(0)))
                    .dataFormat(DataFormat.CHANNELS_FIRST)
                    .ceilMode(true)
                    .build()))
            .row());
  }

  private static List<OpCase> indices() {
    // Whole numbers, few enough for some to be equal.
    Operand numbers = Operand.of(Values.of(-2, -1, 0, 1, 2)).withoutSpecial();
    Sliding same = Sliding.same(2, 2, 1, true);
    PoolOptions.Builder options = PoolOptions.size(3).strides(2).padding(WindowPadding.SAME);
    return List.of(
        OpCase.named("maxPoolIndices")
            .covers("Pooling.maxPoolIndices")
            .operands(numbers)
            .dtypes(DTypes.NUMERIC)
            .sizes("(2,3,5,2)", "(1,1,1,1)", "(0,3,3,1)", "(1,4,4,3)")
            .build(in -> maxPoolIndices(in.get(0), options.build()))
            .oracle(in -> Expected.of(found(same, 3, in.get(0))))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("maxPoolIndices over one axis, channels first")
            .covers("Pooling.maxPoolIndices")
            .operands(numbers)
            .sizes("(2,3,7)", "(1,1,5)")
            .build(in -> maxPoolIndices(
                in.get(0),
                PoolOptions.size(2)
                    .strides(1)
                    .dilations(3)
                    .padding(WindowPadding.of(List.of(1), List.of(0)))
                    .dataFormat(DataFormat.CHANNELS_FIRST)
                    .build()))
            .oracle(in -> Expected.of(found(Sliding.padded(1, 1, 3, 1, 0, false), 2, in.get(0))))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("maxUnpool")
            .covers("Pooling.maxUnpool")
            .operands(
                Operand.any(),
                Operand.of(Values.between(0, 5)).always(DType.INT64).withoutSpecial())
            .dtypes(DTypes.NUMERIC)
            // Eight elements, or sixteen; a place may be named by none, by one, and by several.
            .sizes("(1,1,2,1) (1,1,2,1)", "(1,2,2,2) (1,2,2,2)", "(1,0,2,2) (1,0,2,2)")
            .build(
                in -> maxUnpool(in.get(0), in.get(1), DataFormat.CHANNELS_FIRST, List.of(4L, 2L)))
            .oracle(in -> {
              NDArray x = in.get(0);
              List<Integer> shape = List.of(1, x.dim(1), 4, 2);
              List<Object> values = new ArrayList<>(Collections.nCopies(
                  8 * x.dim(1), x.dtype().isFloating() ? (Object) 0.0 : (Object) 0L));
              long[] places = Elements.longs(in.get(1));
              for (int i = 0; i < places.length; i++) {
                values.set((int) places[i], Elements.list(x).get(i));
              }
              return Expected.of(Elements.array(x.dtype(), shape, values));
            })
            .tolerance(Tolerance.EXACT)
            .row());
  }

  /** The numbers of the largest elements, by pooling numbers along with the elements. */
  private static NDArray found(Sliding sliding, int size, NDArray x) {
    List<Object> counting = new ArrayList<>();
    for (long i = 0; i < x.size(); i++) {
      counting.add(i);
    }
    NDArray numbers = Elements.array(DType.INT64, x.shape(), counting);
    List<List<Object>> values = sliding.windows(x, size);
    List<List<Object>> places = sliding.windows(numbers, size);
    List<Object> chosen = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      chosen.add(places.get(i).get(values.get(i).indexOf(largest(values.get(i)))));
    }
    return Elements.array(DType.INT64, sliding.pooled(x, size), chosen);
  }

  private static OpCase.Builder max(String name, int size, Sliding sliding) {
    return OpCase.named(name)
        .covers("Pooling.maxPool")
        .operands(NUMBERS)
        .dtypes(DTypes.NUMERIC)
        .oracle(in -> Expected.of(Elements.array(
            in.get(0).dtype(),
            sliding.pooled(in.get(0), size),
            sliding.windows(in.get(0), size).stream().map(PoolCases::largest).toList())))
        .tolerance(Tolerance.EXACT);
  }

  private static Object largest(List<Object> window) {
    return window.stream()
        .reduce((a, b) -> a instanceof Double x
            ? (Object) Math.max(x, (Double) b)
            : (Object) Math.max((Long) a, (Long) b))
        .orElseThrow();
  }

  private static List<OpCase> averages() {
    Sliding ceil = new Sliding(1, 3, 1, (n, e) -> 1, (n, e) -> (n + 1 - e + 2) / 3 + 1, true);
    PoolOptions.Builder last = PoolOptions.size(4).strides(3).ceilMode(true);
    WindowPadding front = WindowPadding.of(List.of(1), List.of(0));
    return List.of(
        average("averagePool", 2, Sliding.padded(2, 2, 1, 0, 0, true), false, 0)
            .sizes("(1,2,2,1)", "(2,4,6,3)", "(1,5,3,2)", "(0,4,4,1)")
            .build(in -> averagePool(in.get(0), PoolOptions.size(2).build()))
            .row(),
        average("averagePool of what is not padding", 3, Sliding.same(2, 2, 1, false), false, 0)
            .sizes("(2,1,5,4)", "(1,2,3,3)", "(1,1,1,1)")
            .build(in -> averagePool(
                in.get(0),
                PoolOptions.size(3)
                    .strides(2)
                    .padding(WindowPadding.SAME)
                    .dataFormat(DataFormat.CHANNELS_FIRST)
                    .build()))
            .row(),
        average("averagePool with padding", 2, Sliding.padded(3, 1, 2, 1, 1, true), true, 8)
            .sizes("(1,2,1,3,1)", "(1,1,3,1,2)")
            .build(in -> averagePool(
                in.get(0),
                PoolOptions.size(2)
                    .strides(1)
                    .dilations(2)
                    .padding(WindowPadding.of(1))
                    .countIncludePad(true)
                    .build()))
            .row(),
        average("averagePool, a last window not whole", 4, ceil, false, 0)
            .sizes("(1,5,2)", "(2,7,1)", "(1,6,1)")
            .build(in -> averagePool(
                in.get(0), last.padding(front).countIncludePad(false).build()))
            .row(),
        OpCase.named("averagePool with padding, a last window not whole")
            .covers("Pooling.averagePool")
            .operands(NUMBERS)
            // Of seven elements and one in front, windows of four begin at -1, 2 and 5.
            .sizes("(1,7,1)", "(3,7,2)")
            .build(in ->
                averagePool(in.get(0), last.padding(front).countIncludePad(true).build()))
            .oracle(in -> means(ceil, 4, in.get(0), List.of(4, 4, 2)))
            .tolerance(ROUNDINGS)
            .row());
  }

  private static OpCase.Builder average(
      String name, int size, Sliding sliding, boolean withPadding, int count) {
    return OpCase.named(name)
        .covers("Pooling.averagePool")
        .operands(NUMBERS)
        .oracle(in -> means(sliding, size, in.get(0), withPadding ? List.of(count) : List.of()))
        .tolerance(ROUNDINGS);
  }

  /**
   * @param counts by how much each place divides, over and over; the number of elements if empty
   */
  private static Expected means(Sliding sliding, int size, NDArray x, List<Integer> counts) {
    List<Double> values = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    List<Integer> shape = sliding.pooled(x, size);
    for (List<Object> window : sliding.windows(x, size)) {
      List<Double> numbers = window.stream().map(element -> (Double) element).toList();
      int place = values.size() / sliding.channels(x);
      int count = counts.isEmpty() ? numbers.size() : counts.get(place % counts.size());
      values.add(Exact.sum(numbers) / count);
      // A rounding of each addition, of zeros too, one of the quotient and of the oracle's own.
      scale.add((numbers.size() + 2) * Exact.sum(numbers.stream().map(Math::abs).toList()) / count
          + Float.MIN_NORMAL);
    }
    return new Expected(
        Elements.array(DType.FLOAT64, shape, values),
        scale.stream().mapToDouble(each -> each).toArray());
  }

  private static OpCase norm(int p) {
    Sliding sliding = Sliding.padded(2, 2, 1, 1, 1, true);
    PoolOptions options =
        PoolOptions.size(3).strides(2).padding(WindowPadding.of(1)).build();
    return OpCase.named("lpPool, p = " + p)
        .covers("Pooling.lpPool")
        .operands(Operand.any().withoutSpecial().smoothOn(Values.awayFromZero(0.5, 2)))
        .sizes("(1,3,4,2)", "(2,1,2,1)", "(0,3,3,1)")
        .build(in -> lpPool(in.get(0), p, options))
        .oracle(in -> {
          List<Double> values = sliding.windows(in.get(0), 3).stream()
              .map(window -> Math.pow(
                  window.stream()
                      .mapToDouble(x -> Math.pow(Math.abs((Double) x), p))
                      .sum(),
                  1.0 / p))
              .toList();
          return Expected.of(Elements.array(DType.FLOAT64, sliding.pooled(in.get(0), 3), values));
        })
        .tolerance(Tolerance.ulps(
            40, "nine powers and their sum are off by an ulp each on either side, the root by two"))
        .row();
  }

  private static List<OpCase> global() {
    return List.of(
        OpCase.named("globalMaxPool")
            .covers("Pooling.globalMaxPool")
            .operands(NUMBERS)
            .dtypes(DTypes.NUMERIC)
            .sizes("(1,1,1)", "(2,7,3)", "(0,2,2)")
            .build(in -> globalMaxPool(in.get(0)))
            .oracle(in -> Expected.of(Groups.along(in.get(0), List.of(1), false)
                .map(in.get(0).dtype(), PoolCases::largest)))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("globalAveragePool")
            .covers("Pooling.globalAveragePool")
            .operands(NUMBERS)
            .sizes("(1,1,1,1)", "(2,3,4,5)", "(0,2,2,1)")
            .build(in -> globalAveragePool(in.get(0)))
            .oracle(in -> mean(in.get(0), List.of(1, 2), false))
            .tolerance(ROUNDINGS)
            .row(),
        OpCase.named("globalAveragePool, channels first")
            .covers("Pooling.globalAveragePool")
            .operands(NUMBERS)
            .sizes("(2,3,4,5)", "(1,1,2,1)")
            .build(in -> globalAveragePool(in.get(0), DataFormat.CHANNELS_FIRST, true))
            .oracle(in -> mean(in.get(0), List.of(2, 3), true))
            .tolerance(ROUNDINGS)
            .row());
  }

  private static Expected mean(NDArray x, List<Integer> axes, boolean keepDims) {
    return Groups.along(x, axes, keepDims)
        .numbers(
            group -> Exact.sum(group) / group.size(),
            group -> (group.size() + 2)
                    * Exact.sum(group.stream().map(Math::abs).toList())
                    / group.size()
                + Float.MIN_NORMAL);
  }
}
