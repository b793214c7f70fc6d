package io.opwalk.rules;

import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.rewrite.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elements of a softmax, taken from it in a few steps that only move them. */
final class MovedSoftmax {
  /** More steps than any one indexing takes; so many are looked at for each logarithm. */
  private static final int MOST = 12;

  private MovedSoftmax() {}

  /** Whether a value is a softmax whose elements have been moved, or have not. */
  static boolean isOne(IrValue value) {
    return softmax(value).isPresent();
  }

  /** The softmax that the elements of a value are from. */
  static Optional<IrValue> softmax(IrValue value) {
    IrValue from = value;
    for (int step = 0; step < MOST && isMovement(from.op()); step++) {
      from = from.node().input(0);
    }
    return from.op() instanceof Softmax ? Optional.of(from) : Optional.empty();
  }

  static boolean isMovement(Op op) {
    return op instanceof Slice
        || op instanceof Gather
        || op instanceof Reshape
        || op instanceof Transpose
        || op instanceof Broadcast;
  }

  /** The same elements of the logarithm of the softmax. */
  static IrValue logarithm(Match match, IrValue value) {
    List<IrValue> steps = new ArrayList<>();
    IrValue from = value;
    while (isMovement(from.op())) {
      steps.add(from);
      from = from.node().input(0);
    }
    Softmax softmax = (Softmax) from.op();
    IrValue result = match.apply(new LogSoftmax(softmax.axis()), from.node().input(0));
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<IrValue> inputs = new ArrayList<>(steps.get(i).node().inputs());
      inputs.set(0, result);
      result = match.apply(steps.get(i).op(), inputs.toArray(IrValue[]::new));
    }
    return result;
  }
}
