package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.primitive.Scatter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Tensors with something combined into places that indices name, in order: all is exact. */
final class ScatterCases {
  private ScatterCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      rows.add(nd(
          kind,
          "(7,7,3) (4,2) (4,3)",
          "(7,3) (2,5,1) (2,5,3)",
          "(7) (0,1) (0)",
          "(7,7) (64,2) ()"));
      rows.add(along(
          kind, 0, "(7,3) (4,3) (4,3)", "(7,13) (2,1) ()", "(7,0) (2,0) (2,0)", "(7) (64) (64)"));
      rows.add(along(kind, 1, "(3,7) (3,2) (3,2)", "(0,7) (0,2) ()", "(2,7,3) (1,4,3) (3)"));
    }
    return rows;
  }

  private static OpCase.Builder row(String name, String method, Kind kind) {
    Operand operand = kind == Kind.MUL
        ? Operand.of(Values.awayFromZero(0.9, 1.1)).smoothOn(Values.awayFromZero(0.9, 1.1))
        : Operand.any();
    return OpCase.named(name + " " + kind.name().toLowerCase(Locale.ROOT))
        .covers("Scatters." + method)
        .operands(operand, IndexedRowCases.INDICES, operand)
        .dtypes(kind == Kind.UPDATE ? DTypes.ALL : DTypes.NUMERIC)
        .tolerance(Tolerance.EXACT);
  }

  private static OpCase nd(Kind kind, String... sizes) {
    // The last axis is a tuple, so its size is known.
    return row("scatterNd", "scatterNd", kind)
        .sizes(sizes)
        .fixedSizes()
        .build(in -> kind == Kind.UPDATE
            ? Scatters.scatterNd(in.get(0), in.get(1), in.get(2))
            : Scatters.scatterNd(in.get(0), in.get(1), in.get(2), kind))
        .oracle(ArrayOracle.of(in -> {
          NDArray x = in.get(0);
          NDArray indices = in.get(1);
          int k = indices.dim(indices.rank() - 1);
          int front = indices.rank() - 1;
          List<Integer> shape = new ArrayList<>(indices.shape().subList(0, front));
          shape.addAll(x.shape().subList(k, x.rank()));
          return combined(kind, in, shape, (index, updates) -> {
            List<Integer> target = new ArrayList<>();
            for (int i = 0; i < k; i++) {
              List<Integer> at = new ArrayList<>(index.subList(0, front));
              at.add(i);
              target.add(IndexingCases.number(indices, at));
            }
            target.addAll(index.subList(front, index.size()));
            return target;
          });
        }))
        .row();
  }

  private static OpCase along(Kind kind, int axis, String... sizes) {
    return row("putAlongAxis " + axis, "putAlongAxis", kind)
        .sizes(sizes)
        .fixedSizes()
        .build(in -> kind == Kind.UPDATE
            ? Scatters.putAlongAxis(in.get(0), in.get(1), in.get(2), axis)
            : Scatters.putAlongAxis(in.get(0), in.get(1), in.get(2), axis, kind))
        .oracle(ArrayOracle.of(in -> {
          NDArray indices = in.get(1);
          List<Integer> shape = new ArrayList<>(in.get(0).shape());
          shape.set(axis, indices.dim(axis));
          return combined(kind, in, shape, (index, updates) -> {
            List<Integer> target = new ArrayList<>(index);
            List<Integer> at = Grid.repeated(index, indices.shape());
            target.set(axis, IndexingCases.number(indices, at));
            return target;
          });
        }))
        .row();
  }

  /** Updates of a shape, broadcast to it, combined into the places that a function names. */
  private static NDArray combined(
      Kind kind,
      List<NDArray> in,
      List<Integer> shape,
      BiFunction<List<Integer>, NDArray, List<Integer>> target) {
    NDArray x = in.get(0);
    NDArray updates = in.get(2);
    List<Object> result = new ArrayList<>(Elements.list(x));
    List<Object> elements = Elements.list(updates);
    for (List<Integer> index : Grid.indices(shape)) {
      int at = Grid.offset(target.apply(index, updates), x.shape());
      int from = Grid.offset(Grid.repeated(index, updates.shape()), updates.shape());
      result.set(at, IndexedRowCases.combined(kind, x.dtype(), result.get(at), elements.get(from)));
    }
    return Elements.array(x.dtype(), x.shape(), result);
  }
}
