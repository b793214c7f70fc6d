package io.opwalk.nn.metric;

import java.util.Objects;
import java.util.Optional;

/**
 * How many elements are true and said to be false, or the weight of these; Keras's FalseNegatives.
 *
 * @param decision when a prediction says yes; Keras has a threshold alone
 */
public record FalseNegatives(Decision decision) implements CountMetric {
  /** Checks that there is a decision. */
  public FalseNegatives {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public FalseNegatives() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "false_negatives";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.DOWN);
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.falseNegatives()[threshold];
  }
}
