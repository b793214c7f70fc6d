package io.opwalk.nn.metric;

import io.opwalk.nn.metric.FBetaScore.Average;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The harmonic mean of precision and recall, {@code 2 precision recall / (precision + recall)}:
 * {@link FBetaScore} with a beta of 1; Keras's F1Score.
 *
 * @param average how the scores of several classes become one
 * @param threshold above which a prediction says yes; where there is none, the largest of a sample
 *     does, or all that are as large, if it is not 0
 */
public record F1Score(Average average, OptionalDouble threshold) implements ScoreMetric {
  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException where it is not above 0 and up to 1
   */
  public F1Score {
    Objects.requireNonNull(average, "average");
    ScoreMetric.requireThreshold(threshold);
  }

  /** Of the largest predictions, with a score for each class. */
  public F1Score() {
    this(Average.NONE, OptionalDouble.empty());
  }

  /** Of the largest predictions. */
  public static F1Score of(Average average) {
    return new F1Score(average, OptionalDouble.empty());
  }

  @Override
  public double beta() {
    return 1;
  }

  @Override
  public String name() {
    return "f1_score";
  }
}
