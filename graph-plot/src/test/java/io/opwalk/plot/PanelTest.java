package io.opwalk.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.nn.train.Epoch;
import io.opwalk.nn.train.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PanelTest {
  @Test
  void validationIsDrawnBesideTraining() {
    List<Panel> panels = Panel.of(Histories.validated());
    assertEquals(List.of("loss", "accuracy"), panels.stream().map(Panel::name).toList());
    Curve training = new Curve("training", List.of(1, 2, 3, 4), List.of(0.5, 0.8, 0.9, 0.95));
    Curve validation = new Curve("validation", List.of(1, 2, 3, 4), List.of(0.45, 0.7, 0.75, 0.7));
    assertEquals(List.of(training, validation), panels.get(1).curves());
    assertTrue(panels.get(0).falls());
    assertFalse(panels.get(1).falls());
    assertEquals(2, validation.best(false));
    assertEquals(0, validation.best(true));
  }

  /** As of a validation every other epoch, in a training that went on from its third epoch. */
  @Test
  void aPointIsWhereItsEpochIs() {
    History history = new History(List.of(
        new Epoch(2, Map.of("loss", 3.0), 0.1),
        new Epoch(3, Map.of("loss", Double.NaN, "val_loss", 2.0), 0.1),
        new Epoch(4, Map.of("loss", Double.POSITIVE_INFINITY), 0.1),
        new Epoch(5, Map.of("loss", 1.0, "val_loss", 4.0), 0.1)));
    List<Panel> panels = Panel.of(history);
    assertEquals(1, panels.size());
    assertEquals(
        List.of(
            new Curve("training", List.of(3, 6), List.of(3.0, 1.0)),
            new Curve("validation", List.of(4, 6), List.of(2.0, 4.0))),
        panels.get(0).curves());
    assertEquals(3, panels.get(0).firstEpoch());
    assertEquals(6, panels.get(0).lastEpoch());
  }
}
