package io.opwalk.nn.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a training, epoch by epoch.
 *
 * <pre>{@code
 * history.last().loss();
 * history.series("val_accuracy");
 * history.history().get("loss");   // as in Keras
 * }</pre>
 *
 * @param epochs in order
 * @param stopped why training ended before its last epoch, if it did
 */
public record History(List<Epoch> epochs, Optional<String> stopped) {
  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
    Objects.requireNonNull(stopped, "stopped");
  }

  /** Of a training that was not stopped. */
  public History(List<Epoch> epochs) {
    this(epochs, Optional.empty());
  }

  /**
   * The last epoch's.
   *
   * @throws NoSuchElementException where there was no epoch
   */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new NoSuchElementException("this training had no epoch");
    }
    return epochs.get(epochs.size() - 1);
  }

  /**
   * One number of all epochs that have it.
   *
   * @throws NoSuchElementException where none has, listing the names there are
   */
  public List<Double> series(String name) {
    List<Double> series = history().get(name);
    if (series == null) {
      throw new NoSuchElementException(
          "no number named '" + name + "'; there are " + history().keySet());
    }
    return series;
  }

  /**
   * All series by name, as Keras's {@code History.history}: what only some epochs have, such as the
   * results of a validation every other epoch, is so much shorter.
   */
  public Map<String, List<Double>> history() {
    Map<String, List<Double>> series = new LinkedHashMap<>();
    epochs.forEach(epoch -> epoch
        .logs()
        .forEach((name, value) ->
            series.computeIfAbsent(name, unused -> new ArrayList<>()).add(value)));
    series.replaceAll((name, values) -> Collections.unmodifiableList(values));
    return Collections.unmodifiableMap(series);
  }
}
