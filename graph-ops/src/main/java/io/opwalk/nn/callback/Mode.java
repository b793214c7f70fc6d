package io.opwalk.nn.callback;

/** Which of two values of a metric is the better one. */
public enum Mode {
  /** What the metric's name says: an accuracy should grow, a loss should not. */
  AUTO,
  /** The smaller one. */
  MIN,
  /** The larger one. */
  MAX
}
