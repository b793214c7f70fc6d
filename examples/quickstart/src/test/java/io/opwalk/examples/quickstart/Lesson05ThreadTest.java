package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson05ThreadTest {
  @Test
  void nineWaysLeadToOneValue() throws Exception {
    Printed printed = Printed.by(() -> Lesson05Thread.main(new String[0]));

    double output = printed.nextNumber(
        "The network answers " + Printed.NUMBER + "\\. What stood before its sigmoid\\?");
    assertTrue(output > 0.999, "the surest image is surely a 0: " + output);
    printed.next("");
    double first = Double.NaN;
    for (String way : "abcdefghi".split("")) {
      printed.next("\\(" + way + "\\) .*:");
      double value = printed.nextNumber("    " + Printed.NUMBER);
      first = way.equals("a") ? value : first;
      assertEquals(first, value, "way " + way + " to the bit");
    }
    // One rounding of the sigmoid, near 1.
    assertEquals(output, 1 / (1 + StrictMath.exp(-first)), Math.ulp(1.0));
    printed.next("");
    for (String way : "abcdefghi".split("")) {
      assertEquals(first, printed.nextNumber("way=" + way + " value=([-.0-9]+)"));
    }
    printed.end();
  }
}
