package io.opwalk.nn.metric;

import java.util.List;

/** The thresholds at which curves are known. */
final class Thresholds {
  /** Keras's {@code backend.epsilon()}. */
  static final double EPSILON = 1e-7;

  private Thresholds() {}

  /** Given ones in order, with one a little below 0 and one a little above 1. */
  static double[] beyondEnds(List<Double> inner) {
    double[] thresholds = new double[inner.size() + 2];
    thresholds[0] = -EPSILON;
    thresholds[inner.size() + 1] = 1 + EPSILON;
    List<Double> sorted = inner.stream().sorted().toList();
    for (int i = 0; i < sorted.size(); i++) {
      thresholds[i + 1] = sorted.get(i);
    }
    return thresholds;
  }
}
