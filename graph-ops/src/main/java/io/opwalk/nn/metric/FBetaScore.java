package io.opwalk.nn.metric;

import io.opwalk.nn.config.Config;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The harmonic mean of precision and recall, the latter counting beta times as much: {@code (1 +
 * beta^2) precision recall / (beta^2 precision + recall)}; Keras's FBetaScore, which adds 1e-7 to
 * what is divided by. Labels and predictions are of shape (n, classes).
 *
 * @param average how the scores of several classes become one
 * @param beta how much recall counts, above 0
 * @param threshold above which a prediction says yes; where there is none, the largest of a sample
 *     does, or all that are as large, if it is not 0
 */
public record FBetaScore(Average average, double beta, OptionalDouble threshold)
    implements ScoreMetric {
  /** How the scores of several classes become one. */
  public enum Average {
    /** From the counts of all classes together. */
    MICRO,

    /** All classes count alike. */
    MACRO,

    /** Each class counts as much as there is of it. */
    WEIGHTED,

    /** They do not: each is a number of its own. */
    NONE
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where beta is not above 0, or the threshold not above 0 and up
   *     to 1
   */
  public FBetaScore {
    Objects.requireNonNull(average, "average");
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta must be above 0 and finite, found " + beta);
    }
    ScoreMetric.requireThreshold(threshold);
  }

  /** Of the largest predictions, with a score for each class; beta is 1. */
  public FBetaScore() {
    this(Average.NONE, 1, OptionalDouble.empty());
  }

  /** Of the largest predictions. */
  public static FBetaScore of(Average average, double beta) {
    return new FBetaScore(average, beta, OptionalDouble.empty());
  }

  @Override
  public String name() {
    return "fbeta_score";
  }

  @Override
  public Config config() {
    return ScoreMetric.super.config().with("beta", beta);
  }
}
