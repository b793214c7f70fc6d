package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.function.BinaryOperator;

/** Rows read and written at indices that are themselves elements of an array. */
final class IndexedRows {
  private IndexedRows() {}

  static NDArray gather(NDArray x, NDArray indices) {
    requireEqual("the batch of rows and that of indices", x.dim(0), indices.dim(0));
    int[] sizes = {x.dim(0), indices.dim(1), x.dim(2)};
    int[] dims = Index.dims(x);
    ArrayWriter result = new ArrayWriter(x.dtype(), sizes);
    forEachRow(indices, dims[1], (batch, i, row) -> {
      for (int t = 0; t < dims[2]; t++) {
        Object element = ArrayWriter.get(x, (batch * dims[1] + row) * dims[2] + t);
        result.set((batch * sizes[1] + i) * sizes[2] + t, element);
      }
    });
    return result.done();
  }

  static NDArray scatter(Scatter op, NDArray x, NDArray indices, NDArray updates) {
    requireEqual("the batch of rows and that of indices", x.dim(0), indices.dim(0));
    requireEqual("the batch of rows and that of updates", x.dim(0), updates.dim(0));
    requireEqual("the number of indices and that of updates", indices.dim(1), updates.dim(1));
    requireEqual("the width of rows and that of updates", x.dim(2), updates.dim(2));
    int[] dims = Index.dims(x);
    int count = indices.dim(1);
    BinaryOperator<Object> combine = combination(op.kind(), new ScalarInterpreter(x.dtype()));
    Object[] elements = new Object[x.size()];
    for (int offset = 0; offset < elements.length; offset++) {
      elements[offset] = ArrayWriter.get(x, offset);
    }
    forEachRow(indices, dims[1], (batch, i, row) -> {
      for (int t = 0; t < dims[2]; t++) {
        int target = (batch * dims[1] + row) * dims[2] + t;
        Object update = ArrayWriter.get(updates, (batch * count + i) * dims[2] + t);
        elements[target] = combine.apply(elements[target], update);
      }
    });
    ArrayWriter result = new ArrayWriter(x.dtype(), dims);
    for (int offset = 0; offset < elements.length; offset++) {
      result.set(offset, elements[offset]);
    }
    return result.done();
  }

  private static BinaryOperator<Object> combination(Scatter.Kind kind, ScalarInterpreter scalars) {
    return switch (kind) {
      case UPDATE -> (there, update) -> update;
      case ADD -> (there, update) -> scalars.apply(ScalarOp.ADD, there, update);
      case MUL -> (there, update) -> scalars.apply(ScalarOp.MUL, there, update);
      case MIN -> (there, update) -> scalars.apply(ScalarOp.MIN, there, update);
      case MAX -> (there, update) -> scalars.apply(ScalarOp.MAX, there, update);
    };
  }

  private interface RowVisitor {
    void visit(int batch, int i, int row);
  }

  /** Visits every index in order, counted from the front. */
  private static void forEachRow(NDArray indices, int rows, RowVisitor visitor) {
    int count = indices.dim(1);
    for (int batch = 0; batch < indices.dim(0); batch++) {
      for (int i = 0; i < count; i++) {
        long index = (Long) ArrayWriter.get(indices, batch * count + i);
        if (index < -rows || index >= rows) {
          throw new IllegalArgumentException("index " + index + " at position [" + batch + ", " + i
              + "] is out of range for an axis of size " + rows);
        }
        visitor.visit(batch, i, (int) (index < 0 ? index + rows : index));
      }
    }
  }

  private static void requireEqual(String what, int first, int second) {
    if (first != second) {
      throw new IllegalArgumentException(what + " differ: " + first + " and " + second);
    }
  }
}
