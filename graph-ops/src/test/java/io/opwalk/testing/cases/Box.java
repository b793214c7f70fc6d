package io.opwalk.testing.cases;

import io.opwalk.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A region of arguments: an interval for each.
 *
 * @param sides lower and upper bound of the first argument, then of the second, and so on
 */
public record Box(List<Double> sides) {
  /** A box of the given bounds. */
  public static Box of(double... bounds) {
    List<Double> sides = new ArrayList<>();
    for (double bound : bounds) {
      sides.add(bound);
    }
    return new Box(List.copyOf(sides));
  }

  /** How many arguments it is for. */
  public int arity() {
    return sides.size() / 2;
  }

  /** A point inside, each coordinate a value of the dtype. */
  public double[] point(Random random, DType dtype) {
    double[] point = new double[arity()];
    for (int i = 0; i < point.length; i++) {
      double low = sides.get(2 * i);
      double high = sides.get(2 * i + 1);
      point[i] = Samples.rounded(low + random.nextDouble() * (high - low), dtype);
    }
    return point;
  }
}
