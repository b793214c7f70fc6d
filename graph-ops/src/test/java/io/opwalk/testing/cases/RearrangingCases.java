package io.opwalk.testing.cases;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Rearranging.DepthOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The same elements in other places, and paddings made of them. All exact. */
final class RearrangingCases {
  private RearrangingCases() {}

  static List<OpCase> all() {
    List<OpCase> rows = new ArrayList<>();
    rows.addAll(axes());
    rows.addAll(rolls());
    rows.addAll(blocks());
    for (Padding.Mode mode : Padding.Mode.values()) {
      rows.add(padded(mode));
    }
    rows.addAll(paddings());
    return rows;
  }

  private static OpCase.Builder row(String name, String method, String... sizes) {
    return OpCase.named(name)
        .covers(method)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .sizes(sizes)
        .tolerance(Tolerance.EXACT);
  }

  /** The array of the shape and with the sources that functions of the operand's sizes say. */
  private static ArrayOracle from(
      UnaryOperator<List<Integer>> shape,
      Function<List<Integer>, UnaryOperator<List<Integer>>> source) {
    return ArrayOracle.of(in -> Grid.gather(
        in.get(0), shape.apply(in.get(0).shape()), source.apply(in.get(0).shape())));
  }

  private static List<OpCase> axes() {
    return List.of(
        row("moveAxis", "Rearranging.moveAxis", "(2,3,4)", "(0,3,1)", "(1,7,13)")
            .build(in -> Rearranging.moveAxis(in.get(0), -1, 0))
            .oracle(from(
                d -> List.of(d.get(2), d.get(0), d.get(1)),
                d -> i -> List.of(i.get(1), i.get(2), i.get(0))))
            .row(),
        row("swapAxes", "Rearranging.swapAxes", "(2,3,4)", "(0,3,1)", "(1,7,13)")
            .build(in -> Rearranging.swapAxes(in.get(0), -1, 0))
            .oracle(from(
                d -> List.of(d.get(2), d.get(1), d.get(0)),
                d -> i -> List.of(i.get(2), i.get(1), i.get(0))))
            .row(),
        row("flip", "Rearranging.flip", "(2,3)", "(0,3)", "()", "(1)", "(207)")
            .build(in -> Rearranging.flip(in.get(0)))
            .oracle(from(d -> d, d -> i -> {
              List<Integer> source = new ArrayList<>();
              for (int axis = 0; axis < d.size(); axis++) {
                source.add(d.get(axis) - 1 - i.get(axis));
              }
              return source;
            }))
            .row(),
        row("flip one axis", "Rearranging.flip", "(2,3)", "(3,0)", "(7,64)")
            .build(in -> Rearranging.flip(in.get(0), -1))
            .oracle(from(d -> d, d -> i -> List.of(i.get(0), d.get(1) - 1 - i.get(1))))
            .row());
  }

  private static List<OpCase> rolls() {
    List<OpCase> rows = new ArrayList<>();
    for (int shift : List.of(2, -1, 100, 0)) {
      rows.add(row("roll by " + shift, "Rearranging.roll", "(2,3)", "(2,7)", "(3,0)", "(1,1)")
          .build(in -> Rearranging.roll(in.get(0), shift, 1))
          .oracle(from(
              d -> d, d -> i -> List.of(i.get(0), Math.floorMod(i.get(1) - shift, d.get(1)))))
          .row());
    }
    rows.add(row("roll all", "Rearranging.roll", "(2,3)", "(0)", "(7,13)", "()")
        .build(in -> Rearranging.roll(in.get(0), 4))
        .oracle(ArrayOracle.of(in -> {
          List<Object> elements = Elements.list(in.get(0));
          List<Object> result = new ArrayList<>();
          for (int i = 0; i < elements.size(); i++) {
            result.add(elements.get(Math.floorMod(i - 4, elements.size())));
          }
          return Elements.array(in.get(0).dtype(), in.get(0).shape(), result);
        }))
        .row());
    rows.add(OpCase.named("reverseSequence")
        .covers("Rearranging.reverseSequence")
        .operands(
            Operand.any(), Operand.of(Values.between(0, 5)).withoutSpecial().always(DType.INT32))
        .dtypes(DTypes.ALL)
        .sizes("(2,5,3) (3)", "(0,5,1) (1)", "(3,7,13) (13)", "(1,5,0) (0)")
        .tolerance(Tolerance.EXACT)
        .build(in -> Rearranging.reverseSequence(in.get(0), in.get(1), 1, -1))
        .oracle(ArrayOracle.of(in -> Grid.gather(in.get(0), in.get(0).shape(), i -> {
          int length = ((Long) Elements.list(in.get(1)).get(i.get(2))).intValue();
          int at = i.get(1) < length ? length - 1 - i.get(1) : i.get(1);
          return List.of(i.get(0), at, i.get(2));
        })))
        .row());
    return rows;
  }

