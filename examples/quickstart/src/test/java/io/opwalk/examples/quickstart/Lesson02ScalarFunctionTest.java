package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson02ScalarFunctionTest {
  private static final String LINE = " at Lesson02ScalarFunction\\.java:\\d+";

  @Test
  void fusesAFunctionOfTheUsersOwn() throws Exception {
    Printed printed = Printed.by(() -> Lesson02ScalarFunction.main(new String[0]));

    printed.next("A node as any other:");
    printed.next("  Elementwise\\{huber}\\.0 \\(\\?,\\) float64" + LINE);
    String at = printed.next("huber\\(2x \\+ 1\\) at \\[(.*)] is").group(1);
    double[] x = Arrays.stream(at.split(", ")).mapToDouble(Double::parseDouble).toArray();
    assertTrue(Arrays.stream(x).anyMatch(e -> Math.abs(2 * e + 1) < 1), at);
    assertTrue(Arrays.stream(x).anyMatch(e -> Math.abs(2 * e + 1) > 1), at);
    // Exact: the values are small multiples of 1/4, and what is made of them needs few bits.
    assertArrayEquals(Arrays.stream(x).map(e -> huber(2 * e + 1)).toArray(), printed.nextVector());

    printed.next("The gradient of its mean:");
    // A multiple of 1/5 and two products: three roundings of values below 1.
    assertArrayEquals(
        Arrays.stream(x).map(e -> 2 * slope(2 * e + 1) / x.length).toArray(),
        printed.nextVector(),
        3 * Math.ulp(1.0));
    printed.next("Finite differences agree\\.");

    printed.next("log1p\\(sqrt\\(huber\\(2x \\+ 1\\)\\)\\) is compiled to 1 loop:");
    printed.next("fed");
    printed.next("  f0 Placeholder\\.0 'x' \\(\\?,\\) float64" + LINE);
    printed.next("results");
    printed.next("  r0 float64\\[\\?]");
    printed.next("steps");
    String step = printed.next("  0: r0 <- f0 .* # (.*)").group(1);
    assertTrue(step.contains("Elementwise{log1p}.0"), step);
    assertTrue(step.contains("Elementwise{huber}.0"), step);
    printed.next("return");
    printed.next("  r0 \\(\\?,\\)");
    printed.end();
  }

  @Test
  void theOracleIsContinuousWhereItsTwoFormulasMeet() {
    assertEquals(0.5, huber(1));
    assertEquals(0.5, huber(-1));
  }

  /** As an integral of its slope, so in other words than the lesson's. */
  private static double huber(double x) {
    double bent = Math.min(Math.abs(x), 1);
    return bent * bent / 2 + Math.max(Math.abs(x) - 1, 0);
  }

  private static double slope(double x) {
    return Math.max(-1, Math.min(x, 1));
  }
}
