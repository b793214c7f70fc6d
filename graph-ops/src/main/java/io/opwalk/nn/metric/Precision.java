package io.opwalk.nn.metric;

import java.util.Objects;

/**
 * How much of what is said to be true is, {@code tp / (tp + fp)}, 0 where nothing is said to be;
 * Keras's Precision.
 *
 * @param decision when a prediction says yes
 */
public record Precision(Decision decision) implements DecisionMetric {
  /** Checks that there is a decision. */
  public Precision {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public Precision() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "precision";
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.precision(threshold);
  }
}
