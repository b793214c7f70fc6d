package io.opwalk.rules;

import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Reshape;
import java.lang.reflect.Array;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out whether a value is a constant of one number, or truth value, throughout. */
final class Uniform {
  private Uniform() {}

  /**
   * The element that a value consists of, as a Double, Float, Long, Integer or Boolean. What is
   * broadcast or reshaped consists of what it was made from.
   *
   * @param wanted asked of the first element, so that large constants are rarely read to their end
   * @return empty where the value is not a constant, has no elements, or elements of different
   *     bits, or the element is not wanted
   */
  static Optional<Object> element(IrValue value, Predicate<Object> wanted) {
    IrValue source = value;
    while (isSpread(source.op())) {
      source = source.node().input(0);
    }
    if (source.op() instanceof Constant constant && constant.value().size() > 0) {
      Object first = Array.get(constant.value().backing(), 0);
      return wanted.test(first) && isThroughout(first, constant.value())
          ? Optional.of(first)
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether a value is a floating constant of one number throughout, and that a given one. */
  static boolean isNumber(IrValue value, double number) {
    return value.dtype().isFloating()
        && element(value, found -> ((Number) found).doubleValue() == number).isPresent();
  }

  private static boolean isSpread(Op op) {
    return op instanceof Broadcast || op instanceof BroadcastLike || op instanceof Reshape;
  }

  private static boolean isThroughout(Object first, NDArray array) {
    boolean same = true;
    for (int i = 1; same && i < array.size(); i++) {
      // Boxed floating numbers are equal by their bits.
      same = Array.get(array.backing(), i).equals(first);
    }
    return same;
  }
}
