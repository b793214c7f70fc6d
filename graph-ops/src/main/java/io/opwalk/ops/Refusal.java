package io.opwalk.ops;

import io.opwalk.CreationSite;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Errors of functions that check more than the type rule of one op, in the form that
 * {@link io.opwalk.Apply#of} gives to those: what is wrong, the user's line, the operands.
 */
final class Refusal {
  private Refusal() {}

  static TypeException of(String function, String what, Throwable cause, List<Tensor> operands) {
    StringBuilder message = new StringBuilder(function).append(": ").append(what);
    CreationSite.capture().ifPresent(line -> message.append("\n  at ").append(line));
    for (int i = 0; i < operands.size(); i++) {
      message.append("\n  input ").append(i).append(": ").append(operands.get(i));
    }
    return new TypeException(message.toString(), cause);
  }

  static TypeException of(String function, String what, Tensor... operands) {
    return of(function, what, null, List.of(operands));
  }

  /** The result of {@code rule}, whose complaints are made to name the operands. */
  static <R> R naming(String function, List<Tensor> operands, Supplier<R> rule) {
    try {
      return rule.get();
    } catch (IllegalArgumentException complaint) {
      throw of(function, complaint.getMessage(), complaint, operands);
    }
  }
}
