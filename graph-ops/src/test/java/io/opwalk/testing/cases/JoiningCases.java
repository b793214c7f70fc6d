package io.opwalk.testing.cases;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tensors joined, taken apart and repeated. Nothing is computed, so all is exact. */
final class JoiningCases {
  private JoiningCases() {}

  static List<OpCase> all() {
    return List.of(
        row("concat", 2, "(3,4) (3,1)", "(0,2) (0,3)", "(3,0) (3,0)", "(2,64) (2,207)")
            .covers("Joining.concat")
            .build(in -> Joining.concat(in, -1))
            .oracle(ArrayOracle.of(in -> RegionCases.joined(in, 1)))
            .row(),
        row(
                "stack",
                3,
                "(3) (3) (3)",
                "() () ()",
                "(1) (1) (1)",
                "(2,0) (2,0) (2,0)",
                "(2,3) (2,3) (2,3)")
            .covers("Joining.stack")
            .build(in -> Joining.stack(in, -1))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = new ArrayList<>(in.get(0).shape());
              shape.add(1);
              List<NDArray> columns = new ArrayList<>();
              in.forEach(x -> columns.add(Elements.array(x.dtype(), shape, Elements.list(x))));
              return RegionCases.joined(columns, shape.size() - 1);
            }))
            .row(),
        row("split into equal parts", 1, "(6,2)", "(3,1)", "(0,2)", "(207,1)")
            .covers("Joining.split")
            .fixedSizes()
            .build(in -> exchanged(Joining.split(in.get(0), 3, 0)))
            .oracle(ArrayOracle.of(in -> {
              int part = in.get(0).dim(0) / 3;
              return moved(in.get(0), index -> 2 - index / Math.max(part, 1), part);
            }))
            .row(),
        row("split by sizes", 1, "(2,7)", "(0,7)", "(1,7)")
            .covers("Joining.split")
            .build(in -> exchanged(Joining.split(in.get(0), List.of(4, 0, 3), 1), 1))
            .oracle(ArrayOracle.of(in -> Grid.gather(
                in.get(0),
                in.get(0).shape(),
                index ->
                    List.of(index.get(0), index.get(1) < 3 ? index.get(1) + 4 : index.get(1) - 3))))
            .row(),
        row("unstack", 1, "(2,3)", "(13,7)", "(0,3)", "(2,1)", "(2,4,2)")
            .covers("Joining.unstack")
            .fixedSizes()
            .build(in -> Joining.stack(Joining.unstack(in.get(0), 1), 0))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = new ArrayList<>(in.get(0).shape());
              Collections.swap(shape, 0, 1);
              return Grid.gather(in.get(0), shape, index -> {
                List<Integer> source = new ArrayList<>(index);
                Collections.swap(source, 0, 1);
                return source;
              });
            }))
            .row(),
        row("tile", 1, "(2,3)", "(0,3)", "(1,1)", "(13,7)")
            .covers("Joining.tile")
            .build(in -> Joining.tile(in.get(0), 2, 3))
            .oracle(ArrayOracle.of(in -> tiled(in.get(0), List.of(2, 3))))
            .row(),
        row("tile with new axes", 1, "(3)", "()", "(0)")
            .covers("Joining.tile")
            .build(in -> Joining.tile(in.get(0), 2, 1, 2))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = new ArrayList<>(in.get(0).shape());
              while (shape.size() < 3) {
                shape.add(0, 1);
              }
              NDArray x = Elements.array(in.get(0).dtype(), shape, Elements.list(in.get(0)));
              return tiled(x, List.of(2, 1, 2));
            }))
            .row(),
        row("tile nothing", 1, "(3)", "(2,3)")
            .covers("Joining.tile")
            .build(in -> Joining.tile(in.get(0), 0))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> times =
                  new ArrayList<>(Collections.nCopies(in.get(0).rank() - 1, 1));
              times.add(0);
              return tiled(in.get(0), times);
            }))
            .row(),
        row("repeat all", 1, "(2,3)", "()", "(0)", "(64)")
            .covers("Joining.repeat")
            .build(in -> Joining.repeat(in.get(0), 3))
            .oracle(ArrayOracle.of(in -> {
              NDArray flat = in.get(0).reshape(in.get(0).size());
              return Grid.gather(
                  flat, List.of(3 * flat.size()), index -> List.of(index.get(0) / 3));
            }))
            .row(),
        row("repeat along an axis", 1, "(2,3)", "(2,1)", "(3,0)", "(2,3,4)")
            .covers("Joining.repeat")
            .build(in -> Joining.repeat(in.get(0), 2, 1))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = new ArrayList<>(in.get(0).shape());
              shape.set(1, 2 * shape.get(1));
              return Grid.gather(in.get(0), shape, index -> {
                List<Integer> source = new ArrayList<>(index);
                source.set(1, index.get(1) / 2);
                return source;
              });
            }))
            .row(),
        row("meshgrid", 2, "(3) (4)", "(0) (2)", "(1) (7)")
            .covers("Joining.meshgrid")
            .build(in -> Joining.stack(Joining.meshgrid(in), 0))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> shape = List.of(2, in.get(0).dim(0), in.get(1).dim(0));
              List<Object> result = new ArrayList<>();
              for (List<Integer> index : Grid.indices(shape)) {
                result.add(Elements.list(in.get(index.get(0))).get(index.get(1 + index.get(0))));
              }
              return Elements.array(in.get(0).dtype(), shape, result);
            }))
            .row(),
        row("shapeOf", 1, "()", "(0)", "(7)", "(2,0,3)", "(13,1)", "(17,13)")
            .covers("Shapes.shapeOf")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Shapes.shapeOf(in.get(0)))
            .oracle(ArrayOracle.of(in -> NDArray.of(
                in.get(0).shape().stream().mapToLong(Integer::longValue).toArray())))
            .row());
  }

  private static OpCase.Builder row(String name, int operands, String... sizes) {
    return OpCase.named(name)
        .operands(Collections.nCopies(operands, Operand.any()).toArray(Operand[]::new))
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  private static Tensor exchanged(List<Tensor> parts) {
    return exchanged(parts, 0);
  }

  private static Tensor exchanged(List<Tensor> parts, int axis) {
    return Joining.concat(
        IntStream.range(0, parts.size())
            .mapToObj(i -> parts.get(parts.size() - 1 - i))
            .collect(Collectors.toList()),
        axis);
  }

  /** Blocks of rows in another order. */
  private static NDArray moved(NDArray x, java.util.function.IntUnaryOperator block, int size) {
    return Grid.gather(
        x,
        x.shape(),
        index ->
            List.of(block.applyAsInt(index.get(0)) * size + index.get(0) % size, index.get(1)));
  }

  private static NDArray tiled(NDArray x, List<Integer> times) {
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      shape.add(x.dim(axis) * times.get(axis));
    }
    return Grid.gather(x, shape, index -> {
      List<Integer> source = new ArrayList<>();
      for (int axis = 0; axis < x.rank(); axis++) {
        source.add(index.get(axis) % x.dim(axis));
      }
      return source;
    });
  }
}
