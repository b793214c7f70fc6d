package io.opwalk.plot;

import io.opwalk.nn.train.Epoch;
import io.opwalk.nn.train.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is drawn into one system of axes: a number in training, and in validation if it is there.
 *
 * @param name of the number: {@code loss}
 * @param curves one or two, none of them empty
 */
record Panel(String name, List<Curve> curves) {
  private static final String VALIDATION = "val_";
  private static final String LOSS = "loss";

  Panel {
    curves = List.copyOf(curves);
  }

  /** The panels of a training, one for each name; {@code val_loss} is drawn beside {@code loss}. */
  static List<Panel> of(History history) {
    Map<String, Curve.Builder> training = new LinkedHashMap<>();
    Map<String, Curve.Builder> validation = new LinkedHashMap<>();
    training.put(LOSS, new Curve.Builder("training"));
    validation.put(LOSS, new Curve.Builder("validation"));
    for (Epoch epoch : history.epochs()) {
      epoch.logs().forEach((name, value) -> {
        boolean validates = name.startsWith(VALIDATION);
        String base = validates ? name.substring(VALIDATION.length()) : name;
        training.computeIfAbsent(base, unused -> new Curve.Builder("training"));
        validation.computeIfAbsent(base, unused -> new Curve.Builder("validation"));
        (validates ? validation : training).get(base).add(epoch.index() + 1, value);
      });
    }
    List<Panel> panels = new ArrayList<>();
    training.forEach((name, builder) -> {
      List<Curve> curves =
          new ArrayList<>(List.of(builder.build(), validation.get(name).build()));
      curves.removeIf(Curve::isEmpty);
      if (!curves.isEmpty()) {
        panels.add(new Panel(name, curves));
      }
    });
    return panels;
  }

  /** Whether less is better, as far as one can tell: whether training made it less. */
  boolean falls() {
    return curves.get(0).falls();
  }

  int firstEpoch() {
    return epochs().min().orElseThrow();
  }

  int lastEpoch() {
    return epochs().max().orElseThrow();
  }

  private IntStream epochs() {
    return curves.stream().flatMap(curve -> curve.epochs().stream()).mapToInt(epoch -> epoch);
  }
}
