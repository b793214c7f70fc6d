package io.opwalk.nn.metric;

import java.util.Objects;

/**
 * How much of what is true is said to be, {@code tp / (tp + fn)}, 0 where nothing is true; Keras's
 * Recall.
 *
 * @param decision when a prediction says yes
 */
public record Recall(Decision decision) implements DecisionMetric {
  /** Checks that there is a decision. */
  public Recall {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public Recall() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.recall(threshold);
  }
}
