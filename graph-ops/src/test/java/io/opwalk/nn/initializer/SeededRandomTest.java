package io.opwalk.nn.initializer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeededRandomTest {
  @Test
  void givesThePublishedNumbersOfSeed0() {
    SeededRandom random = new SeededRandom(0);
    // The first outputs of Vigna's splitmix64.c with x = 0.
    assertEquals(0xE220A8397B1DCDAFL, random.nextLong());
    assertEquals(0x6E789E6AA1B965F4L, random.nextLong());
    assertEquals(0x06C45D188009454FL, random.nextLong());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
  void givesTheNumbersOfTheJdksSplittableRandom(long seed) {
    SeededRandom random = new SeededRandom(seed);
    SplittableRandom theirs = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      assertEquals(theirs.nextLong(), random.nextLong());
    }
  }

  @Test
  void doublesAreMultiplesOfAStepInTheUnitInterval() {
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextDouble();
      assertTrue(value >= 0 && value < 1);
      assertEquals(Math.rint(value * 0x1p53), value * 0x1p53);
    }
  }

  @Test
  void everyIntegerBelowTheBoundIsAsLikely() {
    int[] counts = new int[10];
    SeededRandom random = new SeededRandom(5);
    for (int i = 0; i < 100_000; i++) {
      counts[random.nextInt(10)]++;
    }
    for (int count : counts) {
      // Five standard deviations: sqrt(100000 * 0.1 * 0.9) = 95. The seed is fixed.
      assertEquals(10_000, count, 475);
    }
    assertEquals(0, random.nextInt(1));
  }

  @Test
  void refusesABoundThatIsNotPositive() {
    assertThrows(IllegalArgumentException.class, () -> new SeededRandom(0).nextInt(0));
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    SeededRandom random = new SeededRandom(7);
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int i = 0; i < n; i++) {
      double value = random.nextGaussian();
      assertTrue(Double.isFinite(value));
      sum += value;
      squares += value * value;
      fourth += value * value * value * value;
    }
    // Five standard deviations of each estimate: 1/sqrt(n), sqrt(2/n), sqrt(96/n).
    assertEquals(0, sum / n, 0.0112);
    assertEquals(1, squares / n, 0.0159);
    assertEquals(3, fourth / n, 0.11);
  }

  @Test
  void labelsDeriveUnrelatedSeeds() {
    long seed = SeededRandom.derive(1, "dense/kernel");
    assertEquals(seed, SeededRandom.derive(1, "dense/kernel"));
    assertNotEquals(seed, SeededRandom.derive(1, "dense/kernem"));
    assertNotEquals(seed, SeededRandom.derive(1, "kernel/dense"));
    assertNotEquals(seed, SeededRandom.derive(2, "dense/kernel"));
    assertNotEquals(seed, SeededRandom.derive(1, ""));
    // Half of 64 bits differ on average; 4 standard deviations are 16.
    assertEquals(32, Long.bitCount(seed ^ SeededRandom.derive(1, "dense/kernem")), 16);
  }
}
