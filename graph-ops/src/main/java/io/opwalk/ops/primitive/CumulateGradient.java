package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Tensors;

/**
 * The gradient of one running combination.
 *
 * <p>"Later" is further on in the direction in which the op runs, "earlier" is nearer its start.
 */
final class CumulateGradient {
  private final Cumulate op;
  private final Tensor x;
  private final Tensor output;

  CumulateGradient(Cumulate op, Apply apply) {
    this.op = op;
    this.x = apply.inputs(0);
    this.output = apply.output();
  }

  Tensor of(Tensor gradient) {
    return switch (op.kind()) {
      case SUM ->
        Apply.of(
                new Cumulate(Cumulate.Kind.SUM, op.axis(), op.exclusive(), !op.reverse()), gradient)
            .output();
      case PROD -> product(ofInclusive(gradient));
      case MIN, MAX -> extremum(ofInclusive(gradient));
    };
  }

  /** An exclusive result is the inclusive one an element later. */
  private Tensor ofInclusive(Tensor gradient) {
    return op.exclusive() ? toEarlier(gradient) : gradient;
  }

  private Tensor toEarlier(Tensor tensor) {
    return Shift.along(op.axis(), tensor, op.reverse() ? 1 : -1);
  }

  private Tensor toLater(Tensor tensor) {
    return Shift.along(op.axis(), tensor, op.reverse() ? -1 : 1);
  }

  /** {@code y[i] = factors[i]*y[i +- 1] + terms[i]}, from the last result to the first. */
  private Tensor backward(Tensor factors, Tensor terms) {
    return Apply.of(new LinearRecurrence(op.axis(), !op.reverse()), factors, terms)
        .output();
  }

  /**
   * The product of all earlier elements, times what the later ones make of the gradient: without a
   * division, so that zeros are as good as other numbers.
   */
  private Tensor product(Tensor gradient) {
    Tensor earlier =
        Apply.of(new Cumulate(op.kind(), op.axis(), true, op.reverse()), x).output();
    return Arithmetic.multiply(earlier, backward(toEarlier(x), gradient));
  }

  /**
   * The extremum stays the same over runs of results. Each result's gradient is shared by the
   * elements of its run that are the extremum, and are not later.
   */
  private Tensor extremum(Tensor gradient) {
    Tensor extremes = op.exclusive()
        ? Apply.of(new Cumulate(op.kind(), op.axis(), false, op.reverse()), x).output()
        : output;
    Tensor chosen = Tensors.cast(Logic.equal(x, extremes), x.dtype());
    Tensor stays = Tensors.cast(Logic.equal(extremes, toLater(extremes)), x.dtype());
    Tensor count =
        Apply.of(new LinearRecurrence(op.axis(), op.reverse()), stays, chosen).output();
    Tensor shares = backward(toEarlier(stays), Arithmetic.divide(gradient, count));
    return Arithmetic.multiply(chosen, shares);
  }
}
