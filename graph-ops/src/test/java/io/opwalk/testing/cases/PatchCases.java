package io.opwalk.testing.cases;

import static io.opwalk.ops.Patches.col2im;
import static io.opwalk.ops.Patches.im2col;
import static io.opwalk.ops.Patches.overlap;
import static io.opwalk.ops.Patches.windows;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.ops.DataFormat;
import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.WindowPadding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Windows, and windows put together again, against where each element belongs. */
final class PatchCases {
  private static final List<DType> ALL =
      List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.INT32, DType.BOOL);

  private static final Operand SUMMED =
      Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge()));

  private static final PoolOptions PATCHES = PoolOptions.size(2, 3)
      .strides(1, 2)
      .padding(WindowPadding.of(List.of(0, 1), List.of(1, 1)))
      .dataFormat(DataFormat.CHANNELS_FIRST)
      .build();

  private PatchCases() {}

  static List<OpCase> all() {
    return List.of(plain(), strided(), overlapped(), columns(), images());
  }

  private static OpCase plain() {
    return OpCase.named("windows along the last axis")
        .covers("Patches.windows")
        .operands(Operand.any())
        .dtypes(ALL)
        .sizes("(3)", "(2,7)", "(0,3)", "(1,64)")
        .build(in -> windows(in.get(0), List.of(-1), List.of(3)))
        .oracle(in -> {
          NDArray x = in.get(0);
          List<Integer> shape = new ArrayList<>(x.shape());
          shape.set(x.rank() - 1, x.dim(-1) - 2);
          shape.add(3);
          return Expected.of(Grid.gather(x, shape, index -> {
            List<Integer> source = new ArrayList<>(index.subList(0, x.rank()));
            source.set(x.rank() - 1, index.get(x.rank() - 1) + index.get(x.rank()));
            return source;
          }));
        })
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static OpCase strided() {
    return OpCase.named("windows along two axes, strided and dilated")
        .covers("Patches.windows")
        .operands(Operand.any())
        .dtypes(ALL)
        .sizes("(5,2,4)", "(3,1,1)", "(6,0,3)")
        .build(
            in -> windows(in.get(0), List.of(0, -1), List.of(2, 1), List.of(1, 2), List.of(2, 1)))
        .oracle(in ->
            Expected.of(Grid.gather(in.get(0), windowShape(in.get(0).shape()), PatchCases::source)))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  /** Two elements, two apart, along the first axis, and every other one of the last. */
  private static List<Integer> windowShape(List<Integer> shape) {
    return List.of(shape.get(0) - 2, shape.get(1), (shape.get(2) + 1) / 2, 2, 1);
  }

  private static List<Integer> source(List<Integer> index) {
    return List.of(index.get(0) + 2 * index.get(3), index.get(1), 2 * index.get(2));
  }

  private static OpCase overlapped() {
    return OpCase.named("overlap")
        .covers("Patches.overlap")
        .operands(SUMMED)
        .dtypes(DTypes.NUMERIC)
        .sizes("(3,2,2,2,1)", "(1,1,1,2,1)", "(4,0,2,2,1)")
        .build(in -> overlap(
            in.get(0),
            List.of(0, -1),
            in.get(0).shape().dim(2).is(1)
                ? List.of(3L, 1L)
                : lengths(in.get(0).shape().dim(0)),
            List.of(1, 2),
            List.of(2, 1)))
        .fixedSizes()
        .oracle(in -> {
          NDArray x = in.get(0);
          List<Integer> shape = List.of(x.dim(0) + 2, x.dim(1), x.dim(2) == 1 ? 1 : 4);
          return sums(x, shape, PatchCases::source);
        })
        .tolerance(ReductionCases.ORDER)
        .row();
  }

  private static List<Long> lengths(Dim places) {
    return List.of(places.fixedSize().getAsLong() + 2, 4L);
  }

  private interface Target {
    /** Where an element goes; outside of the result it is dropped. */
    List<Integer> of(List<Integer> index);
  }

  private static Expected sums(NDArray x, List<Integer> shape, Target target) {
    List<List<Object>> groups = new ArrayList<>();
    Grid.indices(shape).forEach(index -> groups.add(new ArrayList<>()));
    List<Object> elements = Elements.list(x);
    int next = 0;
    for (List<Integer> index : Grid.indices(x.shape())) {
      Object element = elements.get(next++);
      List<Integer> at = target.of(index);
      if (Sliding.isWithin(at, shape)) {
        groups.get(Grid.offset(at, shape)).add(element);
      }
    }
    if (!x.dtype().isFloating()) {
      return Expected.of(Elements.array(
          x.dtype(),
          shape,
          groups.stream()
              .map(group -> Exact.integers(group, BigInteger.ZERO, BigInteger::add))
              .toList()));
    }
    List<List<Double>> numbers = groups.stream()
        .map(group -> group.stream().map(element -> (Double) element).toList())
        .toList();
    return new Expected(
        Elements.array(DType.FLOAT64, shape, numbers.stream().map(Exact::sum).toList()),
        numbers.stream().mapToDouble(Exact::sumScale).toArray());
  }

  private static OpCase columns() {
    return OpCase.named("im2col")
        .covers("Patches.im2col")
        .operands(Operand.any())
        .dtypes(DTypes.NUMERIC)
        .sizes("(2,2,3,4)", "(1,1,1,1)", "(0,1,2,2)")
        .build(in -> im2col(in.get(0), PATCHES))
        .oracle(in -> {
          NDArray x = in.get(0);
          int high = x.dim(2);
          int wide = (x.dim(3) + 2 - 3) / 2 + 1;
          List<Object> elements = Elements.list(x);
          List<Object> values = new ArrayList<>();
          List<Integer> shape = List.of(x.dim(0), x.dim(1) * 6, high * wide);
          for (List<Integer> index : Grid.indices(shape)) {
            List<Integer> at = pixel(index, wide);
            boolean isWithin = Sliding.isWithin(at, x.shape());
            values.add(
                isWithin
                    ? elements.get(Grid.offset(at, x.shape()))
                    : x.dtype().isFloating() ? (Object) 0.0 : (Object) 0L);
          }
          return Expected.of(Elements.array(x.dtype(), shape, values));
        })
        .tolerance(Tolerance.EXACT)
        .row();
  }

  /** Which pixel an element of the columns is of, where so many windows lie side by side. */
  private static List<Integer> pixel(List<Integer> index, int wide) {
    int row = index.get(1);
    int place = index.get(2);
    return List.of(
        index.get(0), row / 6, place / wide + row % 6 / 3, place % wide * 2 + row % 3 - 1);
  }

  private static OpCase images() {
    return OpCase.named("col2im")
        .covers("Patches.col2im")
        .operands(SUMMED)
        .dtypes(DTypes.NUMERIC)
        // Of images of three by four: three places high, two wide.
        .sizes("(2,12,6)", "(1,6,6)", "(0,6,6)")
        .build(in -> col2im(in.get(0), List.of(3L, 4L), PATCHES))
        .oracle(in -> {
          NDArray x = in.get(0);
          return sums(x, List.of(x.dim(0), x.dim(1) / 6, 3, 4), index -> pixel(index, 2));
        })
        .tolerance(ReductionCases.ORDER)
        .row();
  }
}
