package io.opwalk.ops.primitive;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import java.util.List;
import java.util.Optional;

/** The gradient of one scatter. */
final class ScatterGradient {
  private final Scatter.Kind kind;
  private final Tensor x;
  private final Tensor indices;
  private final Tensor updates;
  private final Tensor output;

  ScatterGradient(Scatter.Kind kind, Apply apply) {
    this.kind = kind;
    this.x = apply.inputs(0);
    this.indices = apply.inputs(1);
    this.updates = apply.inputs(2);
    this.output = apply.output();
  }

  List<Optional<Tensor>> of(Tensor gradient) {
    return switch (kind) {
      case UPDATE -> update(gradient);
      case ADD -> pair(gradient, gather(gradient));
      case MUL -> product(gradient);
      case MIN, MAX -> extremum(gradient);
    };
  }

  private static List<Optional<Tensor>> pair(Tensor ofX, Tensor ofUpdates) {
    return List.of(Optional.of(ofX), Optional.empty(), Optional.of(ofUpdates));
  }

  private Tensor gather(Tensor rows) {
    return Apply.of(new Gather(), rows, indices).output();
  }

  private Tensor scatter(Scatter.Kind how, Tensor into, Tensor rows) {
    return Apply.of(new Scatter(how), into, indices, rows).output();
  }

  private List<Optional<Tensor>> update(Tensor gradient) {
    Tensor ofX = scatter(Scatter.Kind.UPDATE, gradient, Tensors.zerosLike(updates));
    // Each update writes its number; those that find their own have won.
    Tensor iota = Apply.of(new Iota(1, DType.INT64), indices).output();
    Tensor numbers = Shapes.broadcastLike(Shapes.expandDims(iota, 0, 2), updates);
    Tensor none = Shapes.broadcastLike(Tensors.constant(NDArray.scalar(-1L)), x);
    Tensor winners = gather(scatter(Scatter.Kind.UPDATE, none, numbers));
    Tensor won = Logic.equal(winners, numbers);
    return pair(ofX, Logic.where(won, gather(gradient), 0));
  }

  /** As the gradient of a product of all elements, per element of x. */
  private List<Optional<Tensor>> product(Tensor gradient) {
    Tensor ofX =
        Arithmetic.multiply(gradient, scatter(Scatter.Kind.MUL, Tensors.onesLike(x), updates));
    Tensor xIsZero = Logic.equal(x, 0);
    Tensor isZero = Logic.equal(updates, 0);
    Tensor safe = Logic.where(isZero, 1, updates);
    Tensor rest = gather(scatter(Scatter.Kind.MUL, Logic.where(xIsZero, 1, x), safe));
    Tensor zeros = gather(scatter(
        Scatter.Kind.ADD, Tensors.cast(xIsZero, x.dtype()), Tensors.cast(isZero, x.dtype())));
    Tensor ofZero = Logic.where(Logic.equal(zeros, 1), rest, 0);
    Tensor ofOther = Logic.where(Logic.equal(zeros, 0), Arithmetic.divide(rest, safe), 0);
    Tensor others = Logic.where(isZero, ofZero, ofOther);
    return pair(ofX, Arithmetic.multiply(gather(gradient), others));
  }

  /** NaN as the extremum equals no element, so that 0 over 0 makes the gradient NaN too. */
  private List<Optional<Tensor>> extremum(Tensor gradient) {
    Tensor xChosen = Tensors.cast(Logic.equal(x, output), x.dtype());
    Tensor chosen = Tensors.cast(Logic.equal(updates, gather(output)), x.dtype());
    Tensor count = scatter(Scatter.Kind.ADD, xChosen, chosen);
    Tensor share = Arithmetic.divide(gradient, count);
    return pair(Arithmetic.multiply(xChosen, share), Arithmetic.multiply(chosen, gather(share)));
  }
}
