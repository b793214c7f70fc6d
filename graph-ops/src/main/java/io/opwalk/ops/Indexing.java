package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Gather;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of tensors: slices, which are known when the graph is built, and picks by indices, which
 * are themselves a tensor. All dtypes.
 *
 * <p>Indices are int32 or int64; a negative one counts from the end. One that is out of range is an
 * error of the call that runs it. Gradients go to the elements that were taken, added where one was
 * taken more than once.
 */
public final class Indexing {
  private Indexing() {}

  /**
   * A part of {@code x}, as NumPy's {@code x[...]} with integers, slices, {@code None} and
   * {@code ...}. Axes that no range speaks of are taken whole.
   *
   * <pre>{@code
   * get(x, Range.at(0), Range.from(1).by(2));   // x[0, 1::2]: (2, 7) -> (3,)
   * }</pre>
   *
   * @throws TypeException where there are more ranges than axes, several ellipses, or an index is
   *     out of range
   */
  public static Tensor get(Tensor x, Range... ranges) {
    return Refusal.naming("get", List.of(x), () -> Selection.of(x.shape(), List.of(ranges)))
        .of(x);
  }

  /**
   * {@code x} with a part replaced: what {@code x[...] = value} leaves, as a new tensor; Theano's
   * {@code set_subtensor}.
   *
   * @param value of the dtype of {@code x}; broadcast to the shape of {@code get(x, ranges)}
   * @throws TypeException where the value or the ranges do not fit
   */
  public static Tensor set(Tensor x, Tensor value, Range... ranges) {
    Selection selection = selection("set", x, value, ranges);
    if (selection.isNothing()) {
      return x;
    }
    Tensor values = broadcast("set", value, selection.shape(), x);
    return selection.splice(x, values).orElseGet(() -> {
      Tensor kept = selection.place(
          x,
          Shapes.broadcastLike(Tensors.constant(NDArray.scalar(false)), values),
          Tensors.constant(NDArray.scalar(true)));
      Tensor placed = selection.place(x, values, Tensors.constant(NDArray.full(x.dtype(), 0)));
      return Logic.where(kept, x, placed);
    });
  }

  /**
   * {@code x} with a part set to a number.
   *
   * @throws TypeException where the dtype of {@code x} cannot hold it, or the ranges do not fit
   */
  public static Tensor set(Tensor x, double value, Range... ranges) {
    return set(x, Tensors.literal(value, x), ranges);
  }

  /**
   * {@code x} with something added to a part: what {@code x[...] += value} leaves, as a new tensor;
   * Theano's {@code inc_subtensor}. Numeric dtypes.
   *
   * @param value of the dtype of {@code x}; broadcast to the shape of {@code get(x, ranges)}
   * @throws TypeException where the value or the ranges do not fit
   */
  public static Tensor increment(Tensor x, Tensor value, Range... ranges) {
    Selection selection = selection("increment", x, value, ranges);
    if (selection.isNothing()) {
      return x;
    }
    Tensor values = broadcast("increment", value, selection.shape(), x);
    Tensor sum = Arithmetic.add(selection.of(x), values);
    return selection.splice(x, sum).orElseGet(() -> {
      // Adding -0.0 changes nothing, where adding 0.0 would make 0.0 of -0.0.
      Tensor nothing = Tensors.constant(NDArray.full(x.dtype(), x.dtype().isFloating() ? -0.0 : 0));
      return Arithmetic.add(x, selection.place(x, values, nothing));
    });
  }

  /**
   * {@code x} with a number added to a part.
   *
   * @throws TypeException where the dtype of {@code x} cannot hold it, or the ranges do not fit
   */
  public static Tensor increment(Tensor x, double value, Range... ranges) {
    return increment(x, Tensors.literal(value, x), ranges);
  }

  private static Selection selection(String function, Tensor x, Tensor value, Range... ranges) {
    if (value.dtype() != x.dtype()) {
      throw Refusal.of(
          function,
          "the value must have the dtype " + x.dtype() + ", found " + value.dtype()
              + "; convert it with cast(x, dtype)",
          x,
          value);
    }
    return Refusal.naming(
        function, List.of(x, value), () -> Selection.of(x.shape(), List.of(ranges)));
  }

  private static Tensor broadcast(String function, Tensor value, Shape shape, Tensor x) {
    try {
      return Shapes.broadcastTo(value, shape);
    } catch (TypeException complaint) {
      throw Refusal.of(
          function,
          "the value of shape " + value.shape() + " does not broadcast to the part of shape "
              + shape,
          complaint,
          List.of(x, value));
    }
  }

  /**
   * Elements of {@code x} in row-major order by their number.
   *
   * @return of the shape of {@code indices}
   * @throws TypeException where the indices are no integers
   */
  public static Tensor take(Tensor x, Tensor indices) {
    return take(Shapes.flatten(x), indices, 0);
  }

