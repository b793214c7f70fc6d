package io.opwalk.nn.train;

import io.opwalk.NDArray;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.saving.Archive;
import io.opwalk.nn.saving.ArchiveFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checkpoints as archives: a document {@code progress} with the epochs, and arrays
 * {@code values/<name>} and {@code callbacks/<callback>/<name>}.
 */
final class CheckpointFile {
  static final ArchiveFormat FORMAT = new ArchiveFormat("opwalk-checkpoint", 1);

  private static final String VALUES = "values/";
  private static final String CALLBACKS = "callbacks/";

  private CheckpointFile() {}

  static Archive archive(Checkpoint checkpoint) {
    List<Config> epochs = new ArrayList<>();
    for (Epoch epoch : checkpoint.history().epochs()) {
      epochs.add(Config.builder()
          .put("epoch", epoch.index())
          .put("learning_rate", epoch.learningRate())
          .put("logs", Config.of(epoch.logs()))
          .build());
    }
    Config progress = Config.builder()
        .put("epoch", checkpoint.epoch())
        .put("pass", checkpoint.position().pass())
        .put("batches", checkpoint.position().batches())
        .put("epochs", epochs)
        .put("stopped", checkpoint.history().stopped().orElse(null))
        .build();
    Archive.Builder archive = Archive.builder(FORMAT).document("progress", progress);
    checkpoint.values().forEach((name, value) -> archive.array(VALUES + name, value));
    checkpoint
        .callbacks()
        .forEach((callback, state) -> state.forEach(
            (name, value) -> archive.array(CALLBACKS + callback + "/" + name, value)));
    return archive.build();
  }

  static Checkpoint checkpoint(Archive archive) {
    Config progress = archive.document("progress");
    List<Epoch> epochs = new ArrayList<>();
    for (Object element : (List<?>) progress.get("epochs")) {
      Config epoch = (Config) element;
      Config numbers = (Config) epoch.get("logs");
      Map<String, Double> logs = new LinkedHashMap<>();
      numbers.keys().forEach(name -> logs.put(name, number(numbers, name)));
      epochs.add(new Epoch(whole(epoch, "epoch"), logs, number(epoch, "learning_rate")));
    }
    Map<String, NDArray> values = new LinkedHashMap<>();
    Map<String, Map<String, NDArray>> callbacks = new LinkedHashMap<>();
    archive.arrays().forEach((name, value) -> {
      if (name.startsWith(VALUES)) {
        values.put(name.substring(VALUES.length()), value);
      } else {
        String rest = name.substring(CALLBACKS.length());
        int slash = rest.indexOf('/');
        callbacks
            .computeIfAbsent(rest.substring(0, slash), unused -> new LinkedHashMap<>())
            .put(rest.substring(slash + 1), value);
      }
    });
    History history = new History(epochs, Optional.ofNullable((String) progress.get("stopped")));
    // Files of before epochs had a place in the data begin a pass with each.
    int epoch = whole(progress, "epoch");
    DataPosition position = progress.has("pass")
        ? new DataPosition(whole(progress, "pass"), ((Number) progress.get("batches")).longValue())
        : DataPosition.beginning(epoch);
    return new Checkpoint(epoch, position, values, history, callbacks);
  }

  private static double number(Config config, String key) {
    return ((Number) config.get(key)).doubleValue();
  }

  private static int whole(Config config, String key) {
    return ((Number) config.get(key)).intValue();
  }
}
