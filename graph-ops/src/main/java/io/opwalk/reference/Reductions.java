package io.opwalk.reference;

import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.ops.primitive.ArgReduce;
import io.opwalk.ops.primitive.PartialSums;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;
import java.util.List;

/** Reductions, in the order that {@link PartialSums} lays down. */
final class Reductions {
  private Reductions() {}

  static NDArray reduce(Reduce op, NDArray input) {
    ScalarInterpreter scalars = new ScalarInterpreter(input.dtype());
    ScalarOp combine = combination(op.kind());
    Object neutral = neutral(op.kind(), input.dtype());
    int[] dims = Index.dims(input);
    int last = dims.length - 1;
    int count = op.axes().contains(last) ? PartialSums.COUNT : 1;
    int[] kept = reduced(dims, op.axes());
    ArrayWriter result = new ArrayWriter(input.dtype(), resultDims(dims, op.axes(), op.keepDims()));
    Object[][] partials = new Object[result.size()][count];
    for (Object[] partial : partials) {
      Arrays.fill(partial, neutral);
    }
    Index.forEach(dims, index -> {
      Object[] partial = partials[Index.offset(index, kept)];
      int lane = count == 1 ? 0 : index[last] % count;
      Object element = ArrayWriter.get(input, Index.offset(index, dims));
      partial[lane] = scalars.apply(combine, partial[lane], element);
    });
    for (int i = 0; i < partials.length; i++) {
      Object[] partial = partials[i];
      for (int width = count / 2; width > 0; width /= 2) {
        for (int lane = 0; lane < width; lane++) {
          partial[lane] = scalars.apply(combine, partial[lane], partial[lane + width]);
        }
      }
      result.set(i, partial[0]);
    }
    return result.done();
  }

  static ScalarOp combination(Reduce.Kind kind) {
    return switch (kind) {
      case SUM -> ScalarOp.ADD;
      case PROD -> ScalarOp.MUL;
      case MIN -> ScalarOp.MIN;
      case MAX -> ScalarOp.MAX;
      case ANY -> ScalarOp.OR;
      case ALL -> ScalarOp.AND;
    };
  }

  static Object neutral(Reduce.Kind kind, DType dtype) {
    return switch (kind) {
      case SUM -> dtype.isFloating() ? (Object) 0.0 : (Object) 0L;
      case PROD -> dtype.isFloating() ? (Object) 1.0 : (Object) 1L;
      case MIN ->
        switch (dtype) {
          case INT64 -> Long.MAX_VALUE;
          case INT32 -> (long) Integer.MAX_VALUE;
          default -> Double.POSITIVE_INFINITY;
        };
      case MAX ->
        switch (dtype) {
          case INT64 -> Long.MIN_VALUE;
          case INT32 -> (long) Integer.MIN_VALUE;
          default -> Double.NEGATIVE_INFINITY;
        };
      case ANY -> false;
      case ALL -> true;
    };
  }

  static NDArray argReduce(ArgReduce op, NDArray input) {
    ScalarInterpreter scalars = new ScalarInterpreter(input.dtype());
    int[] dims = Index.dims(input);
    if (dims[op.axis()] == 0) {
      throw new IllegalArgumentException("axis " + op.axis() + " is empty");
    }
    ScalarOp better = op.kind() == ArgReduce.Kind.MIN ? ScalarOp.LT : ScalarOp.GT;
    int[] kept = reduced(dims, List.of(op.axis()));
    ArrayWriter result =
        new ArrayWriter(DType.INT64, resultDims(dims, List.of(op.axis()), op.keepDims()));
    Index.forEach(kept, first -> {
      int[] index = first.clone();
      Object best = ArrayWriter.get(input, Index.offset(index, dims));
      long found = 0;
      for (int i = 1; i < dims[op.axis()] && !isNaN(best); i++) {
        index[op.axis()] = i;
        Object element = ArrayWriter.get(input, Index.offset(index, dims));
        if (isNaN(element) || (Boolean) scalars.apply(better, element, best)) {
          best = element;
          found = i;
        }
      }
      result.set(Index.offset(first, kept), found);
    });
    return result.done();
  }

  private static boolean isNaN(Object element) {
    return element instanceof Double number && number.isNaN();
  }

  /** The sizes with 1 for each reduced axis. */
  private static int[] reduced(int[] dims, List<Integer> axes) {
    int[] kept = dims.clone();
    axes.forEach(axis -> kept[axis] = 1);
    return kept;
  }

  private static int[] resultDims(int[] dims, List<Integer> axes, boolean keepDims) {
    int[] kept = reduced(dims, axes);
    int[] result = new int[dims.length];
    int rank = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      if (keepDims || !axes.contains(axis)) {
        result[rank++] = kept[axis];
      }
    }
    return Arrays.copyOf(result, rank);
  }
}
