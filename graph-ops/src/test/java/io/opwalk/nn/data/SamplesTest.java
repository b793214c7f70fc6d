package io.opwalk.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {
  private final NDArray x = NDArray.of(List.of(3, 2), 1.0, 2, 3, 4, 5, 6);
  private final NDArray y = NDArray.of(7L, 8, 9);

  @Test
  void partsHaveTheSameRowsOfAllArrays() {
    Samples samples = Samples.of(x, y).withWeights(NDArray.of(0.5, 1, 2));
    assertEquals(3, samples.size());
    Samples part = samples.slice(1, 3);
    assertEquals(List.of(NDArray.of(List.of(2, 2), 3.0, 4, 5, 6)), part.inputs());
    assertEquals(List.of(NDArray.of(8L, 9)), part.labels());
    assertEquals(List.of(NDArray.of(1.0, 2)), part.weights());
    Samples taken = samples.take(2, 0);
    assertEquals(List.of(NDArray.of(List.of(2, 2), 5.0, 6, 1, 2)), taken.inputs());
    assertEquals(List.of(NDArray.of(9L, 7)), taken.labels());
    assertEquals(List.of(NDArray.of(2.0, 0.5)), taken.weights());
  }

  @Test
  void refusesArraysThatDoNotBelongTogether() {
    IllegalArgumentException count =
        assertThrows(IllegalArgumentException.class, () -> Samples.of(x, NDArray.of(1.0, 2)));
    assertTrue(count.getMessage().contains("(3, 2) float64 and (2,) float64"), count.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Samples.of(x, NDArray.scalar(1.0)));
    assertThrows(
        IllegalArgumentException.class, () -> new Samples(List.of(), List.of(y), List.of()));
    Samples samples = Samples.of(x, y);
    IllegalArgumentException weights =
        assertThrows(IllegalArgumentException.class, () -> samples.withWeights(NDArray.of(1.0, 2)));
    assertTrue(weights.getMessage().contains("the 3 samples"), weights.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> samples.withWeights(NDArray.zeros(DType.INT64, 3)));
    NDArray ones = NDArray.of(1.0, 1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> samples.withWeights(List.of(ones, ones, ones)));
  }
}
