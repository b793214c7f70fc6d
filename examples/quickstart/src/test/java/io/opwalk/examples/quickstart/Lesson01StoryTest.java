package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson as it is, training and all, and reads what it prints, line by line. */
@Isolated("takes standard output away")
final class Lesson01StoryTest {
  private static final String NUMBER = "(-?\\d+\\.\\d+(?:E-?\\d+)?)";
  private static final String LINE = " at Lesson01Story\\.java:\\d+";

  private static String printed;

  private final Deque<String> lines = new ArrayDeque<>(printed.lines().toList());

  @BeforeAll
  static void runTheLesson() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      Lesson01Story.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    printed = out.toString(StandardCharsets.UTF_8);
  }

  /** Goes on to the next line, which must be as described; gives back the groups' numbers. */
  private Matcher next(String pattern) {
    String line = lines.isEmpty() ? "(end of output)" : lines.poll();
    Matcher matcher = Pattern.compile(pattern).matcher(line);
    assertTrue(matcher.matches(), () -> "expected " + pattern + ", found " + line + "\n" + printed);
    return matcher;
  }

  private double nextNumber(String pattern) {
    return Double.parseDouble(next(pattern).group(1));
  }

  @Test
  void tellsTheStory() throws Exception {
    next("Layer +Output shape +Param #");
    next("-+");
    next("dense +\\(\\?, 612\\) +480,420");
    next("dense_1 +\\(\\?, 1\\) +613");
    next("-+");
    next("Total params: 481,033");
    next("Trainable params: 481,033");
    next("Non-trainable params: 0");
    next("");
    double percent = nextNumber(NUMBER + " % of 2000 test images are right\\.");
    next("");

    double output = nextNumber("Test image \\d+ is surely a 0\\. The output is " + NUMBER);
    next("  Elementwise\\{sigmoid}\\.0 'dense_1/Sigmoid' \\(\\?, 1\\) float64" + LINE);
    next("Its owner is the op that was applied last\\.");
    next("  Elementwise\\{sigmoid} 'dense_1/Sigmoid'" + LINE);
    double logit =
        nextNumber("The owner's first input is what stood before the sigmoid: " + NUMBER);
    next("  Elementwise\\{add}\\.0 'dense_1/BiasAdd' \\(\\?, 1\\) float64" + LINE);
    double byOp = nextNumber(
        "The owner goes by the name of op as well: " + NUMBER + ", the same tensor: true");
    double hand = nextNumber("By hand, 612 features times the kernel plus the bias: " + NUMBER);
    double sigmoid = nextNumber("The sigmoid of that: " + NUMBER);
    Matcher both = next("Both in one pass: " + NUMBER + " and " + NUMBER);
    next("");

    next("By hand it comes out negative where features and kernel are of two models, .*");
    next("one and of a clone .*");
    double otherKernel =
        nextNumber("  These features times the clone's kernel, plus the bias: " + NUMBER);
    double otherFeatures =
        nextNumber("  The clone's features times this kernel, plus the bias: " + NUMBER);
    next("");

    next("The whole graph, each tensor above what it was made from:");
    next("Elementwise\\{sigmoid}\\.0 #1 'dense_1/Sigmoid' .*");
    next("└─ Elementwise\\{add}\\.0 #2 'dense_1/BiasAdd' .*");
    for (int line = 3; line <= 11; line++) {
      next("[ │├└─]+\\S+ #" + line + " '(?:x|dense(?:_1)?/\\w+)' .*" + LINE);
    }
    next("");
    Path dot = Path.of(next("The same for Graphviz: (.*lesson01\\.dot)").group(1));
    next("");

    double lastOutput = nextNumber("output=" + NUMBER);
    double lastLogit = nextNumber("logit=" + NUMBER);
    double lastHand = nextNumber("hand=" + NUMBER);
    double accuracy = nextNumber("accuracy=" + NUMBER);
    assertTrue(lines.isEmpty(), printed);

    assertEquals(output, lastOutput);
    assertEquals(logit, lastLogit);
    assertEquals(hand, lastHand);
    assertEquals(logit, byOp);
    assertEquals(output, Double.parseDouble(both.group(1)));
    assertEquals(logit, Double.parseDouble(both.group(2)));
    assertTrue(output > 0.999999 && output <= 1, printed);
    // Asked of the project: the same sum in another order would be within 1e-12.
    assertEquals(logit, hand, Math.abs(logit) * 1e-12);
    // Bit for bit: where exp(-z) is 1e-12 or less, its last bit does not matter.
    assertEquals(output, 1 / (1 + StrictMath.exp(-logit)));
    assertEquals(output, sigmoid);
    assertTrue(otherKernel < 0 && otherFeatures < 0, printed);
    assertTrue(accuracy >= 0.99, printed);
    // Printed with two decimals.
    assertEquals(100 * accuracy, percent, 0.005001);
    assertTrue(Files.readString(dot).startsWith("digraph"), dot.toString());
  }

  @Test
  void theReadmeShowsWhatItPrints() throws Exception {
    String shown = Readme.read().blocks("text").get(0);
    assertTrue(printed.replace(System.lineSeparator(), "\n").contains(shown), printed);
  }

  @Test
  void theLastLinesHave17Digits() {
    for (String line : printed.lines().skip(printed.lines().count() - 4).toList()) {
      String digits = line.replaceAll(".*=|-|\\.|^0+", "").replaceFirst("^0+", "");
      assertEquals(17, digits.length(), line);
    }
  }
}
