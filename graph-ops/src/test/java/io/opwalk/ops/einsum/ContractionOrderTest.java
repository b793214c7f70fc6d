package io.opwalk.ops.einsum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of products against all orders there are. */
class ContractionOrderTest {
  private static Set<Integer> labels(String letters) {
    Set<Integer> labels = new HashSet<>();
    letters.chars().forEach(labels::add);
    return labels;
  }

  private static Map<Integer, Dim> sizes(Object... lettersAndSizes) {
    Map<Integer, Dim> sizes = new HashMap<>();
    for (int i = 0; i < lettersAndSizes.length; i += 2) {
      Dim size = lettersAndSizes[i + 1] instanceof Integer number
          ? Dim.of(number)
          : (Dim) lettersAndSizes[i + 1];
      sizes.put((int) (Character) lettersAndSizes[i], size);
    }
    return sizes;
  }

  private static List<Set<Integer>> terms(String... terms) {
    List<Set<Integer>> all = new ArrayList<>();
    for (String term : terms) {
      all.add(labels(term));
    }
    return all;
  }

  @Test
  void aChainIsMultipliedFromItsThinEnd() {
    Map<Integer, Dim> sizes = sizes('a', 100, 'b', 100, 'c', 100, 'd', 1);
    List<ContractionOrder.Step> steps =
        ContractionOrder.of(terms("ab", "bc", "cd"), sizes, labels("ad"));
    assertEquals(List.of(new ContractionOrder.Step(1, 2), new ContractionOrder.Step(0, 1)), steps);
  }

  @Test
  void anUnknownSizeIsTakenForAUsualOne() {
    Map<Integer, Dim> sizes = sizes('n', Dim.unknown(), 'a', 2, 'b', 1000);
    // (n, 2) times (2, 1000) times (1000): the vector first, as n is not known to be small.
    List<ContractionOrder.Step> steps =
        ContractionOrder.of(terms("na", "ab", "b"), sizes, labels("n"));
    assertEquals(new ContractionOrder.Step(1, 2), steps.get(0));
  }

  /** The multiplications of some steps, counted by their definition. */
  private static double cost(
      List<Set<Integer>> operands,
      List<ContractionOrder.Step> steps,
      Map<Integer, Dim> sizes,
      Set<Integer> output) {
    List<Set<Integer>> left = new ArrayList<>(operands);
    double cost = 0;
    for (ContractionOrder.Step step : steps) {
      Set<Integer> a = left.get(step.left());
      Set<Integer> b = left.get(step.right());
      cost += pair(a, b, sizes);
      left = after(left, a, b, step.left(), step.right(), output);
    }
    assertEquals(1, left.size());
    return cost;
  }

  private static double pair(Set<Integer> a, Set<Integer> b, Map<Integer, Dim> sizes) {
    Set<Integer> both = new HashSet<>(a);
    both.addAll(b);
    return both.stream()
        .mapToDouble(label -> sizes.get(label).evaluate(s -> 1))
        .reduce(1, (x, y) -> x * y);
  }

  private static List<Set<Integer>> after(
      List<Set<Integer>> left, Set<Integer> a, Set<Integer> b, int i, int j, Set<Integer> output) {
    List<Set<Integer>> next = new ArrayList<>();
    Set<Integer> needed = new HashSet<>(output);
    for (int k = 0; k < left.size(); k++) {
      if (k != i && k != j) {
        next.add(left.get(k));
        needed.addAll(left.get(k));
      }
    }
    Set<Integer> product = new HashSet<>(a);
    product.addAll(b);
    product.retainAll(needed);
    next.add(product);
    return next;
  }

  private static double least(
      List<Set<Integer>> left, Map<Integer, Dim> sizes, Set<Integer> output) {
    double least = left.size() == 1 ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < left.size(); i++) {
      for (int j = i + 1; j < left.size(); j++) {
        List<Set<Integer>> next = after(left, left.get(i), left.get(j), i, j, output);
        least = Math.min(least, pair(left.get(i), left.get(j), sizes) + least(next, sizes, output));
      }
    }
    return least;
  }

  @Test
  void noOrderOfFewOperandsCostsLess() {
    SplittableRandom random = new SplittableRandom(3);
    for (int sample = 0; sample < 200; sample++) {
      Map<Integer, Dim> sizes = new HashMap<>();
      for (char label = 'a'; label <= 'g'; label++) {
        sizes.put((int) label, Dim.of(random.nextInt(1, 9)));
      }
      List<Set<Integer>> operands = new ArrayList<>();
      int count = random.nextInt(2, 6);
      for (int i = 0; i < count; i++) {
        Set<Integer> labels = new HashSet<>();
        for (int axes = random.nextInt(1, 4); axes > 0; axes--) {
          labels.add((int) 'a' + random.nextInt(7));
        }
        operands.add(labels);
      }
      Set<Integer> output = labels("ab");
      List<ContractionOrder.Step> steps = ContractionOrder.of(operands, sizes, output);
      // Sums of small integers, exact as doubles.
      assertEquals(
          least(operands, sizes, output), cost(operands, steps, sizes, output), operands::toString);
    }
  }

  @Test
  void manyOperandsOfAChainCostNoMoreThanFromLeftToRight() {
    List<Set<Integer>> operands = new ArrayList<>();
    Map<Integer, Dim> sizes = new HashMap<>();
    List<ContractionOrder.Step> naive = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      operands.add(Set.of(i, i + 1));
      sizes.put(i, Dim.of(2 + i % 3));
      sizes.put(i + 1, Dim.of(2 + (i + 1) % 3));
    }
    for (int rest = 30; rest > 1; rest--) {
      naive.add(
          rest == 30 ? new ContractionOrder.Step(0, 1) : new ContractionOrder.Step(rest - 1, 0));
    }
    Set<Integer> output = Set.of(0, 30);
    double greedy = cost(operands, ContractionOrder.of(operands, sizes, output), sizes, output);
    assertTrue(greedy <= cost(operands, naive, sizes, output), () -> "cost " + greedy);
  }
}
