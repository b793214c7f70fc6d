package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Body;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes bodies of what a user's function built: of the nodes that are inside, over new inputs for
 * all that they use from outside. Only constants are taken along.
 */
final class Closure {
  private final Predicate<Tensor> isInside;

  /** What each tensor met has become; what has become nothing else is itself. */
  private final Map<Tensor, Tensor> closed = new HashMap<>();

  /** The tensors from outside, and the inputs that stand for them. */
  private final Map<Tensor, Tensor> captured = new LinkedHashMap<>();

  private Closure(Predicate<Tensor> isInside) {
    this.isInside = isInside;
  }

  /** A closure for which inside is whatever is computed from some placeholders. */
  static Closure over(List<Tensor> placeholders) {
    Closure closure = new Closure(tensor -> false);
    placeholders.forEach(placeholder -> closure.closed.put(placeholder, placeholder));
    return closure;
  }

  /** A closure that goes on from where this one is, and leaves this one as it is. */
  Closure copy() {
    Closure copy = new Closure(isInside);
    copy.closed.putAll(closed);
    copy.captured.putAll(captured);
    return copy;
  }

  /** A closure for which the predicate tells what is inside. */
  static Closure of(Predicate<Tensor> isInside) {
    return new Closure(isInside);
  }

  /** The tensors from outside that were met so far, in order. */
  List<Tensor> captured() {
    return List.copyOf(captured.keySet());
  }

  /** The inputs that stand for them. */
  List<Tensor> inputs() {
    return List.copyOf(captured.values());
  }

  /** Whether a tensor is inside, as far as it was met. */
  boolean contains(Tensor tensor) {
    return closed.containsKey(tensor);
  }

  /** What the tensors are inside. */
  List<Tensor> close(List<Tensor> tensors) {
    for (Apply apply : Walk.ancestorsUpTo(tensors, closed.keySet())) {
      boolean inside = apply.inputs().stream().anyMatch(closed::containsKey)
          || apply.outputs().stream().anyMatch(isInside);
      if (inside && !apply.inputs().isEmpty()) {
        copy(apply);
      }
    }
    return tensors.stream().map(this::use).toList();
  }

  private void copy(Apply apply) {
    List<Tensor> inputs = new ArrayList<>(apply.inputs().size());
    apply.inputs().forEach(input -> inputs.add(use(input)));
    Apply copy = inputs.equals(apply.inputs()) ? apply : apply.withInputs(inputs);
    for (int i = 0; i < copy.outputs().size(); i++) {
      closed.put(apply.outputs(i), copy.outputs(i));
      closed.put(copy.outputs(i), copy.outputs(i));
    }
  }

  private Tensor use(Tensor tensor) {
    if (closed.containsKey(tensor)) {
      return closed.get(tensor);
    }
    if (tensor.owner().op() instanceof Constant) {
      return tensor;
    }
    return captured.computeIfAbsent(tensor, outer -> {
      Tensor input = Body.input(outer.name(), outer.type());
      // A tensor that was made of captured ones is inside, as one found by walking the body.
      closed.put(input, input);
      return input;
    });
  }
}
