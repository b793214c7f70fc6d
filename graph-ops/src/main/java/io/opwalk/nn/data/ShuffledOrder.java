package io.opwalk.nn.data;

import io.opwalk.nn.initializer.SeededRandom;
import java.util.Arrays;

/**
 * Orders of samples, one for each epoch: that of epoch 0 shuffled from where they are, that of each
 * other one shuffled from the order before, all with one sequence of random numbers. So the order
 * of an epoch depends on the seed and its number alone. Thread-safe.
 */
final class ShuffledOrder {
  private final long seed;
  private final int[] order;
  private SeededRandom random;

  /** How many epochs' orders were made: {@link #order} is that of the epoch before. */
  private int made;

  ShuffledOrder(int count, long seed) {
    this.seed = seed;
    this.order = new int[count];
    restart();
  }

  private void restart() {
    random = new SeededRandom(seed);
    Arrays.setAll(order, i -> i);
    made = 0;
  }

  /** The order of an epoch, from 0. */
  synchronized int[] of(int epoch) {
    if (epoch < made - 1) {
      restart();
    }
    while (made <= epoch) {
      shuffle();
      made++;
    }
    return order.clone();
  }

  /** Fisher and Yates's shuffle. */
  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
  }
}
