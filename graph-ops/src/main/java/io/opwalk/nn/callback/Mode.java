package io.opwalk.nn.callback;

/** Which of two values of a metric is the better one. */
public enum Mode {
  /**
   * What the metric says, or where it says nothing, its name: an accuracy should grow, a loss
   * should not. Found out when training starts.
   */
  AUTO,
  /** The smaller one. */
  MIN,
  /** The larger one. */
  MAX
}
