package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.Optional;

/** The gradient of one reduction. */
final class ReduceGradient {
  private final Reduce op;
  private final Tensor input;
  private final Tensor output;

  ReduceGradient(Reduce op, Apply apply) {
    this.op = op;
    this.input = apply.inputs(0);
    this.output = apply.output();
  }

  Optional<Tensor> of(Tensor outputGradient) {
    Tensor gradient = kept(outputGradient);
    return switch (op.kind()) {
      case SUM -> Optional.of(Shapes.broadcastLike(gradient, input));
      case PROD -> Optional.of(product(gradient));
      case MIN, MAX -> Optional.of(extremum(gradient));
      case ANY, ALL -> Optional.empty();
    };
  }

  /** With the reduced axes back, of size 1, so that it broadcasts against the input. */
  private Tensor kept(Tensor reduced) {
    return op.keepDims() ? reduced : Shapes.expandDims(reduced, op.axes());
  }

  /**
   * The derivative in x is the product of all others: the product over x where nothing is 0; where
   * one element is, the product of the rest for that one, and 0 for the rest.
   */
  private Tensor product(Tensor gradient) {
    Tensor isZero = Logic.equal(input, 0);
    Tensor safe = Logic.where(isZero, 1, input);
    Tensor rest = Reductions.prod(safe, op.axes(), true);
    Tensor zeros = Reductions.sum(Tensors.cast(isZero, input.dtype()), op.axes(), true);
    Tensor ofZero = Logic.where(Logic.equal(zeros, 1), rest, 0);
    Tensor ofOther = Logic.where(Logic.equal(zeros, 0), Arithmetic.divide(rest, safe), 0);
    return Arithmetic.multiply(gradient, Logic.where(isZero, ofZero, ofOther));
  }

  /** NaN as the extremum equals no element, so that 0 over 0 makes the gradient NaN too. */
  private Tensor extremum(Tensor gradient) {
    Tensor chosen = Tensors.cast(Logic.equal(input, kept(output)), input.dtype());
    Tensor count = Reductions.sum(chosen, op.axes(), true);
    return Arithmetic.multiply(chosen, Arithmetic.divide(gradient, count));
  }
}
