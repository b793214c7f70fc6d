package io.opwalk.reference;

import io.opwalk.NDArray;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.scalar.ScalarOp;
import java.util.Arrays;

/** What runs along an axis and carries a value from one element to the next. */
final class Running {
  private Running() {}

  static NDArray cumulate(Cumulate op, NDArray input) {
    ScalarInterpreter scalars = new ScalarInterpreter(input.dtype());
    Reduce.Kind kind = Reduce.Kind.valueOf(op.kind().name());
    ScalarOp combine = Reductions.combination(kind);
    Object neutral = Reductions.neutral(kind, input.dtype());
    ArrayWriter result = new ArrayWriter(input.dtype(), Index.dims(input));
    forEachLine(input, op.axis(), op.reverse(), offsets -> {
      Object carried = neutral;
      for (int offset : offsets) {
        Object before = carried;
        carried = scalars.apply(combine, carried, ArrayWriter.get(input, offset));
        result.set(offset, op.exclusive() ? before : carried);
      }
    });
    return result.done();
  }

  static NDArray recurrence(LinearRecurrence op, NDArray factors, NDArray terms) {
    if (!factors.shape().equals(terms.shape())) {
      throw new IllegalArgumentException("factors and terms must have one shape");
    }
    ScalarInterpreter scalars = new ScalarInterpreter(terms.dtype());
    ArrayWriter result = new ArrayWriter(terms.dtype(), Index.dims(terms));
    forEachLine(terms, op.axis(), op.reverse(), offsets -> {
      Object carried = null;
      for (int offset : offsets) {
        Object term = ArrayWriter.get(terms, offset);
        carried = carried == null
            ? term
            : scalars.apply(
                ScalarOp.ADD,
                scalars.apply(ScalarOp.MUL, ArrayWriter.get(factors, offset), carried),
                term);
        result.set(offset, carried);
      }
    });
    return result.done();
  }

  private interface LineVisitor {
    void visit(int[] offsets);
  }

  /** Visits the offsets of the elements along an axis, for each place in the other axes. */
  private static void forEachLine(NDArray array, int axis, boolean reverse, LineVisitor visitor) {
    int[] dims = Index.dims(array);
    int[] lines = dims.clone();
    lines[axis] = Math.min(dims[axis], 1);
    int stride = Arrays.stream(dims, axis + 1, dims.length).reduce(1, (a, b) -> a * b);
    Index.forEach(lines, index -> {
      int first = Index.offset(index, dims);
      int[] offsets = new int[dims[axis]];
      for (int i = 0; i < offsets.length; i++) {
        offsets[reverse ? offsets.length - 1 - i : i] = first + i * stride;
      }
      visitor.visit(offsets);
    });
  }
}
