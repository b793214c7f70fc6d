package io.opwalk.examples.quickstart;

import static io.opwalk.examples.quickstart.Printed.NUMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is, training and all, and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson01StoryTest {
  private static final String LINE = " at Lesson01Story\\.java:\\d+";

  private static Printed printed;

  @BeforeAll
  static void runTheLesson() throws Exception {
    printed = Printed.by(() -> Lesson01Story.main(new String[0]));
  }

  @Test
  void tellsTheStory() throws Exception {
    Printed lines = printed.again();
    lines.next("Model: \"functional\"");
    lines.next("┏.*");
    lines.next("┃ Layer \\(type\\) +┃ Output Shape +┃ +Param # ┃");
    lines.next("┡.*");
    lines.next("│ x \\(InputLayer\\) +│ \\(None, 784\\) +│ +0 │");
    lines.next("├.*");
    lines.next("│ dense \\(Dense\\) +│ \\(None, 612\\) +│ +480,420 │");
    lines.next("├.*");
    lines.next("│ dense_1 \\(Dense\\) +│ \\(None, 1\\) +│ +613 │");
    lines.next("└.*");
    lines.next(" Total params: 481,033 \\(3\\.67 MB\\)");
    lines.next(" Trainable params: 481,033 \\(3\\.67 MB\\)");
    lines.next(" Non-trainable params: 0 \\(0\\.00 B\\)");
    lines.next("");
    double percent = lines.nextNumber(NUMBER + " % of 2000 test images are right\\.");
    lines.next("");

    double output = lines.nextNumber("Test image \\d+ is surely a 0\\. The output is " + NUMBER);
    lines.next("  Elementwise\\{sigmoid}\\.0 'dense_1/Sigmoid' \\(\\?, 1\\) float64" + LINE);
    lines.next("Its owner is the op that was applied last\\.");
    lines.next("  Elementwise\\{sigmoid} 'dense_1/Sigmoid'" + LINE);
    double logit =
        lines.nextNumber("The owner's first input is what stood before the sigmoid: " + NUMBER);
    lines.next("  Elementwise\\{add}\\.0 'dense_1/BiasAdd' \\(\\?, 1\\) float64" + LINE);
    double byOp = lines.nextNumber(
        "The owner goes by the name of op as well: " + NUMBER + ", the same tensor: true");
    double hand =
        lines.nextNumber("By hand, 612 features times the kernel plus the bias: " + NUMBER);
    double sigmoid = lines.nextNumber("The sigmoid of that: " + NUMBER);
    Matcher both = lines.next("Both in one pass: " + NUMBER + " and " + NUMBER);
    lines.next("");

    lines.next("By hand it comes out negative where features and kernel are of two models, .*");
    lines.next("one and of a clone .*");
    double otherKernel =
        lines.nextNumber("  These features times the clone's kernel, plus the bias: " + NUMBER);
    double otherFeatures =
        lines.nextNumber("  The clone's features times this kernel, plus the bias: " + NUMBER);
    lines.next("");

    lines.next("The whole graph, each tensor above what it was made from:");
    lines.next("Elementwise\\{sigmoid}\\.0 #1 'dense_1/Sigmoid' .*");
    lines.next("└─ Elementwise\\{add}\\.0 #2 'dense_1/BiasAdd' .*");
    for (int line = 3; line <= 11; line++) {
      lines.next("[ │├└─]+\\S+ #" + line + " '(?:x|dense(?:_1)?/\\w+)' .*" + LINE);
    }
    lines.next("");
    Path dot = Path.of(lines.next("The same for Graphviz: (.*lesson01\\.dot)").group(1));
    lines.next("");

    double lastOutput = lines.nextNumber("output=" + NUMBER);
    double lastLogit = lines.nextNumber("logit=" + NUMBER);
    double lastHand = lines.nextNumber("hand=" + NUMBER);
    double accuracy = lines.nextNumber("accuracy=" + NUMBER);
    lines.end();

    assertEquals(output, lastOutput);
    assertEquals(logit, lastLogit);
    assertEquals(hand, lastHand);
    assertEquals(logit, byOp);
    assertEquals(output, Double.parseDouble(both.group(1)));
    assertEquals(logit, Double.parseDouble(both.group(2)));
    assertTrue(output > 0.999999 && output <= 1, printed::toString);
    // Asked of the project: the same sum in another order would be within 1e-12.
    assertEquals(logit, hand, Math.abs(logit) * 1e-12);
    // Bit for bit: where exp(-z) is 1e-12 or less, its last bit does not matter.
    assertEquals(output, 1 / (1 + StrictMath.exp(-logit)));
    assertEquals(output, sigmoid);
    assertTrue(otherKernel < 0 && otherFeatures < 0, printed::toString);
    assertTrue(accuracy >= 0.99, printed::toString);
    // Printed with two decimals.
    assertEquals(100 * accuracy, percent, 0.005001);
    assertTrue(Files.readString(dot).startsWith("digraph"), dot.toString());
  }

  @Test
  void theReadmeShowsWhatItPrints() throws Exception {
    String shown = Readme.read().blocks("text").get(0);
    assertTrue(printed.toString().contains(shown), printed::toString);
  }

  @Test
  void theLastLinesHave17Digits() {
    List<String> lines = printed.lines();
    for (String line : lines.subList(lines.size() - 4, lines.size())) {
      String digits = line.replaceAll(".*=|-|\\.|^0+", "").replaceFirst("^0+", "");
      assertEquals(17, digits.length(), line);
    }
  }
}
