package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.layer.Layer;
import io.opwalk.nn.layer.LayerKind;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.LayerRegistry;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package, and short forms for static import with Keras's defaults. */
public final class RecurrentLayers {
  private RecurrentLayers() {}

  /** All of them. */
  public static List<LayerKind> kinds() {
    List<LayerKind> kinds = new ArrayList<>(List.of(
        new LayerKind("ConvLSTM1D", (in, registry) -> ConvLstmConfig.read(1, in)),
        new LayerKind("ConvLSTM2D", (in, registry) -> ConvLstmConfig.read(2, in)),
        new LayerKind("RNN", (in, registry) -> RnnConfig.readCells(in)),
        new LayerKind("Bidirectional", Bidirectional::read),
        new LayerKind("TimeDistributed", TimeDistributed::read)));
    for (CellKind kind : CellKind.values()) {
      kinds.add(new LayerKind(kind.className(), (in, registry) -> RnnConfig.read(kind, in)));
    }
    return List.copyOf(kinds);
  }

  /** A simple recurrent layer that gives its last output. */
  public static Rnn simpleRnn(int units) {
    return simpleRnn(units, false);
  }

  /** A simple recurrent layer that gives all its outputs, or the last. */
  public static Rnn simpleRnn(int units, boolean returnSequences) {
    return Rnn.of(Cell.of(CellKind.SIMPLE_RNN, units))
        .returnSequences(returnSequences)
        .build();
  }

  /** Long short-term memory that gives its last output. */
  public static Rnn lstm(int units) {
    return lstm(units, false);
  }

  /** Long short-term memory that gives all its outputs, or the last. */
  public static Rnn lstm(int units, boolean returnSequences) {
    return Rnn.of(Cell.of(CellKind.LSTM, units))
        .returnSequences(returnSequences)
        .build();
  }

  /** A gated recurrent unit that gives its last output. */
  public static Rnn gru(int units) {
    return gru(units, false);
  }

  /** A gated recurrent unit that gives all its outputs, or the last. */
  public static Rnn gru(int units, boolean returnSequences) {
    return Rnn.of(Cell.of(CellKind.GRU, units)).returnSequences(returnSequences).build();
  }

  /** Cells on top of each other, which give their last output. */
  public static Rnn rnn(Cell... cells) {
    return Rnn.of(List.of(cells)).build();
  }

  /** A convolutional LSTM along sequences of sequences. */
  public static ConvLstm convLstm1d(int filters, int kernelSize) {
    return ConvLstm.builder(filters, kernelSize).build();
  }

  /** A convolutional LSTM along sequences of images. */
  public static ConvLstm convLstm2d(int filters, int kernelSize) {
    return ConvLstm.builder(filters, kernelSize, kernelSize).build();
  }

  /** A recurrent layer in both directions, whose outputs come behind each other. */
  public static Bidirectional bidirectional(RecurrentLayer layer) {
    return new Bidirectional(
        layer,
        Bidirectional.MergeMode.CONCAT,
        LayerRegistry.empty().with(kinds()),
        LayerOptions.defaults());
  }

  /** A layer for each step of a sequence, with the same weights. */
  public static TimeDistributed timeDistributed(Layer layer) {
    return new TimeDistributed(layer, LayerOptions.defaults());
  }
}
