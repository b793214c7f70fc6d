package io.opwalk.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Loss and metrics over a data set.
 *
 * @param loss the mean loss of a sample, with all that the model adds to it
 * @param metrics each metric by its name, in the order given; where the model has several outputs
 *     also the loss of each, as {@code answer_loss}
 */
public record Scores(double loss, Map<String, Double> metrics) {
  /** Copies the map. */
  public Scores {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The metric of the given name.
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

  /** Loss and metrics in one map, by name and in the order of names, as Keras logs them. */
  public Map<String, Double> asMap() {
    Map<String, Double> all = new TreeMap<>(metrics);
    all.put("loss", loss);
    return Collections.unmodifiableMap(all);
  }
}
