package io.opwalk.nn.train;

/**
 * Training cannot go on: the loss is no number, the data set has no batch, or the thread was
 * interrupted. The model has the weights of the last whole step.
 */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was wrong, and where. */
  public TrainingException(String message) {
    super(message);
  }
}
