package io.opwalk.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DataSetTest {
  private static final int COUNT = 23;

  private final Samples numbers = numbers(COUNT);

  /** The samples 0, 1, 2 ..., labelled by themselves. */
  private static Samples numbers(int count) {
    long[] values = new long[count];
    Arrays.setAll(values, i -> i);
    return Samples.of(NDArray.wrap(values, count), NDArray.wrap(values.clone(), count));
  }

  private static List<Long> order(DataSet data, int epoch) {
    List<Long> order = new ArrayList<>();
    data.epoch(epoch).forEachRemaining(batch -> {
      assertEquals(batch.inputs(), batch.labels());
      for (long each : batch.inputs().get(0).toLongs()) {
        order.add(each);
      }
    });
    return order;
  }

  @Test
  void keepsTheOrderOfTheSamples() {
    DataSet data = DataSet.of(numbers, 10);
    assertEquals(OptionalInt.of(3), data.batches());
    List<Integer> sizes = new ArrayList<>();
    data.epoch(4).forEachRemaining(batch -> sizes.add(batch.size()));
    assertEquals(List.of(10, 10, 3), sizes);
    List<Long> order = order(data, 0);
    for (int i = 0; i < COUNT; i++) {
      assertEquals(i, order.get(i));
    }
    assertEquals(order, order(data, 1));
  }

  @Test
  void shuffledOrdersAreOfTheSeedAndTheEpochAlone() {
    DataSet data = DataSet.shuffled(numbers, 7, 5);
    List<List<Long>> orders = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      List<Long> order = order(data, epoch);
      assertEquals(COUNT, order.stream().distinct().count());
      assertTrue(order.stream().allMatch(each -> each >= 0 && each < COUNT));
      assertEquals(-1, orders.indexOf(order), "an order of its own");
      orders.add(order);
    }
    // Backwards, again, from the middle of a new one, and in batches of another size.
    assertEquals(orders.get(1), order(data, 1));
    assertEquals(orders.get(3), order(data, 3));
    assertEquals(orders.get(2), order(DataSet.shuffled(numbers, 23, 5), 2));
    assertNotEquals(orders.get(0), order(DataSet.shuffled(numbers, 7, 6), 0));
  }

  @Test
  void twoEpochsAtOnceDoNotDisturbEachOther() {
    DataSet data = DataSet.shuffled(numbers, 5, 1);
    List<Long> second = order(data, 1);
    Iterator<Samples> first = data.epoch(1);
    NDArray begin = first.next().inputs().get(0);
    order(data, 0);
    assertEquals(second.subList(0, 5), Arrays.stream(begin.toLongs()).boxed().toList());
    NDArray next = first.next().inputs().get(0);
    assertEquals(second.subList(5, 10), Arrays.stream(next.toLongs()).boxed().toList());
  }

  @Test
  void streamsAreAskedForEachEpoch() {
    DataSet same = DataSet.stream(() -> List.of(numbers).iterator());
    assertEquals(OptionalInt.empty(), same.batches());
    assertEquals(order(same, 0), order(same, 1));
    DataSet own =
        DataSet.stream(epoch -> List.of(numbers.slice(epoch, epoch + 1)).iterator());
    assertEquals(List.of(3L), order(own, 3));
  }

  @Test
  void refusesNothing() {
    assertThrows(IllegalArgumentException.class, () -> DataSet.of(numbers, 0));
    IllegalArgumentException empty = assertThrows(
        IllegalArgumentException.class, () -> DataSet.shuffled(numbers.slice(0, 0), 3, 1));
    assertTrue(empty.getMessage().contains("empty"), empty.getMessage());
    Iterator<Samples> ended = DataSet.of(numbers, COUNT).epoch(0);
    ended.next();
    assertThrows(NoSuchElementException.class, ended::next);
  }
}
