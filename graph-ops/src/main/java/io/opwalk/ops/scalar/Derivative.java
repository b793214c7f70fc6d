package io.opwalk.ops.scalar;

import io.opwalk.Tensor;
import java.util.List;

/** The derivative of a scalar function in one of its arguments, as graph nodes. */
@FunctionalInterface
public interface Derivative {
  /**
   * The gradient with respect to the argument: {@code outputGradient} times the partial derivative.
   *
   * @param args the arguments, of any shapes that broadcast together
   * @param output the function's value at {@code args}, of the broadcast shape
   * @param outputGradient the gradient with respect to {@code output}, of the broadcast shape
   * @return a tensor of the broadcast shape and the output's dtype; whoever calls sums it over the
   *     axes along which the argument was broadcast
   */
  Tensor apply(List<Tensor> args, Tensor output, Tensor outputGradient);
}
