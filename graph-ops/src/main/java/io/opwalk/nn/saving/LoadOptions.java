package io.opwalk.nn.saving;

/**
 * What of a file's weights a model takes: the arguments of Keras's load_weights.
 *
 * @param byName whether layers that only one of the two has are passed over, so that a model takes
 *     over those that it has in common with another one
 * @param skipMismatch whether a layer whose weights are others in number, dtype or shape is passed
 *     over
 */
public record LoadOptions(boolean byName, boolean skipMismatch) {
  /** All weights, or none and an error. */
  public static LoadOptions defaults() {
    return new LoadOptions(false, false);
  }

  /** With layers that only one of the two has passed over, or not. */
  public LoadOptions withByName(boolean newByName) {
    return new LoadOptions(newByName, skipMismatch);
  }

  /** With layers whose weights do not fit passed over, or not. */
  public LoadOptions withSkipMismatch(boolean newSkipMismatch) {
    return new LoadOptions(byName, newSkipMismatch);
  }
}
