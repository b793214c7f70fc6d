package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Cumulative;
import io.opwalk.ops.Diagonals;
import io.opwalk.ops.Joining;
import io.opwalk.ops.Padding;
import io.opwalk.ops.Rearranging;
import io.opwalk.ops.Rearranging.DepthOrder;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** ONNX's ops that join, cut, pad and rearrange, those that count, and those along an axis. */
final class ArrangingOracle {
  private static final List<DType> ALL = List.of(FLOAT64, FLOAT32, INT64, INT32, BOOL);
  private static final List<DType> NUMERIC = List.of(FLOAT64, FLOAT32, INT64, INT32);

  private ArrangingOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("CenterCropPad", EXACT, ArrangingOracle::centerCropPad),
        OracleRow.of("Concat", EXACT, ArrangingOracle::concat),
        OracleRow.of("CumSum", EXACT, ArrangingOracle::cumSum),
        OracleRow.of("DepthToSpace", EXACT, ArrangingOracle::depthToSpace),
        OracleRow.of("EyeLike", EXACT, ArrangingOracle::eyeLike),
        OracleRow.of("Pad", EXACT, ArrangingOracle::pad),
        OracleRow.of("Range", EXACT, ArrangingOracle::range),
        OracleRow.of("ReverseSequence", EXACT, ArrangingOracle::reverseSequence),
        OracleRow.of(
            "Shape",
            EXACT,
            draw -> Configuration.of(any(draw, 0, 4)).gives(in -> Shapes.shapeOf(in.get(0)))),
        OracleRow.of("SpaceToDepth", EXACT, ArrangingOracle::spaceToDepth),
        OracleRow.of("Split", EXACT, ArrangingOracle::split),
        OracleRow.of("Tile", EXACT, ArrangingOracle::tile),
        OracleRow.of("Trilu", EXACT, ArrangingOracle::trilu));
  }

  private static NDArray any(Draw draw, int leastRank, int mostRank) {
    return draw.array(draw.pick(ALL), draw.shape(leastRank, mostRank), Values.ordinary());
  }

  private static Configuration centerCropPad(Draw draw) {
    NDArray x = draw.array(draw.pick(FLOAT64, FLOAT32, INT64), draw.shape(1, 4), Values.ordinary());
    List<Integer> axes = draw.axes(x.rank(), 1, x.rank());
    List<Integer> sizes = axes.stream().map(axis -> draw.between(1, 8)).toList();
    return Configuration.of(x)
        .known(sizes)
        .attribute("axes", axes)
        .gives(in -> Padding.centerCropPad(in.get(0), sizes, axes));
  }

  private static Configuration concat(Draw draw) {
    DType dtype = draw.pick(ALL);
    List<Integer> shape = draw.shape(1, 4);
    int axis = draw.axis(shape.size());
    NDArray[] parts = IntStream.range(0, draw.between(1, 4))
        .mapToObj(i -> {
          List<Integer> own = new ArrayList<>(shape);
          own.set(Math.floorMod(axis, shape.size()), draw.between(1, 4));
          return draw.array(dtype, own, Values.ordinary());
        })
        .toArray(NDArray[]::new);
    return Configuration.of(parts).attribute("axis", axis).gives(in -> Joining.concat(in, axis));
  }

  private static Configuration cumSum(Draw draw) {
    NDArray x = draw.array(draw.pick(NUMERIC), draw.shape(1, 4), Values.ordinary());
    int axis = draw.axis(x.rank());
    boolean exclusive = draw.flip();
    boolean reverse = draw.flip();
    return Configuration.of(x)
        .known(NDArray.scalar((long) axis))
        .attribute("exclusive", exclusive)
        .attribute("reverse", reverse)
        .gives(in -> Cumulative.cumSum(in.get(0), axis, exclusive, reverse));
  }

  private static Configuration depthToSpace(Draw draw) {
    int block = draw.between(1, 3);
    List<Integer> shape = new ArrayList<>(draw.shape(4, 4));
    shape.set(1, shape.get(1) * block * block);
    DepthOrder order = draw.pick(DepthOrder.values());
    return Configuration.of(draw.array(draw.pick(FLOAT64, FLOAT32), shape, Values.ordinary()))
        .attribute("blocksize", block)
        .attribute("mode", order == DepthOrder.DEPTH_FIRST ? "DCR" : "CRD")
        .gives(in -> Rearranging.depthToSpace(in.get(0), block, order));
  }

  private static Configuration spaceToDepth(Draw draw) {
    int block = draw.between(1, 3);
    List<Integer> shape = new ArrayList<>(draw.shape(4, 4));
    shape.set(2, shape.get(2) * block);
    shape.set(3, shape.get(3) * block);
    return Configuration.of(draw.array(draw.pick(FLOAT64, FLOAT32), shape, Values.ordinary()))
        .attribute("blocksize", block)
        .gives(in -> Rearranging.spaceToDepth(in.get(0), block));
  }

  private static Configuration eyeLike(Draw draw) {
    int diagonal = draw.between(-5, 5);
    return Configuration.of(draw.array(draw.pick(NUMERIC), draw.shape(2, 2), Values.ordinary()))
        .attribute("k", diagonal)
        .gives(in -> Creation.eyeLike(in.get(0), diagonal));
  }

  private static Configuration pad(Draw draw) {
    NDArray x = any(draw, 1, 4);
    Padding.Mode mode = draw.pick(Padding.Mode.REFLECT, Padding.Mode.EDGE, Padding.Mode.WRAP);
    boolean constant = draw.flip();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int size : x.shape()) {
      // A reflection, and what is taken from the other end, is no longer than the axis here.
      int most = constant || mode == Padding.Mode.EDGE ? 4 : size - 1;
      before.add(draw.between(0, most));
      after.add(draw.between(0, most));
    }
    List<Integer> pads = new ArrayList<>(before);
    pads.addAll(after);
    if (!constant) {
      return Configuration.of(x)
          .known(pads)
          .attribute("mode", mode.name().toLowerCase(Locale.ROOT))
          .gives(in -> Padding.pad(in.get(0), before, after, mode));
    }
    NDArray value = draw.array(x.dtype(), List.of(), Values.ordinary());
    return Configuration.of(x)
        .known(pads)
        .known(value)
        .gives(in -> Padding.pad(in.get(0), before, after, Tensors.constant(value)));
  }

  private static Configuration range(Draw draw) {
    DType dtype = draw.pick(NUMERIC);
    // Multiples of an eighth, so that nothing is rounded however it is added up.
    double unit = dtype.isFloating() ? 0.125 : 1;
    double start = draw.between(-20, 20) * unit;
    double stop = draw.between(-20, 20) * unit;
    double step = draw.pick(1, 2, 3, 5) * (start <= stop ? unit : -unit);
    return Configuration.of()
        .known(NDArray.scalar(start).cast(dtype))
        .known(NDArray.scalar(stop).cast(dtype))
        .known(NDArray.scalar(step).cast(dtype))
        .gives(in -> Creation.arange(dtype, start, stop, step));
  }

  private static Configuration reverseSequence(Draw draw) {
    NDArray x = any(draw, 2, 4);
    int batch = draw.between(0, 1);
    NDArray lengths = draw.integers(INT64, List.of(x.dim(batch)), 1, x.dim(1 - batch));
    return Configuration.of(x, lengths)
        .attribute("batch_axis", batch)
        .attribute("time_axis", 1 - batch)
        .gives(in -> Rearranging.reverseSequence(in.get(0), in.get(1), 1 - batch, batch));
  }

  private static Configuration split(Draw draw) {
    List<Integer> sizes =
        IntStream.range(0, draw.between(1, 4)).mapToObj(i -> draw.between(1, 3)).toList();
    List<Integer> shape = new ArrayList<>(draw.shape(1, 4));
    int axis = draw.axis(shape.size());
    shape.set(
        Math.floorMod(axis, shape.size()), sizes.stream().mapToInt(size -> size).sum());
    return Configuration.of(
            draw.array(draw.pick(FLOAT64, FLOAT32, INT64, INT32), shape, Values.ordinary()))
        .known(sizes)
        .attribute("axis", axis)
        .givesAll(in -> Joining.split(in.get(0), sizes, axis));
  }

  private static Configuration tile(Draw draw) {
    NDArray x = any(draw, 1, 4);
    List<Integer> repeats =
        IntStream.range(0, x.rank()).mapToObj(axis -> draw.between(1, 3)).toList();
    int[] times = repeats.stream().mapToInt(Integer::intValue).toArray();
    return Configuration.of(x).known(repeats).gives(in -> Joining.tile(in.get(0), times));
  }

  private static Configuration trilu(Draw draw) {
    NDArray x =
        draw.array(draw.pick(FLOAT64, FLOAT32, INT64, BOOL), draw.shape(2, 4), Values.ordinary());
    int diagonal = draw.between(-5, 5);
    boolean upper = draw.flip();
    return Configuration.of(x)
        .known(NDArray.scalar((long) diagonal))
        .attribute("upper", upper)
        .gives(in -> triangle(in.get(0), diagonal, upper));
  }

  private static Tensor triangle(Tensor x, int diagonal, boolean upper) {
    return upper ? Diagonals.triu(x, diagonal) : Diagonals.tril(x, diagonal);
  }
}
