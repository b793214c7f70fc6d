package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Scatter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Parts taken, replaced and picked by number. Elements are moved or added once: all is exact. */
final class IndexingCases {
  private IndexingCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(gets());
    rows.addAll(changes());
    rows.addAll(takes());
    rows.addAll(tuples());
    rows.addAll(oneHots());
    return rows;
  }

  private static OpCase.Builder row(String name, String method, String... sizes) {
    return OpCase.named(name)
        .covers("Indexing." + method)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  /** Positions that a slice takes, by Python's definition of slice.indices; null is None. */
  static List<Integer> positions(int size, Integer start, Integer stop, int step) {
    int low = step > 0 ? 0 : -1;
    int high = step > 0 ? size : size - 1;
    int from = start == null ? (step > 0 ? low : high) : clipped(start, size, low, high);
    int to = stop == null ? (step > 0 ? high : low) : clipped(stop, size, low, high);
    List<Integer> taken = new ArrayList<>();
    for (int i = from; step > 0 ? i < to : i > to; i += step) {
      taken.add(i);
    }
    return taken;
  }

  private static int clipped(int bound, int size, int low, int high) {
    return Math.max(low, Math.min(bound < 0 ? bound + size : bound, high));
  }

  private record Form(Range range, Integer start, Integer stop, int step) {}

  private static List<OpCase> gets() {
    List<OpCase> rows = new ArrayList<>();
    List<Form> forms = List.of(
        new Form(Range.all(), null, null, 1),
        new Form(Range.of(1, 4), 1, 4, 1),
        new Form(Range.of(-3, 100), -3, 100, 1),
        new Form(Range.from(2).by(3), 2, null, 3),
        new Form(Range.to(-1), null, -1, 1),
        new Form(Range.all().by(-1), null, null, -1),
        new Form(Range.all().by(-2), null, null, -2),
        new Form(Range.of(5, 1, -2), 5, 1, -2),
        new Form(Range.from(-2).by(-1), -2, null, -1),
        new Form(Range.of(100, -100, -3), 100, -100, -3),
        new Form(Range.to(2).by(-1), null, 2, -1),
        new Form(Range.of(4, 2), 4, 2, 1));
    for (Form form : forms) {
      rows.add(row("get x[" + form.range() + "]", "get", "(7)", "(0)", "(1)", "(3)", "(13,2)")
          .build(in -> Indexing.get(in.get(0), form.range()))
          .oracle(ArrayOracle.of(in -> {
            NDArray x = in.get(0);
            List<Integer> at = positions(x.dim(0), form.start(), form.stop(), form.step());
            List<Integer> shape = new ArrayList<>(x.shape());
            shape.set(0, at.size());
            return Grid.gather(x, shape, index -> replaced(index, 0, at.get(index.get(0))));
          }))
          .row());
    }
    rows.add(row("get x[..., None, -1]", "get", "(2,3)", "(0,7)", "(2,3,5)", "(1,1)")
        .build(in -> Indexing.get(in.get(0), Range.ellipsis(), Range.newAxis(), Range.at(-1)))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          List<Integer> shape = new ArrayList<>(x.shape());
          shape.set(x.rank() - 1, 1);
          return Grid.gather(
              x, shape, index -> replaced(index, x.rank() - 1, x.dim(x.rank() - 1) - 1));
        }))
        .row());
    rows.add(row("get x[1, ::-1]", "get", "(2,3)", "(2,0)", "(7,13,2)")
        .build(in -> Indexing.get(in.get(0), Range.at(1), Range.all().by(-1)))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          return Grid.gather(x, x.shape().subList(1, x.rank()), index -> {
            List<Integer> source = new ArrayList<>(index);
            source.set(0, x.dim(1) - 1 - index.get(0));
            source.add(0, 1);
            return source;
          });
        }))
        .row());
    return rows;
  }

  private static List<Integer> replaced(List<Integer> index, int axis, int position) {
    List<Integer> source = new ArrayList<>(index);
    source.set(axis, position);
    return source;
  }

  private static List<OpCase> changes() {
    List<OpCase> rows = new ArrayList<>();
    for (boolean add : List.of(false, true)) {
      rows.add(change(
          add,
          "x[1::2]",
          Range.from(1).by(2),
          1,
          null,
          2,
          "(7,3) (3,3)",
          "(7,3) ()",
          "(6,2) (1,2)",
          "(2,0) (1,0)"));
      rows.add(change(
          add,
          "x[4:1:-1]",
          Range.of(4, 1, -1),
          4,
          1,
          -1,
          "(7,3) (3,3)",
          "(7,64) (64)",
          "(5,1) (3,1)"));
      rows.add(change(
          add, "x[1:-1]", Range.of(1, -1), 1, -1, 1, "(7,3) (5,3)", "(3,64) ()", "(13,1) (1)"));
      rows.add(change(
          add,
          "x[::-1]",
          Range.all().by(-1),
          null,
          null,
          -1,
          "(7,3) (7,3)",
          "(7,3) ()",
          "(1,2) (2)",
          "(0,2) ()"));
      rows.add(change(add, "x[5:5]", Range.of(5, 5), 5, 5, 1, "(7,3) ()", "(0,3) (0,3)"));
    }
    return rows;
  }

  private static OpCase change(
      boolean add,
      String form,
      Range range,
      Integer start,
      Integer stop,
      int step,
      String... sizes) {
    String method = add ? "increment" : "set";
    return OpCase.named(method + " " + form + " " + sizes.length)
        .covers("Indexing." + method)
        .operands(Operand.any(), Operand.any())
        .dtypes(add ? DTypes.NUMERIC : DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT)
        .build(in -> add
            ? Indexing.increment(in.get(0), in.get(1), range)
            : Indexing.set(in.get(0), in.get(1), range))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          NDArray value = in.get(1);
          List<Object> result = new ArrayList<>(Elements.list(x));
          List<Integer> at = positions(x.dim(0), start, stop, step);
          for (int i = 0; i < at.size(); i++) {
            for (int j = 0; j < x.dim(1); j++) {
              int target = Grid.offset(List.of(at.get(i), j), x.shape());
              List<Integer> source = Grid.repeated(List.of(i, j), value.shape());
              Object element = Elements.list(value).get(Grid.offset(source, value.shape()));
              result.set(
                  target,
                  IndexedRowCases.combined(
                      add ? Kind.ADD : Kind.UPDATE, x.dtype(), result.get(target), element));
            }
          }
          return Elements.array(x.dtype(), x.shape(), result);
        }))
        .row();
  }

  /** Row counts of 7 throughout, so that indices from -7 to 6 exist. */
  private static OpCase.Builder picked(String name, String method, String... sizes) {
    return OpCase.named(name)
        .covers("Indexing." + method)
        .operands(Operand.any(), IndexedRowCases.INDICES)
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  static int number(NDArray indices, List<Integer> at) {
    Object index = Elements.list(indices).get(Grid.offset(at, indices.shape()));
    return Math.floorMod((Long) index, 7);
  }

  private static List<OpCase> takes() {
    return List.of(
        picked(
                "take along an inner axis",
                "take",
                "(2,7,3) (4,5)",
                "(0,7) (3)",
                "(2,7) ()",
                "(3,7,2) (0)",
                "(1,7,1) (1)")
            .build(in -> Indexing.take(in.get(0), in.get(1), 1))
            .oracle(ArrayOracle.of(in -> taken(in.get(0), in.get(1), 1)))
            .row(),
        picked("take along the last axis", "take", "(2,7) (13)", "(7) (2,3)", "(64,7) (1,2)")
            .build(in -> Indexing.take(in.get(0), in.get(1), -1))
            .oracle(ArrayOracle.of(in -> taken(in.get(0), in.get(1), in.get(0).rank() - 1)))
            .row(),
        picked("take of all", "take", "(7) (3,2)", "(7,1) (64)", "(1,7) ()")
            .build(in -> Indexing.take(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> taken(in.get(0).reshape(7), in.get(1), 0)))
            .row(),
        picked(
                "embedding",
                "embedding",
                "(7,5) (2,3)",
                "(7,1) (1)",
                "(7) (4)",
                "(7,2,3) ()",
                "(7,0) (2)")
            .build(in -> Indexing.embedding(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> taken(in.get(0), in.get(1), 0)))
            .row(),
        picked(
                "takeAlongAxis in front",
                "takeAlongAxis",
                "(7,3) (4,3)",
                "(7,13) (1,13)",
                "(7,3) (0,3)",
                "(7,0) (2,0)",
                "(7) (64)",
                "(7,2,3) (5,2,3)")
            .build(in -> Indexing.takeAlongAxis(in.get(0), in.get(1), 0))
            .oracle(ArrayOracle.of(in -> alongAxis(in.get(0), in.get(1), 0)))
            .row(),
        picked(
                "takeAlongAxis at the end",
                "takeAlongAxis",
                "(3,7) (3,2)",
                "(0,7) (0,2)",
                "(2,3,7) (2,1,4)")
            .build(in -> Indexing.takeAlongAxis(in.get(0), in.get(1), -1))
            .oracle(
                ArrayOracle.of(in -> alongAxis(in.get(0), in.get(1), in.get(0).rank() - 1)))
            .row());
  }

  private static NDArray taken(NDArray x, NDArray indices, int axis) {
    List<Integer> shape = new ArrayList<>(x.shape().subList(0, axis));
    shape.addAll(indices.shape());
    shape.addAll(x.shape().subList(axis + 1, x.rank()));
    return Grid.gather(x, shape, index -> {
      List<Integer> source = new ArrayList<>(index.subList(0, axis));
      source.add(number(indices, index.subList(axis, axis + indices.rank())));
      source.addAll(index.subList(axis + indices.rank(), index.size()));
      return source;
    });
  }

  private static NDArray alongAxis(NDArray x, NDArray indices, int axis) {
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(axis, indices.dim(axis));
    return Grid.gather(
        x,
        shape,
        index -> replaced(index, axis, number(indices, Grid.repeated(index, indices.shape()))));
  }

  private static List<OpCase> tuples() {
    return List.of(
        nd("gatherNd by pairs", 0, "(7,7,3) (4,2)", "(7,7) (2,3,2)", "(7,7,2) (2)", "(7,7) (0,2)"),
        nd("gatherNd by single indices", 0, "(7,3) (4,1)", "(7) (2,3,1)"),
        nd("gatherNd with a batch", 1, "(2,7,7) (2,3,2)", "(0,7,2) (0,3,1)", "(3,7,2) (3,1)"),
        nd("gatherNd by no indices", 0, "(2,3) (4,0)"));
  }

  private static OpCase nd(String name, int batchDims, String... sizes) {
    // The last axis is a tuple, so its size is known.
    return picked(name, "gatherNd", sizes)
        .fixedSizes()
        .build(in -> batchDims == 0
            ? Indexing.gatherNd(in.get(0), in.get(1))
            : Indexing.gatherNd(in.get(0), in.get(1), batchDims))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          NDArray indices = in.get(1);
          int k = indices.dim(indices.rank() - 1);
          List<Integer> tuples = indices.shape().subList(0, indices.rank() - 1);
          List<Integer> shape = new ArrayList<>(tuples);
          shape.addAll(x.shape().subList(batchDims + k, x.rank()));
          return Grid.gather(x, shape, index -> {
            List<Integer> source = new ArrayList<>(index.subList(0, batchDims));
            for (int i = 0; i < k; i++) {
              List<Integer> at = new ArrayList<>(index.subList(0, tuples.size()));
              at.add(i);
              source.add(number(indices, at));
            }
            source.addAll(index.subList(tuples.size(), index.size()));
            return source;
          });
        }))
        .row();
  }

  private static List<OpCase> oneHots() {
    return List.of(
        oneHot("oneHot", 1, in -> Indexing.oneHot(in.get(0), 5, DType.FLOAT32), DType.FLOAT32),
        oneHot(
            "oneHot in front", 0, in -> Indexing.oneHot(in.get(0), 5, 0, DType.BOOL), DType.BOOL),
        oneHot(
            "oneHot with values",
            1,
            in -> Tensors.cast(
                Indexing.oneHot(in.get(0), 5, -1, Tensors.constant(1L), Tensors.constant(0L)),
                DType.INT32),
            DType.INT32));
  }

  private static OpCase oneHot(
      String name, int axis, Function<List<Tensor>, Tensor> build, DType dtype) {
    return OpCase.named(name)
        .covers("Indexing.oneHot")
        .operands(Operand.of(Values.between(-2, 7)))
        .dtypes(DType.INT64, DType.INT32)
        .sizes("(7)", "(0)", "(1)", "(64)")
        .tolerance(Tolerance.EXACT)
        .build(build)
        .oracle(ArrayOracle.of(in -> {
          int count = in.get(0).dim(0);
          List<Integer> shape = axis == 0 ? List.of(5, count) : List.of(count, 5);
          List<Object> result = new ArrayList<>();
          for (List<Integer> index : Grid.indices(shape)) {
            Object class_ = Elements.list(in.get(0)).get(index.get(1 - axis));
            boolean hot = class_.equals((long) index.get(axis));
            result.add(
                dtype == DType.BOOL
                    ? (Object) hot
                    : dtype.isFloating() ? (Object) (hot ? 1.0 : 0.0) : (Object) (hot ? 1L : 0L));
          }
          return Elements.array(dtype, shape, result);
        }))
        .row();
  }
}
