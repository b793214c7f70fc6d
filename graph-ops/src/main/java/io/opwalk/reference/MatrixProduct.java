package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;
import java.util.List;

/** The batched matrix product, by its definition. */
final class MatrixProduct {
  private MatrixProduct() {}

  /** The product; the shapes are those the graph knows, for the batch axes to broadcast. */
  static NDArray of(Shape left, NDArray a, Shape right, NDArray b) {
    int[] aDims = Index.dims(a);
    int[] bDims = Index.dims(b);
    int rows = aDims[aDims.length - 2];
    int inner = aDims[aDims.length - 1];
    int columns = bDims[bDims.length - 1];
    if (bDims[bDims.length - 2] != inner) {
      throw new IllegalArgumentException("the left input has "
          + inner
          + " columns and the right one "
          + bDims[bDims.length - 2]
          + " rows");
    }
    int[] aBatch = Arrays.copyOf(aDims, aDims.length - 2);
    int[] bBatch = Arrays.copyOf(bDims, bDims.length - 2);
    int[] batch = Broadcasting.sizes(List.of(batch(left), batch(right)), List.of(aBatch, bBatch));
    int[] dims = Arrays.copyOf(batch, batch.length + 2);
    dims[batch.length] = rows;
    dims[batch.length + 1] = columns;
    ScalarInterpreter scalars = new ScalarInterpreter(a.dtype());
    ArrayWriter result = new ArrayWriter(a.dtype(), dims);
    Index.forEach(dims, index -> {
      int[] batchIndex = Arrays.copyOf(index, batch.length);
      int row = Index.offset(batchIndex, aBatch) * rows + index[batch.length];
      int matrix = Index.offset(batchIndex, bBatch) * inner;
      Object sum = scalars.literal(0);
      for (int k = 0; k < inner; k++) {
        Object x = ArrayWriter.get(a, row * inner + k);
        Object y = ArrayWriter.get(b, (matrix + k) * columns + index[batch.length + 1]);
        sum = scalars.apply(ScalarOp.FMA, x, y, sum);
      }
      result.set(Index.offset(index, dims), sum);
    });
    return result.done();
  }

  private static Shape batch(Shape shape) {
    return Shape.of(shape.dims().subList(0, shape.rank() - 2));
  }
}
