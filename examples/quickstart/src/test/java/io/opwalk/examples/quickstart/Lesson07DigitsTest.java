package io.opwalk.examples.quickstart;

import static io.opwalk.examples.quickstart.Printed.NUMBER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs the lesson on some of the digits, and where there is time as it is. */
@Isolated("takes standard output away")
final class Lesson07DigitsTest {
  private static final String EPOCH =
      "epoch +%d of %d: loss [\\d.]+, accuracy [\\d.]+; of the test digits [\\d.]+ and ([\\d.]+)";

  @Test
  void someDigitsDo() throws Exception {
    List<Double> accuracies = run(2, "2", "960");
    // By chance it would be 0.1.
    assertTrue(accuracies.get(1) > 0.8, accuracies::toString);
  }

  @Tag("soak")
  @Test
  void allDigitsDo() throws Exception {
    List<Double> accuracies = run(12);
    // Asked of the project.
    assertTrue(accuracies.subList(0, 5).stream().anyMatch(a -> a >= 0.98), accuracies::toString);
    assertTrue(accuracies.get(11) >= 0.985, accuracies::toString);
  }

  private static List<Double> run(int epochs, String... arguments) throws Exception {
    Printed lines = Printed.by(() -> Lesson07Digits.main(arguments));
    List<Double> accuracies = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      String line = String.format(EPOCH, epoch, epochs);
      Matcher found = epoch == 1 ? lines.skipTo(line) : lines.next(line);
      accuracies.add(Double.parseDouble(found.group(1)));
    }
    lines.next("");
    Path picture = Path.of(lines.next("How it went: (.*lesson07\\.png)").group(1));
    lines.next("");
    double accuracy = lines.nextNumber("accuracy=" + NUMBER);
    lines.end();
    // Printed with four digits.
    assertEquals(accuracies.get(epochs - 1), accuracy, 0.00005001);
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 1000, picture.toString());
    return accuracies;
  }
}
