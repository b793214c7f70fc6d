package io.opwalk.grad;

/**
 * A gradient that is zero because nothing leads from the tensor to what is differentiated, or
 * nothing that has a gradient: nearly always a mistake, such as the wrong tensor.
 *
 * <p>Where zeros are what is wanted, {@link Gradients#gradientOrZeros} gives them.
 */
public final class DisconnectedGradientException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public DisconnectedGradientException(String message) {
    super(message);
  }
}
