package io.opwalk.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterUpdaterTest {
  private final ParameterStore store = new ParameterStore();
  private final ParameterSlot w = store.create("w", NDArray.of(0.0, 0.0));
  private final ParameterSlot other = store.create("other", NDArray.scalar(0.0));
  private final ParameterUpdater updater = new ParameterUpdater(List.of(w));

  private double[] publishNext(double value) {
    updater.begin();
    double[] array = (double[]) updater.array(DType.FLOAT64, 2, () -> new double[2]);
    array[0] = value;
    updater.publish(Map.of(w, NDArray.wrap(array, 2)));
    return array;
  }

  @Test
  void twoArraysTakeTurnsWhereNobodyLooks() {
    double[] first = publishNext(1);
    double[] second = publishNext(2);
    assertNotSame(first, second);
    for (int i = 3; i < 9; i++) {
      assertSame(i % 2 == 1 ? first : second, publishNext(i));
    }
    assertEquals(8, w.value().getDouble(0));
  }

  @Test
  void whatWasReadStays() {
    publishNext(1);
    NDArray read = w.value();
    publishNext(2);
    ParameterSnapshot snapshot = ParameterStore.snapshot(List.of(w));
    publishNext(3);
    ParameterView view = new ParameterView(List.of(w));
    view.refresh();
    for (int i = 4; i < 9; i++) {
      publishNext(i);
    }
    assertEquals(1, read.getDouble(0));
    assertEquals(2, snapshot.get(w).getDouble(0));
    assertEquals(3, view.get(0).getDouble(0));
  }

  @Test
  void whatAnotherUpdaterReadStays() {
    ParameterUpdater another = new ParameterUpdater(List.of(w));
    ParameterView view = new ParameterView(List.of(w));
    publishNext(1);
    view.refresh(another);
    publishNext(2);
    publishNext(3);
    assertEquals(1, view.get(0).getDouble(0));
  }

  @Test
  void whatWasHandedOutOrNotMadeHereStays() {
    double[] foreign = {1, 1};
    updater.publish(Map.of(w, NDArray.wrap(foreign, 2)));
    updater.begin();
    double[] shared = (double[]) updater.array(DType.FLOAT64, 2, () -> new double[2]);
    updater.handOut(NDArray.wrap(shared, 2));
    updater.publish(Map.of(w, NDArray.wrap(shared, 2)));
    for (int i = 3; i < 6; i++) {
      double[] next = publishNext(i);
      assertNotSame(foreign, next);
      assertNotSame(shared, next);
    }
  }

  @Test
  void whatStaysTheValueIsNotUsedAgain() {
    double[] first = publishNext(1);
    updater.begin();
    updater.publish(Map.of(w, NDArray.wrap(first, 2)));
    assertNotSame(first, publishNext(2));
    // Another publication carries the array over to a version that is not the updater's.
    double[] last = publishNext(3);
    other.set(NDArray.scalar(1.0));
    assertNotSame(last, publishNext(4));
    assertNotSame(last, publishNext(5));
  }

  @Test
  void whatWasNotPublishedIsForgotten() {
    publishNext(1);
    updater.begin();
    updater.array(DType.FLOAT64, 2, () -> new double[2]);
    double[] second = publishNext(2);
    double[] third = publishNext(3);
    assertSame(second, publishNext(4));
    assertSame(third, publishNext(5));
  }

  @Test
  void oneArrayInTwoStoresStaysWhereEitherWasRead() {
    ParameterSlot twin = new ParameterStore().create("twin", NDArray.of(0.0, 0.0));
    ParameterUpdater both = new ParameterUpdater(List.of(w, twin));
    double[] shared = (double[]) both.array(DType.FLOAT64, 2, () -> new double[2]);
    both.publish(Map.of(w, NDArray.wrap(shared, 2), twin, NDArray.wrap(shared, 2)));
    assertSame(shared, twin.value().backing());
    both.publish(Map.of(w, NDArray.of(1.0, 1.0), twin, NDArray.of(1.0, 1.0)));
    assertNotSame(shared, both.array(DType.FLOAT64, 2, () -> new double[2]));
  }

  @Test
  void otherSlotsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> updater.publish(Map.of(other, NDArray.scalar(1.0))));
    assertEquals(0, other.value().doubleValue());
  }
}
