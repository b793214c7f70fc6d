package io.opwalk;

/**
 * A computation that failed while it ran: unequal dims that were unknown until then, an integer
 * division by zero, a result that does not fit in a Java array. The message speaks of tensors,
 * shapes and lines the user wrote.
 */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public EvaluationException(String message) {
    super(message);
  }

  /** With the whole message and what was thrown underneath. */
  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
