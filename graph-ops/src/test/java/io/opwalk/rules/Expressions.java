package io.opwalk.rules;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.Elementwise;
import java.util.stream.Collectors;

/** Small expressions as text for tests to compare: {@code log(add(1.0, x))}. */
final class Expressions {
  private Expressions() {}

  static String text(Tensor tensor) {
    Apply owner = tensor.owner();
    if (owner.op().isInput()) {
      return tensor.name();
    }
    String name = name(owner.op());
    return owner.inputs().isEmpty()
        ? name
        : owner.inputs().stream()
            .map(Expressions::text)
            .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String name(Op op) {
    if (op instanceof Elementwise elementwise) {
      return elementwise.function().name();
    }
    return op instanceof Constant constant ? constant.value().toString() : op.label();
  }
}
