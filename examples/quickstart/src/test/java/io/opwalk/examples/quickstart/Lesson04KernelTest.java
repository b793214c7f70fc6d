package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson04KernelTest {
  private static final String LINE = " at Lesson04Kernel\\.java:\\d+";

  /** The string is loaded at so many points. */
  private static final int N = 5;

  /** The matrix has a condition of 14, and its solutions are below 8: some 100 roundings. */
  private static final double TOLERANCE = 1e-13;

  @Test
  void solvesDifferentiatesAndComplains() throws Exception {
    Printed printed = Printed.by(() -> Lesson04Kernel.main(new String[0]));

    printed.next("A node as any other:");
    printed.next("  Tridiagonal\\.0 \\(\\?,\\) float64" + LINE);
    printed.next("How an evenly loaded string bends:");
    double[] bend = new double[N];
    for (int i = 0; i < N; i++) {
      // The parabola whose second difference is -1, and which is 0 at both ends.
      bend[i] = (i + 1) * (N - i) / 2.0;
    }
    assertArrayEquals(bend, printed.nextVector(), TOLERANCE);

    printed.next("A gradient goes through it:");
    assertArrayEquals(slope(bend), printed.nextVector(), TOLERANCE);
    printed.next("Finite differences agree\\.");

    printed.next("What it complains of names the node and your line:");
    printed.next(
        "Tridiagonal\\.0 \\(\\?,\\) float64" + LINE + ": pivot 0 is 0, and rows are not swapped");
    printed.next("fed were:");
    printed.next("  Placeholder\\.0 'load' \\(\\?,\\) float64" + LINE + " <- \\(5,\\) float64");
    printed.end();
  }

  /**
   * That of |Gb - 2b|² at b = 1: 2 (G - 2) (Gb - 2b), with Green's function G of the string, which
   * is the inverse of the matrix that the lesson solves with.
   */
  private static double[] slope(double[] bend) {
    double[] slope = new double[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double green = (Math.min(i, j) + 1.0) * (N - Math.max(i, j)) / (N + 1);
        slope[i] += 2 * (green - (i == j ? 2 : 0)) * (bend[j] - 2);
      }
    }
    return slope;
  }
}
