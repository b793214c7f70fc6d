package io.opwalk.nn.metric;

import java.util.Objects;

/**
 * How many elements are true and said to be, or the weight of these; Keras's TruePositives.
 *
 * @param decision when a prediction says yes; Keras has a threshold alone
 */
public record TruePositives(Decision decision) implements CountMetric {
  /** Checks that there is a decision. */
  public TruePositives {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public TruePositives() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "true_positives";
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.truePositives()[threshold];
  }
}
