package io.opwalk.plot;

import io.opwalk.nn.train.Epoch;
import io.opwalk.nn.train.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histories to draw. */
public final class Histories {
  private Histories() {}

  /** So many epochs whose numbers are given by name, for each epoch one. */
  static History of(Map<String, double[]> series) {
    int count = series.values().iterator().next().length;
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Double> logs = new LinkedHashMap<>();
      for (Map.Entry<String, double[]> each : series.entrySet()) {
        logs.put(each.getKey(), each.getValue()[i]);
      }
      epochs.add(new Epoch(i, logs, 0.001));
    }
    return new History(epochs);
  }

  /** A loss that falls and an accuracy that rises. */
  public static History training() {
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put("loss", new double[] {0.9, 0.4, 0.2, 0.1});
    series.put("accuracy", new double[] {0.5, 0.8, 0.9, 0.95});
    return of(series);
  }

  /** The same with a validation, which goes worse. */
  static History validated() {
    Map<String, double[]> series = new LinkedHashMap<>();
    series.put("accuracy", new double[] {0.5, 0.8, 0.9, 0.95});
    series.put("loss", new double[] {0.9, 0.4, 0.2, 0.1});
    series.put("val_loss", new double[] {0.95, 0.5, 0.45, 0.6});
    series.put("val_accuracy", new double[] {0.45, 0.7, 0.75, 0.7});
    return of(series);
  }
}
