package io.opwalk.reference;

import static java.util.stream.Collectors.joining;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Primitive;
import java.util.List;

/**
 * One primitive to compute.
 *
 * @param apply the node to compute, the user's or one of an expansion
 * @param primitive its op
 * @param operands where the values of its inputs are found, in order
 * @param origin the user's node: {@code apply} itself, or the composite that expanded to it
 */
record Step(Apply apply, Primitive primitive, List<Tensor> operands, Apply origin) {
  /** The node in words the user knows. */
  String describe() {
    return apply == origin ? apply.toString() : apply.op().label() + " in " + origin;
  }

  /** One line: the node and the types of its outputs. */
  @Override
  public String toString() {
    return describe() + " : "
        + apply.outputs().stream().map(output -> output.type().toString()).collect(joining(", "));
  }
}
