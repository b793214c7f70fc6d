package io.opwalk.nn.optimizer;

import io.opwalk.Tensor;
import io.opwalk.state.Update;
import java.util.List;

/**
 * How parameters follow their gradients, as graph nodes.
 *
 * <p>An optimizer is a value without state. What it remembers from step to step are non-trainable
 * parameters, which each call of {@link #updates} makes anew, in a store of their own.
 */
public interface Optimizer {
  /**
   * The new values of the parameters and of what the optimizer remembers, computed from the values
   * of before.
   *
   * @param parameters floating parameters
   * @param gradients one per parameter, of its type
   * @return the parameters' updates in order, and behind them those of the optimizer's own state
   * @throws IllegalArgumentException where the lists differ in length, a tensor is not a parameter,
   *     or a gradient is not of its parameter's type
   */
  List<Update> updates(List<Tensor> parameters, List<Tensor> gradients);
}
