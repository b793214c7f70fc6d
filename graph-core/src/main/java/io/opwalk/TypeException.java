package io.opwalk;

/**
 * An expression that cannot be built: its operands' dtypes, ranks or dims do not fit the op.
 *
 * <p>The message names the op, each operand with its type and the line that built it, and the line
 * of the failed call.
 */
public final class TypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public TypeException(String message) {
    super(message);
  }

  /** With the whole message, and the type rule's own complaint as the cause. */
  public TypeException(String message, Throwable cause) {
    super(message, cause);
  }
}
