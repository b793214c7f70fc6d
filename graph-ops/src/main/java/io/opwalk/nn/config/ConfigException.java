package io.opwalk.nn.config;

/** A config that does not make what it is for; the message says of what, which key, and why. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** With a message. */
  public ConfigException(String message) {
    super(message);
  }

  /** With a message, and what was wrong underneath. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
