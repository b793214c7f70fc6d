package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Iota;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tuples of indices along the last axis of a tensor, brought to the form of
 * {@link io.opwalk.ops.primitive.Gather}: the axes they point into made into one, and each tuple
 * into one number.
 *
 * @param batch the axes in front that rows and tuples have in common
 * @param tuples the axes of the tuples, the batch among them, without the last
 * @param axes the axes pointed into
 * @param numbers [b, i]: each tuple as one number
 */
record IndexTuples(Shape batch, Shape tuples, Shape axes, Tensor numbers) {
  static IndexTuples of(String function, Tensor x, Tensor indices, int batchDims) {
    int rank = indices.shape().rank();
    OptionalLong length =
        rank == 0 ? OptionalLong.empty() : indices.shape().dim(-1).fixedSize();
    if (length.isEmpty()) {
      throw Refusal.of(function, "the last axis of indices must have a known size", x, indices);
    }
    int k = (int) length.getAsLong();
    if (batchDims < 0 || batchDims >= rank || batchDims + k > x.shape().rank()) {
      throw Refusal.of(
          function,
          "tuples of " + k + " indices after " + batchDims + " common axes do not fit shapes "
              + x.shape() + " and " + indices.shape(),
          x,
          indices);
    }
    List<Dim> dims = x.shape().dims();
    Shape batch = Shape.of(dims.subList(0, batchDims));
    Shape tuples = Shape.of(indices.shape().dims().subList(0, rank - 1));
    Shape axes = Shape.of(dims.subList(batchDims, batchDims + k));
    Shape form =
        Shape.of(batch.elements(), Dim.product(tuples.dims().subList(batchDims, tuples.rank())));
    return new IndexTuples(batch, tuples, axes, numbers(x, indices, batchDims, axes, form));
  }

  private static Tensor numbers(Tensor x, Tensor indices, int batchDims, Shape axes, Shape form) {
    if (axes.rank() == 1) {
      return Indexing.reshaped(indices, form);
    }
    Tensor wide = Tensors.cast(indices, DType.INT64);
    Tensor sum = Shapes.broadcastTo(Tensors.constant(0L), form);
    for (int i = 0; i < axes.rank(); i++) {
      Tensor index = Indexing.get(wide, Range.ellipsis(), Range.at(i));
      Tensor counted = counted(Indexing.reshaped(index, form), x, batchDims + i);
      Tensor size = Shapes.size(x, batchDims + i);
      sum = i == 0 ? counted : Arithmetic.add(Arithmetic.multiply(sum, size), counted);
    }
    return sum;
  }

  /** Indices counted from the front, and checked: what they pick from 0, 1, 2 ... */
  private static Tensor counted(Tensor indices, Tensor x, int axis) {
    Tensor iota = Apply.of(new Iota(axis, DType.INT64), x).output();
    Dim one = Dim.of(1);
    Dim count = indices.shape().elements();
    Tensor rows = Shapes.reshape(iota, Shape.of(one, x.shape().dim(axis), one));
    Tensor picked = Apply.of(new Gather(), rows, Indexing.reshaped(indices, Shape.of(one, count)))
        .output();
    return Indexing.reshaped(picked, indices.shape());
  }

  /** [b, n, t] of what the tuples point into. */
  Tensor rows(Tensor x) {
    return Indexing.reshaped(
        x, Shape.of(batch.elements(), axes.elements(), rest(x.shape()).elements()));
  }

  /** The shape of one slice per tuple. */
  Shape picked(Shape x) {
    return tuples.append(rest(x));
  }

  /** [b, i, t] of one slice per tuple. */
  Tensor slices(Tensor updates, Shape x) {
    return Indexing.reshaped(updates, numbers.shape().append(rest(x).elements()));
  }

  private Shape rest(Shape x) {
    return Shape.of(x.dims().subList(batch.rank() + axes.rank(), x.rank()));
  }
}
