package io.opwalk.nn.metric;

import java.util.Objects;

/**
 * How many elements are false and said to be, or the weight of these; Keras's TrueNegatives.
 *
 * @param decision when a prediction says yes; Keras has a threshold alone
 */
public record TrueNegatives(Decision decision) implements CountMetric {
  /** Checks that there is a decision. */
  public TrueNegatives {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public TrueNegatives() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "true_negatives";
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.trueNegatives()[threshold];
  }
}
