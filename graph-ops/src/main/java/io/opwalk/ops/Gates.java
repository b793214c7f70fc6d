package io.opwalk.ops;

import io.opwalk.Dim;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import java.util.List;

/**
 * Gated units: one half of a tensor times an activation of the other half.
 *
 * <p>Source: Y. Dauphin et al., "Language modeling with gated convolutional networks", ICML 2017,
 * arXiv:1612.08083; N. Shazeer, "GLU variants improve transformer", 2020, arXiv:2002.05202.
 */
public final class Gates {
  private Gates() {}

  /** As {@link #glu(Tensor, int)} along the last axis, the default of Keras. */
  public static Tensor glu(Tensor x) {
    return glu(x, -1);
  }

  /**
   * The gated linear unit: the first half along an axis times the sigmoid of the second one,
   * {@code (..., 2 n) -> (..., n)}.
   *
   * <p>What is gated by another activation is one line as well: {@code multiply(parts.get(0),
   * silu(parts.get(1)))} of {@code split(x, 2, axis)} is SwiGLU.
   *
   * @throws TypeException where there is no such axis, its size is odd or not known, or the dtype
   *     is not floating
   */
  public static Tensor glu(Tensor x, int axis) {
    int at = Shapes.axis("glu", x, axis);
    Dim size = x.shape().dim(at);
    if (size.fixedSize().isEmpty() || size.fixedSize().getAsLong() % 2 != 0) {
      throw Refusal.of(
          "glu", "takes two halves of an axis, found axis " + at + " of size " + size, x);
    }
    List<Tensor> halves = Joining.split(x, 2, at);
    return Arithmetic.multiply(halves.get(0), Activations.sigmoid(halves.get(1)));
  }
}
