package io.opwalk.cpu.internal.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmUpTimesTest {
  private final WarmUpTimes times = new WarmUpTimes();

  @Test
  void isDueOnceThereWasSomethingToDo() {
    assertFalse(times.isDueAfter(1e6));
    assertTrue(times.isDueAfter(1e8));
    assertFalse(times.isDueAfter(1e20), "somebody does it");
  }

  @Test
  void whatFailedIsTriedAgainMuchLater() {
    assertTrue(times.isDueAfter(1e8));
    times.failed();
    assertFalse(times.isDueAfter(1e9));
    assertTrue(times.isDueAfter(1e12));
    times.failed();
    assertFalse(times.isDueAfter(1e13));
    assertTrue(times.isDueAfter(1e17));
  }

  @Test
  void whoAsksForItDoesItOnce() {
    assertTrue(times.take());
    assertFalse(times.take());
    times.failed();
    assertTrue(times.take());
  }
}
