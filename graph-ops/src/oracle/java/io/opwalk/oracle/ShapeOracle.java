package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.ops.Tensors.constant;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX's ops that change a shape or a dtype, and those that make tensors. */
final class ShapeOracle {
  private static final List<DType> ALL = List.of(FLOAT64, FLOAT32, INT64, INT32, BOOL);

  private ShapeOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of(
            "Identity", EXACT, draw -> Configuration.of(any(draw, 0, 4)).gives(in -> in.get(0))),
        OracleRow.of("Cast", EXACT, ShapeOracle::cast),
        OracleRow.of("CastLike", EXACT, ShapeOracle::castLike),
        OracleRow.of("Reshape", EXACT, ShapeOracle::reshape),
        OracleRow.of("Flatten", EXACT, ShapeOracle::flatten),
        OracleRow.of("Squeeze", EXACT, ShapeOracle::squeeze),
        OracleRow.of("Unsqueeze", EXACT, ShapeOracle::unsqueeze),
        OracleRow.of("Transpose", EXACT, ShapeOracle::transpose),
        OracleRow.of("Expand", EXACT, ShapeOracle::expand),
        OracleRow.of(
            "Size",
            EXACT,
            draw -> Configuration.of(any(draw, 0, 4)).gives(in -> Shapes.size(in.get(0)))),
        OracleRow.of("Constant", EXACT, ShapeOracle::constantOp),
        OracleRow.of("ConstantOfShape", EXACT, ShapeOracle::constantOfShape),
        OracleRow.of("Dropout", EXACT, ShapeOracle::dropout));
  }

  private static NDArray any(Draw draw, int leastRank, int mostRank) {
    return draw.array(draw.pick(ALL), draw.shape(leastRank, mostRank), Values.ordinary());
  }

  private static Shape shape(List<Integer> dims) {
    return Shape.shape(dims.stream().mapToLong(Integer::longValue).toArray());
  }

  private static Configuration cast(Draw draw) {
    NDArray x = any(draw, 0, 4);
    DType target = draw.pick(ALL);
    return Configuration.of(x)
        .attribute("to", OnnxModel.dataType(target).getNumber())
        .gives(in -> Tensors.cast(in.get(0), target));
  }

  private static Configuration castLike(Draw draw) {
    NDArray x = any(draw, 0, 4);
    NDArray like = any(draw, 0, 2);
    return Configuration.of(x, like)
        .gives(in -> Tensors.cast(in.get(0), in.get(1).dtype()));
  }

  private static Configuration reshape(Draw draw) {
    NDArray x = any(draw, 1, 4);
    // Neighbouring axes in one, one of them left for the op to work out.
    int joined = draw.between(0, x.rank() - 1);
    List<Integer> target = new ArrayList<>(x.shape().subList(0, joined));
    target.add(-1);
    if (draw.flip()) {
      target.add(draw.between(0, target.size()), 1);
    }
    long[] dims = target.stream().mapToLong(Integer::longValue).toArray();
    return Configuration.of(x).known(target).gives(in -> Shapes.reshape(in.get(0), dims));
  }

  private static Configuration flatten(Draw draw) {
    NDArray x = any(draw, 0, 4);
    int axis = draw.between(-x.rank(), x.rank());
    int counted = axis < 0 ? axis + x.rank() : axis;
    int rows = x.shape().subList(0, counted).stream().reduce(1, Math::multiplyExact);
    return Configuration.of(x)
        .attribute("axis", axis)
        .gives(in -> Shapes.reshape(in.get(0), rows, x.size() / rows));
  }

  private static Configuration squeeze(Draw draw) {
    List<Integer> shape = new ArrayList<>(draw.shape(0, 3));
    shape.add(draw.between(0, shape.size()), 1);
    NDArray x = draw.array(draw.pick(ALL), shape, Values.ordinary());
    if (draw.flip()) {
      return Configuration.of(x).gives(in -> Shapes.squeeze(in.get(0)));
    }
    int axis = shape.indexOf(1) - (draw.flip() ? shape.size() : 0);
    return Configuration.of(x).known(List.of(axis)).gives(in -> Shapes.squeeze(in.get(0), axis));
  }

  private static Configuration unsqueeze(Draw draw) {
    NDArray x = any(draw, 0, 3);
    int added = draw.between(1, 2);
    List<Integer> axes = draw.axes(x.rank() + added, added, added);
    return Configuration.of(x).known(axes).gives(in -> Shapes.expandDims(in.get(0), axes));
  }

  private static Configuration transpose(Draw draw) {
    NDArray x = any(draw, 1, 4);
    if (draw.between(0, 3) == 0) {
      return Configuration.of(x).gives(in -> Shapes.transpose(in.get(0)));
    }
    List<Integer> order = draw.permutation(x.rank());
    int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
    return Configuration.of(x)
        .attribute("perm", order)
        .gives(in -> Shapes.transpose(in.get(0), permutation));
  }

  private static Configuration expand(Draw draw) {
    // Both broadcast: the op's result may be larger than the shape it is given.
    List<List<Integer>> shapes = draw.broadcasting(2);
    NDArray x = draw.array(draw.pick(ALL), shapes.get(0), Values.ordinary());
    Shape target = Shape.broadcast(List.of(shape(shapes.get(0)), shape(shapes.get(1))));
    return Configuration.of(x)
        .known(shapes.get(1))
        .gives(in -> Shapes.broadcastTo(in.get(0), target));
  }

  private static Configuration constantOp(Draw draw) {
    NDArray value = any(draw, 0, 4);
    return Configuration.of().attribute("value", value).gives(in -> constant(value));
  }

  private static Configuration constantOfShape(Draw draw) {
    List<Integer> dims = draw.shape(0, 4);
    NDArray value = draw.array(draw.pick(ALL), List.of(1), Values.ordinary());
    return Configuration.of()
        .known(dims)
        .attribute("value", value)
        .gives(in -> Shapes.broadcastTo(constant(value.reshape()), shape(dims)));
  }

  private static Configuration dropout(Draw draw) {
    // Where it is not told to train, it is the identity.
    NDArray x = draw.array(draw.pick(FLOAT64, FLOAT32), draw.shape(0, 4), Values.ordinary());
    return Configuration.of(x)
        .known(NDArray.scalar((float) draw.number(0, 0.9)))
        .gives(in -> in.get(0));
  }

  /** The axes of a rank in order. */
  static List<Integer> axesOf(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }
}
