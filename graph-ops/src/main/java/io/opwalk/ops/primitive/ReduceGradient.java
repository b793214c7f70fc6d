package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
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
   * The derivative in x is the product of all others: along one axis that of all before times that
   * of all after, and so on with the products along that axis. No division, so that zeros are as
   * good as other numbers, in further derivatives too.
   */
  private Tensor product(Tensor gradient) {
    Tensor result = gradient;
    Tensor products = input;
    for (int axis : op.axes()) {
      Tensor before = running(products, axis, false);
      Tensor after = running(products, axis, true);
      result = Arithmetic.multiply(result, Arithmetic.multiply(before, after));
      products = Reductions.prod(products, List.of(axis), true);
    }
    return Shapes.broadcastLike(result, input);
  }

  private static Tensor running(Tensor x, int axis, boolean reverse) {
    return Apply.of(new Cumulate(Cumulate.Kind.PROD, axis, true, reverse), x).output();
  }

  /** NaN as the extremum equals no element, so that 0 over 0 makes the gradient NaN too. */
  private Tensor extremum(Tensor gradient) {
    Tensor chosen = Tensors.cast(Logic.equal(input, kept(output)), input.dtype());
    Tensor count = Reductions.sum(chosen, op.axes(), true);
    return Arithmetic.multiply(chosen, Arithmetic.divide(gradient, count));
  }
}
