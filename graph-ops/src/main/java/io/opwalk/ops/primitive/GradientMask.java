package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.Logic;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.scalar.Derivative;
import io.opwalk.ops.scalar.LogicFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gradient that is 0 but where a condition holds: what a choice, a maximum or a clipping sends to
 * what it may not have chosen.
 *
 * <p>In {@code where(x > 0, x * log(x), 0)} the gradient that reaches the product at x = 0 is 0,
 * and 0 times the infinite logarithm would be NaN, which no mask can hide any more. So a slope
 * never multiplies such a gradient: it multiplies what the mask is over, and the mask is put over
 * the result.
 *
 * @param condition where the gradient counts
 * @param gradient what it is there; elsewhere anything
 */
record GradientMask(Tensor condition, Tensor gradient) {
  /**
   * The mask over a gradient, which is {@code where(condition, gradient, 0)}, or that broadcast.
   */
  private static Optional<GradientMask> of(Tensor masked) {
    Apply owner = masked.owner();
    if (owner.op() instanceof BroadcastLike || owner.op() instanceof Broadcast) {
      return ofChoice(owner.inputs(0).owner())
          .map(mask ->
              new GradientMask(broadcast(mask.condition, owner), broadcast(mask.gradient, owner)));
    }
    return ofChoice(owner);
  }

  private static Tensor broadcast(Tensor tensor, Apply as) {
    List<Tensor> inputs = new ArrayList<>(as.inputs());
    inputs.set(0, tensor);
    return Apply.of(as.op(), inputs).output();
  }

  private static Optional<GradientMask> ofChoice(Apply owner) {
    return isChoice(owner.op()) && isZero(owner.inputs(2))
        ? Optional.of(new GradientMask(owner.inputs(0), owner.inputs(1)))
        : Optional.empty();
  }

  /**
   * What a derivative gives for a gradient that may be masked: the same mask over what it gives for
   * the gradient without it.
   */
  static Tensor through(Derivative derivative, List<Tensor> args, Tensor out, Tensor gradient) {
    Optional<GradientMask> mask = of(gradient);
    if (mask.isEmpty()) {
      return derivative.apply(args, out, gradient);
    }
    Tensor inner = mask.get().gradient;
    Tensor result = derivative.apply(args, out, inner);
    return result == inner ? gradient : mask.get().over(result);
  }

  /** One mask for two, so that those of a long chain do not pile up. */
  private Tensor over(Tensor result) {
    return of(result)
        .map(other -> Logic.where(Logic.logicalAnd(condition, other.condition), other.gradient, 0))
        .orElseGet(() -> Logic.where(condition, result, 0));
  }

  private static boolean isChoice(Op op) {
    return op instanceof Elementwise elementwise && elementwise.function() == LogicFunctions.WHERE;
  }

  private static boolean isZero(Tensor tensor) {
    return tensor.owner().op() instanceof Constant constant
        && tensor.dtype().isFloating()
        && constant.value().size() == 1
        && Double.compare(constant.value().doubleValue(), 0.0) == 0;
  }
}
