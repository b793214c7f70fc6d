package io.opwalk.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * One number over the epochs that have it.
 *
 * @param label what it is called in the legend
 * @param epochs their numbers, from 1, rising
 * @param values a finite number for each
 */
record Curve(String label, List<Integer> epochs, List<Double> values) {
  Curve {
    epochs = List.copyOf(epochs);
    values = List.copyOf(values);
  }

  /** Collects points; those that are infinite or NaN have no place in a picture. */
  static final class Builder {
    private final String label;
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    Builder(String label) {
      this.label = label;
    }

    void add(int epoch, double value) {
      if (Double.isFinite(value)) {
        epochs.add(epoch);
        values.add(value);
      }
    }

    Curve build() {
      return new Curve(label, epochs, values);
    }
  }

  boolean isEmpty() {
    return epochs.isEmpty();
  }

  /** Whether it ends below where it began. */
  boolean falls() {
    return values.get(values.size() - 1) < values.get(0);
  }

  /** The place of its lowest value, or of its highest; of the first of several. */
  int best(boolean lowest) {
    int best = 0;
    for (int i = 1; i < values.size(); i++) {
      double step = values.get(i) - values.get(best);
      if (lowest ? step < 0 : step > 0) {
        best = i;
      }
    }
    return best;
  }
}
