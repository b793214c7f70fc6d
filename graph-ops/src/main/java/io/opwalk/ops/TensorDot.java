package io.opwalk.ops;

import io.opwalk.Tensor;
import java.util.List;

/** Sums of products over pairs of axes, as equations. */
final class TensorDot {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private TensorDot() {}

  static Tensor of(
      String function, Tensor a, Tensor b, List<Integer> axesOfA, List<Integer> axesOfB) {
    if (axesOfA.size() != axesOfB.size()) {
      throw Refusal.of(function, "axes come in pairs, found " + axesOfA + " and " + axesOfB, a, b);
    }
    int rank = a.shape().rank();
    if (rank + b.shape().rank() > LETTERS.length()) {
      throw Refusal.of(function, "takes " + LETTERS.length() + " axes in all at most", a, b);
    }
    Refusal.naming(function, List.of(a, b), () -> {
      a.shape().normalizeAxes(axesOfA);
      return b.shape().normalizeAxes(axesOfB);
    });
    StringBuilder left = new StringBuilder(LETTERS.substring(0, rank));
    StringBuilder right =
        new StringBuilder(LETTERS.substring(rank, rank + b.shape().rank()));
    StringBuilder result = new StringBuilder(left).append(right);
    for (int i = 0; i < axesOfA.size(); i++) {
      int from = a.shape().normalizeAxis(axesOfA.get(i));
      int to = b.shape().normalizeAxis(axesOfB.get(i));
      requireEqual(function, a, b, from, to);
      result.deleteCharAt(result.indexOf(left.substring(from, from + 1)));
      result.deleteCharAt(result.indexOf(right.substring(to, to + 1)));
      right.setCharAt(to, left.charAt(from));
    }
    return Linear.einsum(left + "," + right + "->" + result, a, b);
  }

  /** An axis of size 1 would broadcast, which is not what summing over pairs means. */
  private static void requireEqual(String function, Tensor a, Tensor b, int from, int to) {
    boolean known = a.shape().dim(from).isFixed() && b.shape().dim(to).isFixed();
    boolean one = a.shape().dim(from).is(1) || b.shape().dim(to).is(1);
    if ((known || one) && !a.shape().dim(from).equals(b.shape().dim(to))) {
      throw Refusal.of(
          function,
          "axis " + from + " of the left has size " + a.shape().dim(from) + ", axis " + to
              + " of the right " + b.shape().dim(to),
          a,
          b);
    }
  }
}
