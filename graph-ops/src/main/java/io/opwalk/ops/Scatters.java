package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Scatter.Kind;
import java.util.List;

/**
 * Tensors with something combined into the places that indices name: replaced, added, multiplied,
 * or the smaller or larger kept. The tensor itself stays as it is; the result is a new one.
 *
 * <p>Indices are int32 or int64; a negative one counts from the end. One that is out of range is an
 * error of the call that runs it. Where a place is named more than once, updates are combined in
 * their order, so that of several replacements the last one wins.
 */
public final class Scatters {
  private Scatters() {}

  /** As {@link #scatterNd(Tensor, Tensor, Tensor, Kind)}, replacing what is there. */
  public static Tensor scatterNd(Tensor x, Tensor indices, Tensor updates) {
    return scatterNd(x, indices, updates, Kind.UPDATE);
  }

  /**
   * Slices combined into those that tuples of indices name: ONNX's ScatterND, TensorFlow's
   * {@code tensor_scatter_nd_add} and its siblings. The last axis of {@code indices}, of a known
   * size k, holds one index for each of the first k axes of {@code x}.
   *
   * <pre>{@code
   * scatterNd(x, indices, updates, ADD);   // (5, 6, 7), (4, 2), (4, 7) -> (5, 6, 7)
   * }</pre>
   *
   * @param updates one slice per tuple, of the dtype of {@code x}; broadcast to that shape
   * @throws TypeException where shapes or dtypes do not fit
   */
  public static Tensor scatterNd(Tensor x, Tensor indices, Tensor updates, Kind kind) {
    Indexing.requireIndices("scatterNd", x, indices);
    IndexTuples tuples = IndexTuples.of("scatterNd", x, indices, 0);
    Tensor slices = broadcast("scatterNd", updates, tuples.picked(x.shape()), x, indices);
    Tensor combined = Apply.of(
            new Scatter(kind), tuples.rows(x), tuples.numbers(), tuples.slices(slices, x.shape()))
        .output();
    return Indexing.reshaped(combined, x.shape());
  }

  /** As {@link #putAlongAxis(Tensor, Tensor, Tensor, int, Kind)}, replacing what is there. */
  public static Tensor putAlongAxis(Tensor x, Tensor indices, Tensor updates, int axis) {
    return putAlongAxis(x, indices, updates, axis, Kind.UPDATE);
  }

  /**
   * Elements combined into those that indices name along an axis, each at its own place in the
   * other axes: the inverse of {@link Indexing#takeAlongAxis}. NumPy's {@code put_along_axis},
   * ONNX's ScatterElements.
   *
   * @param indices of the rank of {@code x}; the other axes broadcast to those of {@code x}
   * @param updates of the dtype of {@code x}; broadcast to the shape of {@code indices}
   * @throws TypeException where there is no such axis, or shapes or dtypes do not fit
   */
  public static Tensor putAlongAxis(Tensor x, Tensor indices, Tensor updates, int axis, Kind kind) {
    Indexing.requireIndices("putAlongAxis", x, indices);
    AlongAxis along = AlongAxis.of("putAlongAxis", x, indices, axis);
    if (!along.others().equals(x.shape().withoutDims(List.of(along.axis())))) {
      throw Refusal.of(
          "putAlongAxis",
          "indices of shape " + indices.shape() + " do not broadcast to " + x.shape()
              + " along the other axes",
          x,
          indices);
    }
    Shape wanted = x.shape().withDim(along.axis(), indices.shape().dim(along.axis()));
    Tensor elements = broadcast("putAlongAxis", updates, wanted, x, indices);
    Tensor combined = Apply.of(
            new Scatter(kind), along.rows(x), along.numbers(indices), along.rows(elements))
        .output();
    return along.back(combined, x.shape().dim(along.axis()));
  }

  private static Tensor broadcast(
      String function, Tensor updates, Shape wanted, Tensor x, Tensor indices) {
    if (updates.dtype() != x.dtype()) {
      throw Refusal.of(
          function,
          "updates must have the dtype " + x.dtype() + ", found " + updates.dtype()
              + "; convert them with cast(x, dtype)",
          x,
          indices,
          updates);
    }
    try {
      return Shapes.broadcastTo(updates, wanted);
    } catch (TypeException complaint) {
      throw Refusal.of(
          function,
          "updates of shape " + updates.shape() + " do not broadcast to " + wanted,
          complaint,
          List.of(x, indices, updates));
    }
  }
}
