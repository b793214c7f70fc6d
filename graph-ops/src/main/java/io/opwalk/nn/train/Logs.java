package io.opwalk.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;

/**
 * The numbers of an epoch by name, as Keras's {@code logs}: {@code loss} and metrics, those of
 * validation with {@code val_} before, and what callbacks add. Mutable, for one thread.
 */
public final class Logs {
  private final Map<String, Double> values = new LinkedHashMap<>();

  /** No numbers. */
  public Logs() {}

  /** The numbers given. */
  public Logs(Map<String, Double> values) {
    this.values.putAll(values);
  }

  /**
   * A number.
   *
   * @throws NoSuchElementException where there is none of that name, listing those there are
   */
  public double get(String name) {
    return find(name)
        .orElseThrow(() -> new NoSuchElementException(
            "no number named '" + name + "' in this epoch; there are " + values.keySet()));
  }

  /** A number, if there is one of that name. */
  public OptionalDouble find(String name) {
    Double value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Adds a number, or replaces it. */
  public void put(String name, double value) {
    values.put(name, value);
  }

  /** All numbers: a view, in the order in which they were added. */
  public Map<String, Double> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** The names and numbers. */
  @Override
  public String toString() {
    return values.toString();
  }
}
