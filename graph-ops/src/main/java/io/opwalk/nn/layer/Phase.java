package io.opwalk.nn.layer;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.Tensors;

/**
 * The learning phase: an ordinary boolean input of the graph, false unless it is fed, that layers
 * which behave otherwise in training (dropout, batch normalization) choose by.
 *
 * <pre>{@code
 * y.evaluate(feed(x, image));                                  // inference
 * y.evaluate(feed(x, image).and(Phase.learning(), TRUE));      // as in training
 * }</pre>
 *
 * <p>It is one tensor for all graphs, as a symbol is, so that the layers of two branches that meet
 * agree on it. It holds no value: what is fed for it in one call is true for that call alone.
 */
public final class Phase {
  private static final Tensor LEARNING =
      Tensors.placeholderWithDefault("learning_phase", Tensors.constant(NDArray.scalar(false)));

  private Phase() {}

  /** A bool of rank 0. */
  public static Tensor learning() {
    return LEARNING;
  }
}
