package io.opwalk.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What came of one epoch of a training.
 *
 * @param index the number of the epoch, from 0
 * @param logs {@code loss} and metrics as means over the epoch's batches, each as it was before its
 *     step; those of validation, named {@code val_loss}; what callbacks added
 * @param learningRate the rate of the epoch's last step
 */
public record Epoch(int index, Map<String, Double> logs, double learningRate) {
  /** Copies the map. */
  public Epoch {
    logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
  }

  /** The mean loss of a sample. */
  public double loss() {
    return metric("loss");
  }

  /**
   * A number by its name: {@code accuracy}, {@code val_loss}.
   *
   * @throws NoSuchElementException where there is none, listing those there are
   */
  public double metric(String name) {
    return new Logs(logs).get(name);
  }
}
