package io.opwalk;

/**
 * A compilation that failed through no fault of the user's: a phase broke the graph, or a rewrite
 * does not end. The message says which phase it was and shows the graph around the node.
 */
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public CompileException(String message) {
    super(message);
  }

  /** With the whole message and what was thrown underneath. */
  public CompileException(String message, Throwable cause) {
    super(message, cause);
  }
}
