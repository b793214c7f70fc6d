package io.opwalk.nn.metric;

import java.util.Objects;
import java.util.Optional;

/**
 * How many elements are false and said to be true, or the weight of these; Keras's FalsePositives.
 *
 * @param decision when a prediction says yes; Keras has a threshold alone
 */
public record FalsePositives(Decision decision) implements CountMetric {
  /** Checks that there is a decision. */
  public FalsePositives {
    Objects.requireNonNull(decision, "decision");
  }

  /** At a threshold of 0.5. */
  public FalsePositives() {
    this(new Decision());
  }

  @Override
  public String name() {
    return "false_positives";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.DOWN);
  }

  @Override
  public double from(Confusion confusion, int threshold) {
    return confusion.falsePositives()[threshold];
  }
}
