package io.opwalk.rules;

import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.scalar.ArithmeticFunctions;
import io.opwalk.ops.scalar.ExponentFunctions;
import io.opwalk.ops.scalar.ScalarFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A sum of exponentials, added up in any order, of which one may be 1.
 *
 * @param exponents what stands under the exponentials, from left to right
 * @param withOne whether 1 is added
 */
record Exponentials(List<IrValue> exponents, boolean withOne) {
  /** So that a sum of very many terms, all of whose parts are looked at, takes linear time. */
  private static final int MOST = 64;

  /** The sum that a value is; empty where it is none, or of too many terms. */
  static Optional<Exponentials> of(IrValue value) {
    List<IrValue> exponents = new ArrayList<>();
    int ones = 0;
    Deque<IrValue> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      IrValue term = open.pop();
      if (isApplied(ArithmeticFunctions.ADD, term)) {
        open.push(term.node().input(1));
        open.push(term.node().input(0));
      } else if (isApplied(ExponentFunctions.EXP, term)) {
        exponents.add(term.node().input(0));
      } else if (Uniform.isNumber(term, 1)) {
        ones++;
      } else {
        return Optional.empty();
      }
      if (ones > 1 || open.size() + exponents.size() > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(new Exponentials(List.copyOf(exponents), ones == 1));
  }

  /** How many terms it has. */
  int size() {
    return exponents.size() + (withOne ? 1 : 0);
  }

  private static boolean isApplied(ScalarFunction function, IrValue value) {
    return value.op() instanceof Elementwise elementwise && elementwise.function() == function;
  }
}
