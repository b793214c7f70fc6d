package io.opwalk.oracle;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT32;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.DType.INT64;
import static io.opwalk.testing.cases.Tolerance.EXACT;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Range;
import io.opwalk.ops.Scatters;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Scatter.Kind;
import io.opwalk.testing.cases.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** ONNX's ops that take elements by position or by index, and those that put them there. */
final class IndexingOracle {
  private static final List<DType> ALL = List.of(FLOAT64, FLOAT32, INT64, INT32, BOOL);

  private IndexingOracle() {}

  static List<OracleRow> all() {
    return List.of(
        OracleRow.of("Slice", EXACT, IndexingOracle::slice),
        OracleRow.of("Gather", EXACT, IndexingOracle::gather),
        OracleRow.of("GatherElements", EXACT, IndexingOracle::gatherElements),
        OracleRow.of("GatherND", EXACT, IndexingOracle::gatherNd),
        OracleRow.of("ScatterElements", EXACT, IndexingOracle::scatterElements),
        OracleRow.of("ScatterND", EXACT, IndexingOracle::scatterNd),
        OracleRow.of("OneHot", EXACT, IndexingOracle::oneHot));
  }

  private static NDArray any(Draw draw, int leastRank, int mostRank) {
    return draw.array(draw.pick(ALL), draw.shape(leastRank, mostRank), Values.ordinary());
  }

  private static Configuration slice(Draw draw) {
    NDArray x = any(draw, 1, 4);
    List<Integer> axes = draw.axes(x.rank(), 1, x.rank());
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    Range[] ranges = new Range[x.rank()];
    Arrays.fill(ranges, Range.all());
    for (int axis : axes) {
      // Before the front ONNX starts at the front, also when it goes backward.
      int start = draw.between(-x.dim(axis), 7);
      int end = draw.between(-7, 7);
      int step = draw.pick(1, 2, 3, -1, -2);
      starts.add(start);
      ends.add(end);
      steps.add(step);
      ranges[Math.floorMod(axis, x.rank())] = Range.of(start, end, step);
    }
    return Configuration.of(x)
        .known(starts)
        .known(ends)
        .known(axes)
        .known(steps)
        .gives(in -> Indexing.get(in.get(0), ranges));
  }

  /** Indices into an axis, some counted from its end. */
  private static NDArray indices(Draw draw, List<Integer> shape, int size) {
    return draw.integers(draw.pick(INT64, INT32), shape, -size, size - 1);
  }

  private static Configuration gather(Draw draw) {
    NDArray x = any(draw, 1, 4);
    int axis = draw.axis(x.rank());
    NDArray indices = indices(draw, draw.shape(0, 3), x.dim(axis));
    return Configuration.of(x, indices)
        .attribute("axis", axis)
        .gives(in -> Indexing.take(in.get(0), in.get(1), axis));
  }

  private static Configuration gatherElements(Draw draw) {
    NDArray x = any(draw, 1, 4);
    int axis = draw.axis(x.rank());
    List<Integer> shape = new ArrayList<>(x.shape());
    shape.set(Math.floorMod(axis, x.rank()), draw.between(1, 5));
    return Configuration.of(x, indices(draw, shape, x.dim(axis)))
        .attribute("axis", axis)
        .gives(in -> Indexing.takeAlongAxis(in.get(0), in.get(1), axis));
  }

  private static Configuration gatherNd(Draw draw) {
    NDArray x = any(draw, 2, 4);
    int batchDims = draw.between(0, 1);
    int length = draw.between(1, x.rank() - batchDims);
    List<Integer> shape = new ArrayList<>(x.shape().subList(0, batchDims));
    shape.addAll(draw.shape(1, 2));
    return Configuration.of(x, tuples(draw, shape, x.shape().subList(batchDims, x.rank()), length))
        .attribute("batch_dims", batchDims)
        .gives(in -> Indexing.gatherNd(in.get(0), in.get(1), batchDims));
  }

