package io.opwalk.nn.layer.recurrent;

import io.opwalk.nn.layer.LayerKind;
import java.util.ArrayList;
import java.util.List;

/** The kinds of layers in this package. */
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
}
