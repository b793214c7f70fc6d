package io.opwalk.nn.callback;

import java.util.Objects;

/** What the builders of callbacks that wait for a number to become better have in common. */
abstract class WatchingBuilder<B extends WatchingBuilder<B>> {
  String monitor = "val_loss";
  Mode mode = Mode.AUTO;
  int patience;
  double minDelta;

  WatchingBuilder(int patience, double minDelta) {
    this.patience = patience;
    this.minDelta = minDelta;
  }

  abstract B self();

  /** The name of the number to watch. */
  public B monitor(String newMonitor) {
    this.monitor = Objects.requireNonNull(newMonitor, "monitor");
    return self();
  }

  /** Whether the number should grow; as {@link Mode#AUTO} finds out unless given. */
  public B mode(Mode newMode) {
    this.mode = Objects.requireNonNull(newMode, "mode");
    return self();
  }

  /** How many epochs that are not better are too many. */
  public B patience(int epochs) {
    this.patience = epochs;
    return self();
  }

  /** What is better by less counts as no better. */
  public B minDelta(double newMinDelta) {
    this.minDelta = newMinDelta;
    return self();
  }
}
