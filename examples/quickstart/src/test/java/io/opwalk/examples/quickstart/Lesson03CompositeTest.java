package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson03CompositeTest {
  private static final String LINE = " at Lesson03Composite\\.java:\\d+";

  /** The gates: the rows (1, 2) and (3, 4) times (1/2, -1/4) are 0 and 1/2. */
  private static final double FIRST = 0.5;

  private static final double SECOND = 0.5 + 0.5 * StrictMath.tanh(0.25);

  /** Rounding of the oracle's tanh and of the lesson's exp, and some of sums and products. */
  private static final double TOLERANCE = 1e-14;

  @Test
  void showsOneNodeAndComputesItsParts() throws Exception {
    Printed printed = Printed.by(() -> Lesson03Composite.main(new String[0]));

    printed.next("One node, whose inputs are its inputs:");
    printed.next("  GatedLinearUnit\\.0 \\(\\?, 1\\) float64" + LINE);
    printed.next("  Placeholder\\.0 'x' \\(\\?, 2\\) float64" + LINE);

    printed.next("Its values, and the same by hand:");
    double[] expected = {3 * FIRST, 7 * SECOND};
    assertArrayEquals(expected, printed.nextVector(), TOLERANCE);
    assertArrayEquals(expected, printed.nextVector(), TOLERANCE);

    printed.next("The gradient with respect to v goes through its parts:");
    assertArrayEquals(
        new double[] {FIRST + 3 * SECOND, 2 * FIRST + 4 * SECOND}, printed.nextVector(), TOLERANCE);

    printed.next("What does not fit is refused where it is written:");
    printed.next("GatedLinearUnit: takes x \\[n, d] and two kernels \\[d, k] of one dtype, found "
        + "\\[\\(\\?, 2\\) float64, \\(2, 1\\) float64, \\(2, 3\\) float64]");
    printed.next(" " + LINE);
    printed.next("  input 0: Placeholder\\.0 'x' \\(\\?, 2\\) float64" + LINE);
    printed.next("  input 1: Placeholder\\.0 'v' \\(2, 1\\) float64" + LINE);
    printed.next("  input 2: Placeholder\\.0 'wide' \\(2, 3\\) float64" + LINE);
    printed.end();
  }
}
