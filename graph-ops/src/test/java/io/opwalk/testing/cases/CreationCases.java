package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Diagonals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Tensors known by a rule, and diagonals and triangles of others. */
final class CreationCases {
  private CreationCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (DType dtype : DTypes.ALL) {
      rows.add(made(
          "zeros",
          dtype,
          in -> Creation.zeros(dtype, Shape.shape(2, 0, 3)),
          List.of(2, 0, 3),
          index -> 0));
      rows.add(made(
          "ones", dtype, in -> Creation.ones(dtype, Shape.shape(2, 3)), List.of(2, 3), index -> 1));
      rows.add(made(
          "eye",
          dtype,
          in -> Creation.eye(dtype, 3),
          List.of(3, 3),
          index -> index.get(0).equals(index.get(1)) ? 1 : 0));
    }
    for (DType dtype : DTypes.NUMERIC) {
      rows.add(made(
          "full", dtype, in -> Creation.full(dtype, Shape.shape(), -2), List.of(), index -> -2));
      rows.add(made(
          "arange", dtype, in -> Creation.arange(dtype, 5), List.of(5), index -> index.get(0)));
      rows.add(made(
          "arange",
          dtype,
          in -> Creation.arange(dtype, 7, -4, -3),
          List.of(4),
          index -> 7 - 3 * index.get(0)));
      rows.add(
          made("arange", dtype, in -> Creation.arange(dtype, 3, 3, 2), List.of(0), index -> 0));
      rows.add(made(
          "eye",
          dtype,
          in -> Creation.eye(dtype, 2, 4, -1),
          List.of(2, 4),
          index -> index.get(1) - index.get(0) == -1 ? 1 : 0));
      rows.add(made(
          "tri",
          dtype,
          in -> Creation.tri(dtype, 3, 4, 1),
          List.of(3, 4),
          index -> index.get(1) - index.get(0) <= 1 ? 1 : 0));
    }
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      rows.add(made(
          "linspace",
          dtype,
          in -> Creation.linspace(dtype, -1, 2, 7),
          List.of(7),
          index -> -1 + index.get(0) / 2.0));
      rows.add(
          made("linspace", dtype, in -> Creation.linspace(dtype, 3, 4, 1), List.of(1), index -> 3));
      rows.add(made(
          "linspace",
          dtype,
          in -> Creation.linspace(dtype, 0, 2, 4, false),
          List.of(4),
          index -> index.get(0) / 2.0));
    }
    rows.addAll(alike());
    rows.addAll(diagonals());
    return rows;
  }

  private static OpCase made(
      String method,
      DType dtype,
      Function<List<Tensor>, Tensor> build,
      List<Integer> shape,
      Function<List<Integer>, Number> element) {
    return OpCase.named(method + " " + shape + " " + dtype)
        .covers("Creation." + method)
        .operands()
        .dtypes(dtype)
        .sizes("")
        .build(build)
        .oracle(ArrayOracle.of(in -> {
          List<Object> elements = new ArrayList<>();
          for (List<Integer> index : Grid.indices(shape)) {
            elements.add(converted(element.apply(index), dtype));
          }
          return Elements.array(dtype, shape, elements);
        }))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static Object converted(Number number, DType dtype) {
    return switch (dtype) {
      case FLOAT64, FLOAT32 -> number.doubleValue();
      case INT64, INT32 -> number.longValue();
      case BOOL -> number.doubleValue() != 0;
    };
  }

  private static OpCase.Builder row(String name, String method, String... sizes) {
    return OpCase.named(name)
        .covers(method)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  private static List<OpCase> alike() {
    return List.of(
        row("arangeLike", "Creation.arangeLike", "(2,3)", "(2,0)", "(1,64)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Creation.arangeLike(in.get(0), -1, DType.INT32))
            .oracle(ArrayOracle.of(in -> {
              List<Object> numbers = new ArrayList<>();
              for (long i = 0; i < in.get(0).dim(1); i++) {
                numbers.add(i);
              }
              return Elements.array(DType.INT32, List.of(numbers.size()), numbers);
            }))
            .row(),
        row("eyeLike", "Creation.eyeLike", "(2,3)", "(0,3)", "(1,1)", "(13,7)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Creation.eyeLike(in.get(0), 1))
            .oracle(ArrayOracle.of(in -> {
              NDArray x = in.get(0);
              List<Object> elements = new ArrayList<>();
              for (List<Integer> index : Grid.indices(x.shape())) {
                elements.add(converted(index.get(1) - index.get(0) == 1 ? 1 : 0, x.dtype()));
              }
              return Elements.array(x.dtype(), x.shape(), elements);
            }))
            .row());
  }

  private static List<OpCase> diagonals() {
    String[] sizes = {"(3,3)", "(2,5)", "(5,2)", "(0,3)", "(3,0)", "(1,1)", "(2,3,4)", "(13,64)"};
    List<OpCase> rows = new ArrayList<>();
    rows.add(kept("tril", in -> Diagonals.tril(in.get(0)), (i, j) -> j <= i, sizes));
    rows.add(kept("tril below", in -> Diagonals.tril(in.get(0), -1), (i, j) -> j <= i - 1, sizes));
    rows.add(kept("triu", in -> Diagonals.triu(in.get(0)), (i, j) -> j >= i, sizes));
    rows.add(kept("triu above", in -> Diagonals.triu(in.get(0), 2), (i, j) -> j >= i + 2, sizes));
    for (int k : List.of(0, 1, -2, 9)) {
      rows.add(row("diagonal " + k, "Diagonals.diagonal", sizes)
          .build(in -> k == 0 ? Diagonals.diagonal(in.get(0)) : Diagonals.diagonal(in.get(0), k))
          .oracle(ArrayOracle.of(in -> {
            NDArray x = in.get(0);
            int size = Math.max(
                0,
                Math.min(
                    x.dim(x.rank() - 2) - Math.max(-k, 0), x.dim(x.rank() - 1) - Math.max(k, 0)));
            List<Integer> shape = new ArrayList<>(x.shape().subList(0, x.rank() - 2));
            shape.add(size);
            return Grid.gather(x, shape, index -> {
              List<Integer> source = new ArrayList<>(index);
              int at = source.remove(source.size() - 1);
              source.add(at + Math.max(-k, 0));
              source.add(at + Math.max(k, 0));
              return source;
            });
          }))
          .row());
    }
    for (int k : List.of(0, 2, -1)) {
      rows.add(row("diag " + k, "Diagonals.diag", "(3)", "(0)", "(1)", "(2,3)")
          .build(in -> k == 0 ? Diagonals.diag(in.get(0)) : Diagonals.diag(in.get(0), k))
          .oracle(ArrayOracle.of(in -> {
            NDArray x = in.get(0);
            int size = x.dim(x.rank() - 1) + Math.abs(k);
            List<Integer> shape = new ArrayList<>(x.shape().subList(0, x.rank() - 1));
            shape.addAll(List.of(size, size));
            List<Object> elements = new ArrayList<>();
            for (List<Integer> index : Grid.indices(shape)) {
              int i = index.get(index.size() - 2);
              int j = index.get(index.size() - 1);
              List<Integer> source = new ArrayList<>(index.subList(0, x.rank() - 1));
              source.add(Math.min(i, j));
              elements.add(
                  j - i == k
                      ? Elements.list(x).get(Grid.offset(source, x.shape()))
                      : converted(0, x.dtype()));
            }
            return Elements.array(x.dtype(), shape, elements);
          }))
          .row());
    }
    rows.add(row(
            "trace", "Diagonals.trace", "(3,3)", "(1,1)", "(2,5)", "(0,3)", "(2,3,4)", "(64,13)")
        .operands(
            Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge())))
        .dtypes(DTypes.NUMERIC)
        .build(in -> Diagonals.trace(in.get(0)))
        .oracle(in -> {
          NDArray x = in.get(0);
          int size = Math.min(x.dim(x.rank() - 2), x.dim(x.rank() - 1));
          List<Integer> shape = new ArrayList<>(x.shape().subList(0, x.rank() - 2));
          shape.add(size);
          NDArray diagonal = Grid.gather(x, shape, index -> {
            List<Integer> source = new ArrayList<>(index);
            source.add(index.get(index.size() - 1));
            return source;
          });
          return ReductionCases.sum(
              Groups.along(diagonal, List.of(shape.size() - 1), false), x.dtype());
        })
        .tolerance(ReductionCases.ORDER)
        .row());
    return rows;
  }

  private static OpCase kept(
      String name,
      Function<List<Tensor>, Tensor> build,
      BiPredicate<Integer, Integer> inside,
      String... sizes) {
    return row(name, "Diagonals." + name.substring(0, 4), sizes)
        .build(build)
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          List<Object> elements = new ArrayList<>();
          for (List<Integer> index : Grid.indices(x.shape())) {
            boolean keep = inside.test(index.get(index.size() - 2), index.get(index.size() - 1));
            Object own = Elements.list(x).get(Grid.offset(index, x.shape()));
            elements.add(keep ? own : converted(0, x.dtype()));
          }
          return Elements.array(x.dtype(), x.shape(), elements);
        }))
        .row();
  }
}
