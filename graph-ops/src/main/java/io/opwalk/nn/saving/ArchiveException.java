package io.opwalk.nn.saving;

/**
 * A file that is no whole archive of the wanted format; the message names the file and the entry,
 * and says what was expected and found.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a message. */
  public ArchiveException(String message) {
    super(message);
  }

  /** With a message, and what it is about. */
  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
