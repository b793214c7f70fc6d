package io.opwalk.nn.metric;

/** Which way a metric goes when a model becomes better. */
public enum Direction {
  /** Larger values are better. */
  UP,

  /** Smaller values are better. */
  DOWN
}
