package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.composite.SizedLike;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Iota;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Slices, paddings and concatenations as primitives. Nothing is computed, so all is exact. */
final class RegionCases {
  private static final Dim ZERO = Dim.of(0);

  private RegionCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(slices());
    rows.addAll(pads());
    rows.addAll(concats());
    rows.addAll(iotas());
    return rows;
  }

  private static OpCase.Builder row(String name, String... sizes) {
    return OpCase.named(name)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  private static Tensor apply(Op op, Tensor... inputs) {
    return Apply.of(op, inputs).output();
  }

  private static List<OpCase> slices() {
    return List.of(
        row("slice forward", "(7,5)", "(64,207)", "(6,4)")
            .build(in -> apply(
                new Slice(List.of(Dim.of(1), ZERO), List.of(Dim.of(3), Dim.of(2)), List.of(2, 3)),
                in.get(0)))
            .oracle(ArrayOracle.of(in -> Grid.gather(
                in.get(0),
                List.of(3, 2),
                index -> List.of(1 + 2 * index.get(0), 3 * index.get(1)))))
            .row(),
        row("slice backward to the front", "(7,3)", "(1,3)", "(0,3)", "(13,64)")
            .build(in -> {
              Dim rows = in.get(0).shape().dim(0);
              Dim columns = in.get(0).shape().dim(1);
              Slice op = new Slice(
                  List.of(rows.minus(1), columns.minus(1)),
                  List.of(rows.ceilDiv(2), columns),
                  List.of(-2, -1));
              return apply(op, in.get(0));
            })
            .oracle(ArrayOracle.of(in -> {
              int rows = in.get(0).dim(0);
              int columns = in.get(0).dim(1);
              return Grid.gather(
                  in.get(0),
                  List.of((rows + 1) / 2, columns),
                  index -> List.of(rows - 1 - 2 * index.get(0), columns - 1 - index.get(1)));
            }))
            .row(),
        row("slice of nothing", "(3,7)", "(0,7)")
            .build(in -> apply(
                new Slice(List.of(ZERO, Dim.of(9)), List.of(ZERO, ZERO), List.of(1, -4)),
                in.get(0)))
            .oracle(
                ArrayOracle.of(in -> Elements.array(in.get(0).dtype(), List.of(0, 0), List.of())))
            .row(),
        row("slice of a scalar", "()")
            .build(in -> apply(new Slice(List.of(), List.of(), List.of()), in.get(0)))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .row(),
        OpCase.named("slice to the size of another")
            .operands(Operand.any(), Operand.of(Values.ordinary()))
            .dtypes(DTypes.ALL)
            .sizes("(7) (3)", "(13) (13)", "(7) (0)", "(0) (0)", "(207) (1)")
            .tolerance(Tolerance.EXACT)
            .build(in -> SizedLike.tie(
                apply(new Slice(List.of(ZERO), in.get(1).shape().dims(), List.of(1)), in.get(0)),
                in.get(1)))
            .oracle(ArrayOracle.of(in -> Grid.gather(in.get(0), in.get(1).shape(), index -> index)))
            .row());
  }

  private static OpCase.Builder padding(String name, String... sizes) {
    return OpCase.named(name)
        .operands(Operand.any(), Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  private static List<OpCase> pads() {
    return List.of(
        padding("pad around", "(3,4) ()", "(0,3) ()", "(1,1) ()", "(64,17) ()")
            .build(in -> apply(
                new Pad(List.of(Dim.of(2), ZERO), List.of(Dim.of(1), Dim.of(3)), List.of(0, 0)),
                in.get(0),
                in.get(1)))
            .oracle(ArrayOracle.of(
                in -> padded(in.get(0), in.get(1), List.of(2, 0), List.of(1, 3), List.of(0, 0))))
            .row(),
        padding("pad between", "(3,4) ()", "(0,3) ()", "(1,1) ()", "(7,207) ()")
            .build(in -> apply(
                new Pad(List.of(ZERO, Dim.of(1)), List.of(ZERO, Dim.of(1)), List.of(2, 1)),
                in.get(0),
                in.get(1)))
            .oracle(ArrayOracle.of(
                in -> padded(in.get(0), in.get(1), List.of(0, 1), List.of(0, 1), List.of(2, 1))))
            .row(),
        padding("pad by an unknown size", "(3) ()", "(0) ()", "(13) ()")
            .build(in -> apply(
                new Pad(in.get(0).shape().dims(), List.of(ZERO), List.of(0)), in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(
                in -> padded(in.get(0), in.get(1), in.get(0).shape(), List.of(0), List.of(0))))
            .row(),
        padding("pad a scalar", "() ()")
            .build(in -> apply(new Pad(List.of(), List.of(), List.of()), in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .row());
  }

  private static NDArray padded(
      NDArray x, NDArray value, List<Integer> before, List<Integer> after, List<Integer> interior) {
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      int between = Math.max(x.dim(axis) - 1, 0) * interior.get(axis);
      shape.add(before.get(axis) + x.dim(axis) + between + after.get(axis));
    }
    List<Object> elements = Elements.list(x);
    Object around = Elements.list(value).get(0);
    List<Object> result = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Integer> source = new ArrayList<>();
      boolean inside = true;
      for (int axis = 0; axis < x.rank(); axis++) {
        int from = index.get(axis) - before.get(axis);
        int distance = interior.get(axis) + 1;
        inside &= from >= 0 && from % distance == 0 && from / distance < x.dim(axis);
        source.add(from / distance);
      }
      result.add(inside ? elements.get(Grid.offset(source, x.shape())) : around);
    }
    return Elements.array(x.dtype(), shape, result);
  }

  private static List<OpCase> concats() {
    return List.of(
        row("concat of one", "(7)", "(0)", "(2,3)")
            .build(in -> apply(new Concat(0), in.get(0)))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .row(),
        concat("concat in front", 0, "(3,4) (1,4) (2,4)", "(0,3) (0,3) (7,3)", "(2) (3) (207)"),
        concat(
            "concat at the end",
            1,
            "(3,4) (3,1) (3,2)",
            "(3,0) (3,0) (3,0)",
            "(0,1) (0,2) (0,3)",
            "(2,3,5) (2,1,5) (2,7,5)"));
  }

  private static OpCase concat(String name, int axis, String... sizes) {
    return OpCase.named(name)
        .operands(Operand.any(), Operand.any(), Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT)
        .build(in -> apply(new Concat(axis), in.toArray(Tensor[]::new)))
        .oracle(ArrayOracle.of(in -> joined(in, axis)))
        .row();
  }

  static NDArray joined(List<NDArray> parts, int axis) {
    List<Integer> shape = new ArrayList<>(parts.get(0).shape());
    shape.set(axis, parts.stream().mapToInt(part -> part.dim(axis)).sum());
    List<Object> result = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      List<Integer> rest = new ArrayList<>(index);
      int part = 0;
      while (rest.get(axis) >= parts.get(part).dim(axis)) {
        rest.set(axis, rest.get(axis) - parts.get(part).dim(axis));
        part++;
      }
      result.add(
          Elements.list(parts.get(part)).get(Grid.offset(rest, parts.get(part).shape())));
    }
    return Elements.array(parts.get(0).dtype(), shape, result);
  }

  private static List<OpCase> iotas() {
    List<OpCase> rows = new ArrayList<>();
    for (DType dtype : List.of(DType.INT64, DType.INT32, DType.FLOAT64, DType.FLOAT32)) {
      rows.add(row("iota in " + dtype, "(2,7)", "(3,0)", "(0,1)", "(1,1025)")
          .operands(Operand.of(Values.ordinary()))
          .build(in -> apply(new Iota(1, dtype), in.get(0)))
          .oracle(ArrayOracle.of(in -> Elements.array(
              dtype,
              List.of(in.get(0).dim(1)),
              IntStream.range(0, in.get(0).dim(1))
                  .mapToObj(i -> dtype.isFloating() ? (Object) (double) i : (Object) (long) i)
                  .toList())))
          .row());
    }
    return rows;
  }
}
