package io.opwalk.nn.loss;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;

import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.ops.Logic;

/**
 * {@code e^2 / 2} for an error {@code e = p - y} of a magnitude up to delta, and the tangent
 * {@code delta |e| - delta^2 / 2} beyond, averaged over the last axis; Keras's Huber. Huber, 1964,
 * <a href="https://doi.org/10.1214/aoms/1177703732"><i>Robust estimation of a location
 * parameter</i></a>.
 *
 * @param delta where the parabola ends, above 0
 */
public record Huber(double delta) implements ElementwiseLoss {
  /**
   * Checks delta.
   *
   * @throws IllegalArgumentException where it is not above 0, or not finite
   */
  public Huber {
    Arguments.requirePositive("delta", delta);
  }

  /** With Keras's delta of 1. */
  public Huber() {
    this(1);
  }

  @Override
  public String name() {
    return "huber_loss";
  }

  @Override
  public Tensor each(Tensor labels, Tensor predictions) {
    Tensor error = subtract(predictions, labels);
    Tensor size = abs(error);
    return Logic.where(
        Logic.lessEqual(size, delta),
        multiply(0.5, square(error)),
        subtract(multiply(delta, size), 0.5 * delta * delta));
  }

  @Override
  public Config config() {
    return ElementwiseLoss.super.config().with("delta", delta);
  }
}
