package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigException;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.layer.LayerOptions;
import java.util.ArrayList;
import java.util.List;

/** Recurrent layers from configs. */
final class RnnConfig {
  private RnnConfig() {}

  static Rnn read(CellKind kind, ConfigReader in) {
    return common(in, Rnn.of(Cell.read(kind, in)));
  }

  /** Keras's RNN, over a cell or StackedRNNCells. */
  static Rnn readCells(ConfigReader in) {
    // TensorFlow.js writes stacked cells twice.
    List<Config> listed = in.configs("cells");
    List<Config> nested = in.config("cell").map(List::of).orElse(listed);
    List<Cell> cells = new ArrayList<>();
    nested.forEach(cell -> add(cell, cells, in));
    if (cells.isEmpty()) {
      throw new ConfigException(in.what() + ": there is neither a cell nor cells");
    }
    return common(in, Rnn.of(cells));
  }

  private static void add(Config nested, List<Cell> cells, ConfigReader in) {
    String className = String.valueOf(nested.get("class_name"));
    Config config = nested.get("config") instanceof Config found ? found : Config.empty();
    ConfigReader cell = new ConfigReader(in.what() + ", " + className, config);
    cell.ignore("name", "trainable", "dtype", "seed", "activity_regularizer");
    switch (className) {
      case "StackedRNNCells" -> cell.configs("cells").forEach(each -> add(each, cells, in));
      case "SimpleRNNCell" -> cells.add(Cell.read(CellKind.SIMPLE_RNN, cell));
      case "LSTMCell" -> cells.add(Cell.read(CellKind.LSTM, cell));
      case "GRUCell" -> cells.add(Cell.read(CellKind.GRU, cell));
      default ->
        throw new ConfigException(in.what() + ": no cell class named '" + className
            + "'; there are SimpleRNNCell, LSTMCell, GRUCell and StackedRNNCells");
    }
    cell.finish();
  }

  /** Refuses what recurrent layers of Keras 2 had, but for how they say that they did without. */
  static void requireKeras3(ConfigReader in) {
    in.mustBeUnsaid("Keras 3 has it no more: the batch comes before time", "time_major");
    for (String key : List.of("num_constants", "constants")) {
      Object value = in.value(key);
      boolean none = value == null || value.equals(0L) || value.equals(0.0);
      if (!none) {
        throw in.wrong(key, "must be null or 0: cells of Keras 3 are passed no constants", value);
      }
    }
  }

  private static Rnn common(ConfigReader in, Rnn.Builder builder) {
    requireKeras3(in);
    in.ignore("unroll", "input_dim", "input_length", "seed", "use_cudnn");
    return builder
        .options(LayerOptions.from(in))
        .returnSequences(in.flag("return_sequences", false))
        .returnState(in.flag("return_state", false))
        .goBackwards(in.flag("go_backwards", false))
        .stateful(in.flag("stateful", false))
        .zeroOutputForMask(in.flag("zero_output_for_mask", false))
        .build();
  }
}
