package io.opwalk.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Means over a data set.
 *
 * @param loss the mean loss of a sample
 * @param metrics the mean of each metric, by its name, in the order given
 */
public record Scores(double loss, Map<String, Double> metrics) {
  /** Copies the map. */
  public Scores {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The mean of the metric of the given name.
   *
   * @throws NoSuchElementException where there is none, listing those there are
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new NoSuchElementException(
          "no metric named '" + name + "'; there are " + metrics.keySet());
    }
    return value;
  }
}