  private static List<OpCase> blocks() {
    List<OpCase> rows = new ArrayList<>();
    for (DepthOrder order : DepthOrder.values()) {
      rows.add(row(
              "depthToSpace " + order,
              "Rearranging.depthToSpace",
              "(2,8,3,2)",
              "(0,4,1,1)",
              "(1,12,1,5)")
          .fixedSizes()
          .build(in -> Rearranging.depthToSpace(in.get(0), 2, order))
          .oracle(from(d -> List.of(d.get(0), d.get(1) / 4, d.get(2) * 2, d.get(3) * 2), d -> i -> {
            int place = i.get(2) % 2 * 2 + i.get(3) % 2;
            int channel = order == DepthOrder.DEPTH_FIRST
                ? place * (d.get(1) / 4) + i.get(1)
                : i.get(1) * 4 + place;
            return List.of(i.get(0), channel, i.get(2) / 2, i.get(3) / 2);
          }))
          .row());
    }
    rows.add(row("spaceToDepth", "Rearranging.spaceToDepth", "(2,2,6,4)", "(0,1,2,2)", "(1,3,2,10)")
        .build(in -> Rearranging.spaceToDepth(in.get(0), 2))
        .oracle(from(d -> List.of(d.get(0), d.get(1) * 4, d.get(2) / 2, d.get(3) / 2), d -> i -> {
          int place = i.get(1) / d.get(1);
          return List.of(
              i.get(0), i.get(1) % d.get(1), i.get(2) * 2 + place / 2, i.get(3) * 2 + place % 2);
        }))
        .row());
    return rows;
  }

  private static OpCase padded(Padding.Mode mode) {
    return row("pad " + mode, "Padding.pad", "(3,4)", "(7,3)", "(13,64)")
        .build(in -> Padding.pad(in.get(0), List.of(2, 0), List.of(1, 2), mode))
        .oracle(from(
            d -> List.of(d.get(0) + 3, d.get(1) + 2),
            d -> i ->
                List.of(source(mode, i.get(0) - 2, d.get(0)), source(mode, i.get(1), d.get(1)))))
        .row();
  }

  private static int source(Padding.Mode mode, int at, int size) {
    if (at >= 0 && at < size) {
      return at;
    }
    return switch (mode) {
      case REFLECT -> at < 0 ? -at : 2 * size - 2 - at;
      case SYMMETRIC -> at < 0 ? -at - 1 : 2 * size - 1 - at;
      case EDGE -> at < 0 ? 0 : size - 1;
      case WRAP -> Math.floorMod(at, size);
    };
  }

  private static List<OpCase> paddings() {
    List<Integer> before = List.of(0, 2);
    List<Integer> after = List.of(1, 0);
    return List.of(
        row("pad with zeros", "Padding.pad", "(3,4)", "(0,3)", "(1,1)")
            .build(in -> Padding.pad(in.get(0), before, after))
            .oracle(ArrayOracle.of(in -> around(in.get(0), zero(in.get(0).dtype()))))
            .row(),
        row("pad with a number", "Padding.pad", "(3,4)", "(0,3)", "(1,1)")
            .dtypes(DTypes.NUMERIC)
            .build(in -> Padding.pad(in.get(0), before, after, -3))
            .oracle(ArrayOracle.of(in -> around(
                in.get(0), in.get(0).dtype().isFloating() ? (Object) (-3.0) : (Object) (-3L))))
            .row(),
        OpCase.named("pad with a tensor")
            .covers("Padding.pad")
            .operands(Operand.any(), Operand.any())
            .dtypes(DTypes.ALL)
            .sizes("(3,4) ()", "(0,3) ()")
            .tolerance(Tolerance.EXACT)
            .build(in -> Padding.pad(in.get(0), before, after, in.get(1)))
            .oracle(
                ArrayOracle.of(in -> around(in.get(0), Elements.list(in.get(1)).get(0))))
            .row(),
        row("centerCropPad", "Padding.centerCropPad", "(3,4)", "(1,4)", "(0,3)", "(2,9)", "(5,7)")
            .fixedSizes()
            .build(in -> Padding.centerCropPad(in.get(0), List.of(6, 2), List.of(-1, 0)))
            .oracle(ArrayOracle.of(in -> {
              NDArray x = in.get(0);
              List<Integer> shape = List.of(2, 6);
              List<Object> result = new ArrayList<>();
              for (List<Integer> index : Grid.indices(shape)) {
                List<Integer> source = new ArrayList<>();
                for (int axis = 0; axis < 2; axis++) {
                  int cut = x.dim(axis) - shape.get(axis);
                  source.add(index.get(axis) + (cut >= 0 ? cut / 2 : -(-cut / 2)));
                }
                boolean inside = source.get(0) >= 0
                    && source.get(0) < x.dim(0)
                    && source.get(1) >= 0
                    && source.get(1) < x.dim(1);
                result.add(
                    inside
                        ? Elements.list(x).get(Grid.offset(source, x.shape()))
                        : zero(x.dtype()));
              }
              return Elements.array(x.dtype(), shape, result);
            }))
            .row(),
        row("pad nothing", "Padding.pad", "(3,4)", "(0,3)")
            .build(in -> twice(in.get(0)))
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .row());
  }

  private static Tensor twice(Tensor x) {
    List<Integer> none = List.of(0, 0);
    return Padding.pad(Padding.pad(x, none, none), none, none, Padding.Mode.REFLECT);
  }

  private static Object zero(DType dtype) {
    return switch (dtype) {
      case FLOAT64, FLOAT32 -> 0.0;
      case INT64, INT32 -> 0L;
      case BOOL -> false;
    };
  }

  /** Two columns before, one row after. */
  private static NDArray around(NDArray x, Object value) {
    List<Integer> shape = List.of(x.dim(0) + 1, x.dim(1) + 2);
    List<Object> result = new ArrayList<>();
    for (List<Integer> index : Grid.indices(shape)) {
      boolean inside = index.get(0) < x.dim(0) && index.get(1) >= 2;
      List<Integer> source = List.of(index.get(0), index.get(1) - 2);
      result.add(inside ? Elements.list(x).get(Grid.offset(source, x.shape())) : value);
    }
    return Elements.array(x.dtype(), shape, result);
  }
}
