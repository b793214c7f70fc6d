package io.opwalk.ops.einsum;

import io.opwalk.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which two operands are multiplied next. The cost of a product is the number of its
 * multiplications: the product of the sizes of all labels of both. Up to {@value #EXHAUSTIVE}
 * operands the order of least total cost is found by dynamic programming over sets of operands; of
 * more, the two are taken next whose product is smallest compared with what it replaces, as in the
 * greedy order of D. G. A. Smith and J. Gray, "opt_einsum", J. Open Source Softw. 3, 2018.
 *
 * <p>A size that is not known counts as {@value #ASSUMED}.
 */
final class ContractionOrder {
  static final int EXHAUSTIVE = 8;
  static final long ASSUMED = 64;

  private final Map<Integer, Double> sizes = new HashMap<>();
  private final Set<Integer> output;

  private ContractionOrder(Map<Integer, Dim> dims, Set<Integer> output) {
    dims.forEach((label, dim) -> sizes.put(label, (double) dim.evaluate(symbol -> ASSUMED)));
    this.output = output;
  }

  /** Two operands of those that are left; their product comes after all others. */
  record Step(int left, int right) {}

  /**
   * The steps that leave one operand.
   *
   * @param operands the labels of each
   * @param dims the size of each label
   * @param output the labels that must stay
   */
  static List<Step> of(List<Set<Integer>> operands, Map<Integer, Dim> dims, Set<Integer> output) {
    ContractionOrder order = new ContractionOrder(dims, output);
    return operands.size() <= EXHAUSTIVE ? order.best(operands) : order.greedy(operands);
  }

  private double size(Set<Integer> labels) {
    double size = 1;
    for (int label : labels) {
      size *= sizes.get(label);
    }
    return size;
  }

  private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
    Set<Integer> union = new HashSet<>(a);
    union.addAll(b);
    return union;
  }

  /** The labels of the product of some operands: those that the output or another operand needs. */
  private Set<Integer> kept(List<Set<Integer>> operands, int members) {
    Set<Integer> inside = new HashSet<>();
    Set<Integer> outside = new HashSet<>(output);
    for (int i = 0; i < operands.size(); i++) {
      ((members >> i & 1) == 1 ? inside : outside).addAll(operands.get(i));
    }
    inside.retainAll(outside);
    return inside;
  }

  private List<Step> best(List<Set<Integer>> operands) {
    int all = (1 << operands.size()) - 1;
    double[] costs = new double[all + 1];
    int[] halves = new int[all + 1];
    List<Set<Integer>> labels = new ArrayList<>();
    for (int members = 0; members <= all; members++) {
      labels.add(
          Integer.bitCount(members) == 1
              ? operands.get(Integer.numberOfTrailingZeros(members))
              : kept(operands, members));
    }
    for (int members = 1; members <= all; members++) {
      if (Integer.bitCount(members) > 1) {
        costs[members] = Double.POSITIVE_INFINITY;
        int lowest = Integer.lowestOneBit(members);
        for (int half = (members - 1) & members; half > 0; half = (half - 1) & members) {
          // Each division into halves is looked at once: the first has the lowest member.
          if ((half & lowest) != 0) {
            int other = members ^ half;
            double cost =
                costs[half] + costs[other] + size(union(labels.get(half), labels.get(other)));
            if (halves[members] == 0 || cost < costs[members]) {
              costs[members] = cost;
              halves[members] = half;
            }
          }
        }
      }
    }
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      left.add(1 << i);
    }
    List<Step> steps = new ArrayList<>();
    unfold(all, halves, left, steps);
    return steps;
  }

  private static void unfold(int members, int[] halves, List<Integer> left, List<Step> steps) {
    if (Integer.bitCount(members) > 1) {
      int half = halves[members];
      int other = members ^ half;
      unfold(half, halves, left, steps);
      unfold(other, halves, left, steps);
      steps.add(new Step(left.indexOf(half), left.indexOf(other)));
      left.remove((Integer) half);
      left.remove((Integer) other);
      left.add(members);
    }
  }

  private List<Step> greedy(List<Set<Integer>> operands) {
    List<Set<Integer>> left = new ArrayList<>(operands);
    List<Step> steps = new ArrayList<>();
    while (left.size() > 1) {
      Step best = null;
      double least = Double.POSITIVE_INFINITY;
      Map<Integer, Integer> uses = uses(left);
      for (int i = 0; i < left.size(); i++) {
        for (int j = i + 1; j < left.size(); j++) {
          double growth =
              size(product(left.get(i), left.get(j), uses)) - size(left.get(i)) - size(left.get(j));
          if (best == null || growth < least) {
            best = new Step(i, j);
            least = growth;
          }
        }
      }
      Set<Integer> product = product(left.get(best.left), left.get(best.right), uses);
      steps.add(best);
      left.remove(best.right);
      left.remove(best.left);
      left.add(product);
    }
    return steps;
  }

  private Map<Integer, Integer> uses(List<Set<Integer>> operands) {
    Map<Integer, Integer> uses = new HashMap<>();
    output.forEach(label -> uses.put(label, 1));
    operands.forEach(labels -> labels.forEach(label -> uses.merge(label, 1, Integer::sum)));
    return uses;
  }

  private static Set<Integer> product(Set<Integer> a, Set<Integer> b, Map<Integer, Integer> uses) {
    Set<Integer> product = union(a, b);
    product.removeIf(
        label -> uses.get(label) == (a.contains(label) ? 1 : 0) + (b.contains(label) ? 1 : 0));
    return product;
  }
}