  /**
   * Slices of {@code x} along an axis, by their number: NumPy's {@code take}, ONNX's Gather.
   *
   * <pre>{@code
   * take(x, indices, 1);   // (2, 7, 3) by (4, 5) -> (2, 4, 5, 3)
   * }</pre>
   *
   * @return {@code x} with the shape of {@code indices} in place of the axis
   * @throws TypeException where there is no such axis, or the indices are no integers
   */
  public static Tensor take(Tensor x, Tensor indices, int axis) {
    int at = Shapes.axis("take", x, axis);
    requireIndices("take", x, indices);
    List<Dim> dims = x.shape().dims();
    Dim batch = Dim.product(dims.subList(0, at));
    Dim width = Dim.product(dims.subList(at + 1, dims.size()));
    Dim count = indices.shape().elements();
    Tensor rows = reshaped(x, Shape.of(batch, dims.get(at), width));
    Tensor numbers = reshaped(indices, Shape.of(Dim.of(1), count));
    Tensor picked = Apply.of(
            new Gather(), rows, Shapes.broadcastTo(numbers, Shape.of(batch, count)))
        .output();
    List<Dim> result = new ArrayList<>(dims.subList(0, at));
    result.addAll(indices.shape().dims());
    result.addAll(dims.subList(at + 1, dims.size()));
    return reshaped(picked, Shape.of(result));
  }

  /**
   * The rows of a table by their number.
   *
   * @param table of shape [n, d...]
   * @param ids of any shape
   * @return of the shape of {@code ids} followed by d
   * @throws TypeException where the ids are no integers, or the table has rank 0
   */
  public static Tensor embedding(Tensor table, Tensor ids) {
    return take(table, ids, 0);
  }

  /**
   * Along an axis the elements that indices name, each at its own place in the other axes: NumPy's
   * {@code take_along_axis}, ONNX's GatherElements. With the result of an arg-sort it sorts.
   *
   * @param indices of the rank of {@code x}; the other axes broadcast against those of {@code x}
   * @throws TypeException where there is no such axis, the shapes do not fit, or the indices are no
   *     integers
   */
  public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
    requireIndices("takeAlongAxis", x, indices);
    AlongAxis along = AlongAxis.of("takeAlongAxis", x, indices, axis);
    Tensor picked =
        Apply.of(new Gather(), along.rows(x), along.numbers(indices)).output();
    return along.back(picked, indices.shape().dim(along.axis()));
  }

  /** As {@link #gatherNd(Tensor, Tensor, int)} without axes in common. */
  public static Tensor gatherNd(Tensor x, Tensor indices) {
    return gatherNd(x, indices, 0);
  }

  /**
   * Slices of {@code x} by several indices each: ONNX's GatherND. The last axis of {@code indices},
   * of a known size k, holds one index for each of the k axes of {@code x} after the first
   * {@code batchDims}, which both have in common.
   *
   * <pre>{@code
   * gatherNd(x, indices, 0);   // (5, 6, 7) by (4, 2) -> (4, 7)
   * gatherNd(x, indices, 1);   // (5, 6, 7) by (5, 4, 1) -> (5, 4, 7)
   * }</pre>
   *
   * @throws TypeException where the shapes do not fit, or the indices are no integers
   */
  public static Tensor gatherNd(Tensor x, Tensor indices, int batchDims) {
    requireIndices("gatherNd", x, indices);
    IndexTuples tuples = IndexTuples.of("gatherNd", x, indices, batchDims);
    Tensor picked = Apply.of(new Gather(), tuples.rows(x), tuples.numbers()).output();
    return reshaped(picked, tuples.picked(x.shape()));
  }

  /** As {@link #oneHot(Tensor, int, int, DType)} with the classes along a last axis. */
  public static Tensor oneHot(Tensor indices, int depth, DType dtype) {
    return oneHot(indices, depth, -1, dtype);
  }

  /**
   * 1 (or true) at the index of each class, and 0 elsewhere; an index that is no class, such as -1,
   * gives 0 throughout.
   *
   * @param depth how many classes there are
   * @param axis where the axis of the classes is in the result
   * @throws TypeException where the result has no such axis, the depth is negative, or the indices
   *     are no integers
   */
  public static Tensor oneHot(Tensor indices, int depth, int axis, DType dtype) {
    return Tensors.cast(isClass("oneHot", indices, depth, axis), dtype);
  }

  /**
   * As {@link #oneHot(Tensor, int, int, DType)} with other values than 1 and 0, which decide the
   * dtype: ONNX's OneHot, but for negative indices.
   *
   * @param on a tensor that broadcasts to the result, as a scalar does
   * @param off the same
   */
  public static Tensor oneHot(Tensor indices, int depth, int axis, Tensor on, Tensor off) {
    return Logic.where(isClass("oneHot", indices, depth, axis), on, off);
  }

  private static Tensor isClass(String function, Tensor indices, int depth, int axis) {
    requireIndices(function, indices, indices);
    Tensor classes =
        Refusal.naming(function, List.of(indices), () -> Creation.arange(indices.dtype(), depth));
    int rank = indices.shape().rank() + 1;
    Tensor wide = Shapes.expandDims(indices, axis);
    List<Dim> dims = new ArrayList<>();
    int at = axis < 0 ? axis + rank : axis;
    for (int i = 0; i < rank; i++) {
      dims.add(i == at ? Dim.of(depth) : Dim.of(1));
    }
    return Logic.equal(wide, Shapes.reshape(classes, Shape.of(dims)));
  }

  static Tensor reshaped(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : Shapes.reshape(x, shape);
  }

  static void requireIndices(String function, Tensor x, Tensor indices) {
    if (indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64) {
      throw Refusal.of(
          function,
          "indices must be int32 or int64, found " + indices.dtype()
              + "; convert them with cast(x, dtype)",
          x,
          indices);
    }
  }
}
