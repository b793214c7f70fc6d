package io.opwalk.nn.layer.recurrent;

import com.google.common.collect.ImmutableMap;
import io.opwalk.ops.Recurrent.Gate;
import java.util.Map;

/** The recurrent cells that are layers. */
public enum CellKind {
  /** A dense layer of its input and its own output. */
  SIMPLE_RNN("SimpleRNN", 1, ImmutableMap.of("", Gate.HIDDEN)),
  /**
   * Long short-term memory, with gates {@code i}, {@code f} and {@code o} and a candidate
   * {@code c}.
   */
  LSTM(
      "LSTM",
      4,
      ImmutableMap.of("i", Gate.INPUT, "f", Gate.FORGET, "c", Gate.CELL, "o", Gate.OUTPUT)),
  /** A gated recurrent unit, with gates {@code z} and {@code r} and a candidate {@code h}. */
  GRU("GRU", 3, ImmutableMap.of("z", Gate.UPDATE, "r", Gate.RESET, "h", Gate.HIDDEN));

  private final String className;
  private final int gates;
  private final Map<String, Gate> names;

  CellKind(String className, int gates, Map<String, Gate> names) {
    this.className = className;
    this.gates = gates;
    this.names = names;
  }

  /** The class name of the layer, as in Keras. */
  public String className() {
    return className;
  }

  /** How many gates a kernel has columns for. */
  int gates() {
    return gates;
  }

  /** The gates by Keras's letters; an empty one where there is only one. */
  Map<String, Gate> names() {
    return names;
  }

  /** How many states a cell passes on. */
  int states() {
    return this == LSTM ? 2 : 1;
  }
}
