package io.opwalk;

/**
 * A feed that does not fit: a value of the wrong dtype or shape, a missing value, or a tensor that
 * the function does not take. The message names the tensor, what was expected and what was found.
 */
public final class FeedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public FeedException(String message) {
    super(message);
  }
}
