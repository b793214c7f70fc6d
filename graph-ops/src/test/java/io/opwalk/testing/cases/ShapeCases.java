package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.Shapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same elements under another shape. Nothing is computed, so all is exact. */
final class ShapeCases {
  private ShapeCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(reshapes());
    rows.addAll(transposes());
    rows.addAll(broadcasts());
    rows.addAll(sums());
    rows.addAll(counts());
    return rows;
  }

  private static OpCase.Builder row(String name, String method, String... sizes) {
    return OpCase.named(name)
        .covers("Shapes." + method)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  /** As {@link #row} with a second operand, of which only the shape is read. */
  private static OpCase.Builder like(String name, String... sizes) {
    return OpCase.named(name)
        .covers("Shapes." + name)
        .operands(Operand.any(), Operand.of(Values.ordinary()))
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  /** The elements in order under the shape that a function makes of the operand's. */
  private static ArrayOracle sameOrder(UnaryOperator<List<Integer>> shape) {
    return ArrayOracle.of(in -> Elements.array(
        in.get(0).dtype(), shape.apply(in.get(0).shape()), Elements.list(in.get(0))));
  }

  private static List<OpCase> reshapes() {
    return List.of(
        row("reshape", "reshape", "(2,3,4)", "(24)", "(1,24)")
            .build(in -> Shapes.reshape(in.get(0), 4, 6))
            .oracle(sameOrder(shape -> List.of(4, 6)))
            .row(),
        row("reshape to a shape", "reshape", "(3,0)", "(0)", "(0,13,7)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Shapes.reshape(in.get(0), Shape.shape(5, 0, 2)))
            .oracle(sameOrder(shape -> List.of(5, 0, 2)))
            .row(),
        row("reshape with an open size", "reshape", "(7,3)", "(0,3)", "(1,3)", "(1025,3)")
            .build(in -> Shapes.reshape(in.get(0), 1, -1, 3))
            .oracle(sameOrder(shape -> List.of(1, shape.get(0), 3)))
            .fixedSizes()
            .row(),
        row("reshape all to one axis", "reshape", "(7,3)", "(0,3)", "()", "(13,64)")
            .build(in -> Shapes.reshape(in.get(0), -1))
            .oracle(sameOrder(ShapeCases::count))
            .row(),
        like("reshapeLike", "(2,6) (3,4)", "(1) ()", "(0,3) (7,0)", "(207) (207,1)")
            .build(in -> Shapes.reshapeLike(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in ->
                Elements.array(in.get(0).dtype(), in.get(1).shape(), Elements.list(in.get(0)))))
            .row(),
        row("flatten", "flatten", "()", "(1,3)", "(0)", "(7)", "(7,13)", "(2,3,5)")
            .build(in -> Shapes.flatten(in.get(0)))
            .oracle(sameOrder(ShapeCases::count))
            .row(),
        row("flatten from an axis", "flatten", "(7)", "(7,13)", "(2,3,5)", "(3,0,2)")
            .build(in -> Shapes.flatten(in.get(0), 1))
            .oracle(sameOrder(shape ->
                List.of(shape.get(0), count(shape.subList(1, shape.size())).get(0))))
            .row(),
        row("expandDims", "expandDims", "(3,4)", "(0,7)", "(1,1)")
            .build(in -> Shapes.expandDims(in.get(0), 1, -1))
            .oracle(sameOrder(shape -> List.of(shape.get(0), 1, shape.get(1), 1)))
            .row(),
        row("expandDims by a list", "expandDims", "()", "(0)", "(7)")
            .build(in -> Shapes.expandDims(in.get(0), List.of(0)))
            .oracle(sameOrder(shape -> {
              List<Integer> longer = new ArrayList<>(List.of(1));
              longer.addAll(shape);
              return longer;
            }))
            .row(),
        row("squeeze", "squeeze", "()", "(1)", "(7)", "(1,7,1)", "(1,0)")
            .build(in -> Shapes.squeeze(in.get(0)))
            .oracle(sameOrder(shape -> shape.stream().filter(size -> size != 1).toList()))
            .row(),
        row("squeeze some axes", "squeeze", "(1,7,1)", "(1,0,1)", "(1,1,1)")
            .build(in -> Shapes.squeeze(in.get(0), 0, -1))
            .oracle(sameOrder(shape -> List.of(shape.get(1))))
            .row());
  }

  private static List<Integer> count(List<Integer> shape) {
    return List.of(shape.stream().reduce(1, Math::multiplyExact));
  }

  private static List<OpCase> transposes() {
    return List.of(
        row("transpose", "transpose", "()", "(7)", "(7,13)", "(2,3,5)", "(3,0)", "(64,207)")
            .build(in -> Shapes.transpose(in.get(0)))
            .oracle(ArrayOracle.of(
                in -> Grid.gather(in.get(0), reversed(in.get(0).shape()), ShapeCases::reversed)))
            .row(),
        row("transpose by a permutation", "transpose", "(2,3,5)", "(7,1,13)", "(3,2,0)")
            .build(in -> Shapes.transpose(in.get(0), 1, -1, 0))
            .oracle(ArrayOracle.of(in -> {
              List<Integer> from = in.get(0).shape();
              return Grid.gather(
                  in.get(0),
                  List.of(from.get(1), from.get(2), from.get(0)),
                  index -> List.of(index.get(2), index.get(0), index.get(1)));
            }))
            .row());
  }

  private static List<Integer> reversed(List<Integer> list) {
    List<Integer> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<OpCase> broadcasts() {
    return List.of(
        row("broadcastTo", "broadcastTo", "()", "(1)", "(7)", "(3,1)", "(3,7)", "(2,1,1)")
            .build(in -> Shapes.broadcastTo(in.get(0), Shape.shape(2, 3, 7)))
            .oracle(ArrayOracle.of(in -> repeated(in.get(0), List.of(2, 3, 7))))
            .row(),
        row("broadcastTo nothing", "broadcastTo", "()", "(0)", "(3,1)")
            .build(in -> Shapes.broadcastTo(in.get(0), Shape.shape(3, 0)))
            .oracle(ArrayOracle.of(in -> repeated(in.get(0), List.of(3, 0))))
            .row(),
        like(
                "broadcastLike",
                "() (7)",
                "(1) (7)",
                "(7) (7)",
                "(13) (7,13)",
                "(7,1) (7,13)",
                "(1) (0)",
                "(1,1,5) (2,3,5)")
            .build(in -> Shapes.broadcastLike(in.get(0), in.get(1)))
            .oracle(ArrayOracle.of(in -> repeated(in.get(0), in.get(1).shape())))
            .row());
  }

  private static NDArray repeated(NDArray x, List<Integer> shape) {
    return Grid.gather(x, shape, index -> Grid.repeated(index, x.shape()));
  }

  private static List<OpCase> sums() {
    String[] sizes = {
      "(7) ()",
      "(7) (1)",
      "(7) (7)",
      "(7,13) (13)",
      "(7,13) (7,1)",
      "(2,3,5) (1,5)",
      "(0,3) (3)",
      "(13,0) (13,1)",
      "(1025) ()",
      "(207,64) (64)"
    };
    List<OpCase> rows = new ArrayList<>();
    // sumTo is told a shape when the graph is built, and sumLike a tensor.
    rows.add(sum("sumTo", in -> Shapes.sumTo(in.get(0), in.get(1).shape()), sizes)
        .row());
    rows.add(sum("sumLike", in -> Shapes.sumLike(in.get(0), in.get(1)), sizes).row());
    return rows;
  }

  private static OpCase.Builder sum(
      String name, java.util.function.Function<List<Tensor>, Tensor> build, String... sizes) {
    return OpCase.named(name)
        .covers("Shapes." + name)
        .operands(
            Operand.any().withSpecial(Values.ordinary().mixedWith(Values.specialButNotHuge())),
            Operand.of(Values.ordinary()))
        .dtypes(DTypes.NUMERIC)
        .sizes(sizes)
        .build(build)
        .oracle(in -> ReductionCases.sum(
            Groups.broadcastFrom(in.get(1).shape(), in.get(0)), in.get(0).dtype()))
        .tolerance(ReductionCases.ORDER);
  }

  private static List<OpCase> counts() {
    return List.of(
        row("size", "size", "()", "(1,3)", "(0)", "(7)", "(7,13)", "(3,0)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Shapes.size(in.get(0)))
            .oracle(ArrayOracle.of(in -> NDArray.scalar((long) in.get(0).size())))
            .row(),
        row("size of some axes", "size", "(2,3,5)", "(0,3,7)", "(7,3,0)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Shapes.size(in.get(0), 0, -1))
            .oracle(ArrayOracle.of(
                in -> NDArray.scalar((long) in.get(0).dim(0) * in.get(0).dim(2))))
            .row(),
        row("size as a float", "size", "(2,3)", "(0,3)", "(1025,7)")
            .operands(Operand.of(Values.ordinary()))
            .build(in -> Shapes.size(in.get(0), DType.FLOAT32, List.of(0)))
            .oracle(ArrayOracle.of(in -> NDArray.scalar((float) in.get(0).dim(0))))
            .row());
  }
}
