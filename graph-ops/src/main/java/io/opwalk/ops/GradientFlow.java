package io.opwalk.ops;

import io.opwalk.Apply;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.composite.ClipGradient;
import io.opwalk.ops.composite.ClipGradientNorm;
import io.opwalk.ops.composite.ScaleGradient;
import io.opwalk.ops.composite.StopGradient;

/**
 * What happens to a gradient on its way back. Each of these gives its first argument, to the bit,
 * and costs nothing when it is run; only whoever differentiates takes note.
 *
 * <pre>{@code
 * Tensor target = stopGradient(add(reward, multiply(0.99, nextValue)));
 * Tensor loss = mean(square(subtract(value, target)));
 * }</pre>
 */
public final class GradientFlow {
  private GradientFlow() {}

  /**
   * {@code x} as a constant: no gradient passes. What is connected through this alone counts as
   * disconnected: {@code Gradients.gradient} refuses it by name, {@code gradientOrZeros} gives
   * zeros.
   *
   * @param x of any dtype
   */
  public static Tensor stopGradient(Tensor x) {
    return Apply.of(new StopGradient(), x).output();
  }

  /** As {@link #scaleGradient(Tensor, Tensor)} by a number. */
  public static Tensor scaleGradient(Tensor x, double factor) {
    return scaleGradient(x, Tensors.literal(factor, x));
  }

  /**
   * {@code x}, whose gradient is multiplied by a factor.
   *
   * @param x of a floating dtype
   * @param factor of the dtype of {@code x}, and of a shape that broadcasts to its shape; it gets
   *     no gradient itself
   * @throws TypeException where {@code x} is not floating, or the factor does not fit
   */
  public static Tensor scaleGradient(Tensor x, Tensor factor) {
    return Apply.of(new ScaleGradient(), x, factor).output();
  }

  /**
   * {@code x}, whose gradient changes its sign: what stands before learns to make the loss larger.
   *
   * @param x of a floating dtype
   */
  public static Tensor reverseGradient(Tensor x) {
    return scaleGradient(x, -1);
  }

  /**
   * {@code x}, each element of whose gradient is brought between two bounds.
   *
   * @param x of a floating dtype
   * @throws IllegalArgumentException where {@code low} is above {@code high}, or one is NaN
   */
  public static Tensor clipGradient(Tensor x, double low, double high) {
    return Apply.of(new ClipGradient(low, high), x).output();
  }

  /**
   * {@code x}, whose gradient as a whole is shortened where its Euclidean norm is above
   * {@code limit}; its direction stays. See {@link ClipGradientNorm}.
   *
   * @param x of a floating dtype
   * @throws IllegalArgumentException where the limit is not positive or not finite
   */
  public static Tensor clipGradientNorm(Tensor x, double limit) {
    return Apply.of(new ClipGradientNorm(limit), x).output();
  }
}
