package io.opwalk.nn.layer.attention;

/** How well a key fits a query. */
public enum Score {
  /** Their product. */
  DOT,
  /** The sum of the hyperbolic tangents of their sum. */
  CONCAT,
  /** As {@link #CONCAT}, with a learned factor for each feature; Keras's AdditiveAttention. */
  ADDITIVE
}
