package io.opwalk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ParameterStoreTest {
  private final ParameterStore store = new ParameterStore();
  private final ParameterSlot w = store.create("w", NDArray.of(1.0, 2.0));
  private final ParameterSlot b = store.create("b", NDArray.scalar(3L));

  @Test
  void holdsTheLastValuePublished() {
    assertEquals(NDArray.of(1.0, 2.0), w.value());
    NDArray next = NDArray.of(5.0, 6.0);
    w.set(next);
    assertSame(next, w.value());
    assertEquals(NDArray.scalar(3L), b.value());
    assertEquals("'w' (2,) float64", w.toString());
  }

  @Test
  void countsItsVersions() {
    long before = store.version();
    ParameterStore.publish(Map.of(w, NDArray.of(0.0, 0.0), b, NDArray.scalar(0L)));
    assertEquals(before + 1, store.version());
    store.create("c", NDArray.scalar(1));
    assertEquals(before + 2, store.version());
    ParameterStore.publish(Map.of());
    assertEquals(before + 2, store.version());
  }

  @Test
  void aSnapshotKeepsTheValuesOfItsMoment() {
    ParameterSlot other = new ParameterStore().create("other", NDArray.scalar(1));
    ParameterSnapshot snapshot = ParameterStore.snapshot(List.of(w, b, other));
    ParameterStore.publish(Map.of(w, NDArray.of(0.0, 0.0), other, NDArray.scalar(2)));
    assertEquals(NDArray.of(1.0, 2.0), snapshot.get(w));
    assertEquals(NDArray.scalar(1), snapshot.get(other));
    ParameterSnapshot later = ParameterStore.snapshot(List.of(w, other));
    assertEquals(NDArray.of(0.0, 0.0), later.get(w));
    assertEquals(NDArray.scalar(2), later.get(other));
  }

  @Test
  void aSnapshotKnowsNoSlotBeyondIt() {
    ParameterSnapshot snapshot = ParameterStore.snapshot(List.of(w));
    ParameterSlot later = store.create("later", NDArray.scalar(1));
    ParameterSlot elsewhere = new ParameterStore().create("elsewhere", NDArray.scalar(1));
    for (ParameterSlot slot : List.of(later, elsewhere)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> snapshot.get(slot)).getMessage();
      assertTrue(message.contains("'" + slot.name() + "'"), message);
    }
    ParameterSnapshot empty = ParameterStore.snapshot(List.of());
    assertThrows(IllegalArgumentException.class, () -> empty.get(w));
  }

  @Test
  void publishesNothingWhereOneValueDoesNotFit() {
    long before = store.version();
    for (NDArray wrong : List.of(NDArray.scalar(1), NDArray.scalar(1.0), NDArray.of(1L, 2L))) {
      Map<ParameterSlot, NDArray> values = Map.of(w, NDArray.of(0.0, 0.0), b, wrong);
      String message = assertThrows(
              IllegalArgumentException.class, () -> ParameterStore.publish(values))
          .getMessage();
      assertEquals(
          "parameter 'b' holds () int64, which cannot become " + wrong.describe(), message);
    }
    assertEquals(before, store.version());
    assertEquals(NDArray.of(1.0, 2.0), w.value());
  }

  @Test
  void refusesNulls() {
    Map<ParameterSlot, NDArray> noValue = new HashMap<>();
    noValue.put(w, NDArray.of(0.0, 0.0));
    noValue.put(b, null);
    String message = assertThrows(
            IllegalArgumentException.class, () -> ParameterStore.publish(noValue))
        .getMessage();
    assertTrue(message.contains("'b'"), message);
    assertEquals(NDArray.of(1.0, 2.0), w.value());
    assertThrows(IllegalArgumentException.class, () -> w.set(null));
    assertThrows(NullPointerException.class, () -> store.create("none", null));
    assertThrows(NullPointerException.class, () -> store.create(null, NDArray.scalar(1)));
  }
}
