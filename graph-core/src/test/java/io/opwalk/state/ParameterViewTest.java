package io.opwalk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParameterViewTest {
  private final ParameterSlot w = new ParameterStore().create("w", NDArray.scalar(1));
  private final ParameterSlot v = new ParameterStore().create("v", NDArray.scalar(1));
  private final ParameterView view = new ParameterView(List.of(w, v, w));

  @Test
  void itKeepsItsMomentUntilItIsRefreshed() {
    assertTrue(view.refresh());
    assertFalse(view.refresh());
    v.set(NDArray.scalar(2));
    assertEquals(NDArray.scalar(1), view.get(1));
    assertTrue(view.refresh());
    assertEquals(NDArray.scalar(2), view.get(1));
    assertEquals(NDArray.scalar(1), view.get(2));
  }

  @Test
  void whatWasForgottenIsReadAnew() {
    view.refresh();
    view.forget();
    assertTrue(view.refresh());
    assertEquals(NDArray.scalar(1), view.get(0));
  }

  @Test
  void aViewOfNoSlotsNeverChanges() {
    assertFalse(new ParameterView(List.of()).refresh());
  }

  @Test
  @Timeout(60)
  void publicationsToTwoStoresAreSeenWholeOrNotAtAll() throws InterruptedException {
    int last = 20_000;
    Thread writer = new Thread(() -> {
      for (int i = 2; i <= last; i++) {
        ParameterStore.publish(Map.of(w, NDArray.scalar(i), v, NDArray.scalar(i)));
      }
    });
    writer.start();
    int seen = 0;
    while (seen < last) {
      view.refresh();
      seen = view.get(0).intValue();
      assertEquals(seen, view.get(1).intValue());
    }
    writer.join();
  }
}
