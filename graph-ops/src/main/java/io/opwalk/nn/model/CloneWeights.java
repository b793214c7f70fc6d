package io.opwalk.nn.model;

/** What becomes of the weights when a model is cloned; there is no default. */
public enum CloneWeights {
  /** Both models use the same weights: training one trains the other. */
  SHARE,
  /** The clone has weights of its own, which begin with the values of the original's. */
  COPY,
  /** The clone has weights of its own, which begin as a new model's do. */
  FRESH
}