  /** Tuples along a new last axis, each of indices into the first axes of a shape. */
  private static NDArray tuples(Draw draw, List<Integer> shape, List<Integer> into, int length) {
    List<Integer> longer = new ArrayList<>(shape);
    longer.add(length);
    long[] indices = new long[longer.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < indices.length; i++) {
      int size = into.get(i % length);
      indices[i] = draw.between(-size, size - 1);
    }
    return NDArray.of(longer, indices);
  }

  /** The order of updates to one place is not ONNX's, so their result must not depend on it. */
  private static Kind kind(Draw draw, DType dtype) {
    if (dtype == BOOL) {
      return Kind.UPDATE;
    }
    return dtype.isFloating()
        ? draw.pick(Kind.UPDATE, Kind.MIN, Kind.MAX)
        : draw.pick(Kind.values());
  }

  private static String reduction(Kind kind) {
    return kind == Kind.UPDATE ? "none" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static Configuration scatterElements(Draw draw) {
    NDArray x = any(draw, 1, 3);
    Kind kind = kind(draw, x.dtype());
    int axis = draw.axis(x.rank());
    int at = Math.floorMod(axis, x.rank());
    int size = x.dim(at);
    List<Integer> shape = new ArrayList<>(x.shape());
    NDArray indices;
    if (kind == Kind.UPDATE) {
      // Of replacements there may be one for each place.
      List<Integer> order = draw.permutation(size);
      shape.set(at, draw.between(1, size));
      indices = alongAxis(shape, at, order);
    } else {
      shape.set(at, draw.between(1, 5));
      indices = indices(draw, shape, size);
    }
    NDArray updates = draw.array(x.dtype(), shape, Values.ordinary());
    return Configuration.of(x, indices, updates)
        .attribute("axis", axis)
        .attribute("reduction", reduction(kind))
        .gives(in -> Scatters.putAlongAxis(in.get(0), in.get(1), in.get(2), axis, kind));
  }

  private static NDArray alongAxis(List<Integer> shape, int axis, List<Integer> values) {
    int inner = shape.subList(axis + 1, shape.size()).stream().reduce(1, Math::multiplyExact);
    int all = shape.stream().reduce(1, Math::multiplyExact);
    long[] indices = IntStream.range(0, all)
        .mapToLong(i -> values.get(i / inner % shape.get(axis)))
        .toArray();
    return NDArray.of(shape, indices);
  }

  private static Configuration scatterNd(Draw draw) {
    NDArray x = any(draw, 1, 3);
    Kind kind = kind(draw, x.dtype());
    boolean single = kind == Kind.UPDATE;
    int length = single ? 1 : draw.between(1, x.rank());
    NDArray indices;
    if (single) {
      List<Integer> order = draw.permutation(x.dim(0));
      int count = draw.between(1, x.dim(0));
      indices = alongAxis(List.of(count, 1), 0, order);
    } else {
      indices = tuples(draw, draw.shape(1, 2), x.shape(), length);
    }
    List<Integer> shape = new ArrayList<>(indices.shape().subList(0, indices.rank() - 1));
    shape.addAll(x.shape().subList(length, x.rank()));
    NDArray updates = draw.array(x.dtype(), shape, Values.ordinary());
    return Configuration.of(x, indices, updates)
        .attribute("reduction", reduction(kind))
        .gives(in -> Scatters.scatterNd(in.get(0), in.get(1), in.get(2), kind));
  }

  private static Configuration oneHot(Draw draw) {
    int depth = draw.between(1, 6);
    NDArray indices = draw.integers(INT64, draw.shape(1, 3), 0, depth + 1);
    NDArray values = draw.array(draw.pick(FLOAT32, INT64), List.of(2), Values.between(-9, 9));
    int axis = draw.axis(indices.rank() + 1);
    return Configuration.of(indices)
        .known(NDArray.scalar((long) depth))
        .known(values)
        .attribute("axis", axis)
        .gives(in -> Indexing.oneHot(
            in.get(0),
            depth,
            axis,
            Indexing.get(Tensors.constant(values), Range.at(1)),
            Indexing.get(Tensors.constant(values), Range.at(0))));
  }
}
