package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson on small images, and where there is time as it is. */
@Isolated("takes standard output away")
final class Lesson06Vgg16Test {
  /** Of the 13 convolutions, whatever the size of the images. */
  private static final long CONVOLUTIONS = 14_714_688;

  private static final String FLOAT = "-?\\d+\\.\\d+(?:E-?\\d+)?";

  /** Those of fc1, fc2 and predictions, over so many features. */
  private static long dense(long features) {
    return (features + 1) * 4096 + 4097L * 4096 + 4097L * 1000;
  }

  @Test
  void smallImagesDo() throws Exception {
    check(32, 4, CONVOLUTIONS + dense(512));
  }

  @Tag("soak")
  @Test
  void largeImagesDo() throws Exception {
    check(224, 28, 138_357_544);
    assertEquals(138_357_544, CONVOLUTIONS + dense(7 * 7 * 512));
  }

  private static void check(int size, int side, long parameters) throws Exception {
    Printed printed = Printed.by(() -> Lesson06Vgg16.main(new String[] {Integer.toString(size)}));
    String table = printed.toString();
    assertTrue(table.startsWith("Model: \"vgg16\"\n┏━━━"), table);
    String total = String.format(Locale.ROOT, "%,d", parameters);
    assertTrue(table.contains("\n Total params: " + total + " ("), table);
    assertTrue(table.contains("│ block4_conv1 (Conv2D)           │ (None, " + side), table);
    assertTrue(table.contains("│     1,180,160 │\n"), table);

    Printed values = printed.again();
    values.skipTo("In one pass: 1,000 probabilities, and block4_conv1 before and after its relu, "
        + "\\[1, " + side + ", " + side + ", 512] each\\.");
    int all = side * side * 512;
    Matcher before = values.next(report("before", all));
    int negative = Integer.parseInt(before.group(1).replace(",", ""));
    assertTrue(negative > all / 4 && negative < all - all / 4, before.group());
    assertEquals("0", values.next(report("after", all)).group(1));
    values.next("The relu of what stands before it is the layer's output: true");
    values.next("block4_conv1 by hand, without its activation:");
    Matcher again = values.next(report("again", all));
    assertEquals(before.group(1), again.group(1));
    assertEquals(before.group(2), again.group(2));
    values.next("The same values: true");
    values.end();
  }

  private static String report(String what, int all) {
    return String.format(
        Locale.ROOT,
        "  %s: ([0-9,]+) of %,d values are negative; (from %s to %s)",
        what,
        all,
        FLOAT,
        FLOAT);
  }
}
