package io.opwalk.nn.layer.pooling;

/** What is taken of a window. */
public enum PoolKind {
  /** The largest element. */
  MAX("Max"),
  /** The mean; what is padded does not count. */
  AVERAGE("Average");

  private final String word;

  PoolKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
