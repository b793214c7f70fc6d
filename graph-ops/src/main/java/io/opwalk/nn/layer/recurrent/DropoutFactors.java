package io.opwalk.nn.layer.recurrent;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.CallContext;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Randoms;
import io.opwalk.ops.Tensors;

/** What dropout multiplies by, the same in all steps of a sequence, as in Keras. */
final class DropoutFactors {
  private DropoutFactors() {}

  /** Zeros with the probability {@code rate}, else 1 / (1 - rate); in training alone. */
  static Tensor of(CallContext context, Tensor key, DType dtype, Shape shape, double rate) {
    Tensor kept = Logic.greaterEqual(Randoms.uniform(key, dtype, shape), rate);
    Tensor factors = Arithmetic.multiply(Tensors.cast(kept, dtype), 1 / (1 - rate));
    return Logic.where(context.learning(), factors, 1);
  }
}
