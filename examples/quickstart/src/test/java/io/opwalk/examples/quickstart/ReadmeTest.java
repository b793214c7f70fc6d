package io.opwalk.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.NDArray;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the README to what it says: its code runs, and gives what its comments promise. */
final class ReadmeTest {
  /** Of all zeros among the test digits, the one that lesson 1 finds. */
  private static final int IMAGE = 643;

  private static final List<String> IMPORTS = List.of(
      "static io.opwalk.DType.*",
      "static io.opwalk.Feed.feed",
      "static io.opwalk.Shape.*",
      "static io.opwalk.grad.Gradients.gradient",
      "static io.opwalk.nn.layer.Activations.*",
      "static io.opwalk.nn.layer.Layers.*",
      "static io.opwalk.ops.Linear.*",
      "static io.opwalk.ops.Reductions.*",
      "static io.opwalk.ops.Tensors.*",
      "io.opwalk.*",
      "io.opwalk.nn.loss.*",
      "io.opwalk.nn.model.*",
      "io.opwalk.nn.optimizer.*",
      "io.opwalk.nn.train.*",
      "io.opwalk.print.*",
      "io.opwalk.spi.*",
      "java.util.List");

  /** An expression, or a declaration, with its value behind it. */
  private static final Pattern PROMISE = Pattern.compile("(\\s*)(\\S.*);\\s*// (.*)");

  private static final Pattern DECLARATION = Pattern.compile("\\w[\\w<>, ]* (\\w+) = .*");

  /** Compares a value with the comment behind it; one that ends in dots is only the beginning. */
  private static void check(Object value, String promised) {
    String found = String.valueOf(value).strip();
    boolean open = promised.endsWith("...");
    String expected = open ? promised.substring(0, promised.length() - 3) : promised;
    assertEquals(expected, open && found.startsWith(expected) ? expected : found);
  }

  private static String program(List<String> blocks) {
    StringBuilder code = new StringBuilder();
    IMPORTS.forEach(name -> code.append("import ").append(name).append(";\n"));
    code.append("public class Snippets {\n");
    code.append("public static void run(NDArray images, NDArray labels, NDArray image,");
    code.append(" java.util.function.BiConsumer<Object, String> check) {\n");
    String.join("\n", blocks)
        .lines()
        .forEach(line -> code.append(statement(line)).append('\n'));
    return code.append("}\n}\n").toString();
  }

  private static String statement(String line) {
    Matcher promise = PROMISE.matcher(line);
    if (!promise.matches()) {
      return line;
    }
    String code = promise.group(2);
    Matcher declaration = DECLARATION.matcher(code);
    boolean declares = declaration.matches();
    return (declares ? code + "; " : "") + "check.accept("
        + (declares ? declaration.group(1) : code) + ", " + quoted(promise.group(3)) + ");";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static void run(List<String> blocks) throws Throwable {
    Class<?> program = SnippetCompiler.compile("Snippets", program(blocks));
    Digits train = Digits.toTrain();
    BiConsumer<Object, String> check = ReadmeTest::check;
    try {
      program
          .getMethod("run", NDArray.class, NDArray.class, NDArray.class, BiConsumer.class)
          .invoke(null, train.images(), train.is(0), Digits.toTest().image(IMAGE), check);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @Test
  void itsCodeGivesWhatItsCommentsSay() throws Throwable {
    run(Readme.read().blocks("java"));
  }

  @Test
  void aCommentThatIsWrongIsFound() throws Throwable {
    run(List.of("int a = 1 + 1;  // 2", "constant(1.5).evaluate();  // 1.5", "a + 1;  // 3"));
    assertThrows(AssertionError.class, () -> run(List.of("int a = 1 + 1;  // 3")));
    assertThrows(AssertionError.class, () -> run(List.of("\"abc\";  // ab")));
    run(List.of("\"abc\";  // ab..."));
    assertThrows(AssertionError.class, () -> run(List.of("no.such.thing();")));
  }

  @Test
  void itTellsHowToRunAndHowToTestInOneCommandEach() throws Exception {
    Readme readme = Readme.read();
    for (String heading : List.of("Run it", "Test it")) {
      List<String> sections = readme.sections(heading);
      assertEquals(1, sections.size(), heading);
      List<String> commands = Readme.of(sections.get(0)).blocks("sh");
      assertEquals(1, commands.size(), heading);
      assertEquals(1, commands.get(0).lines().count(), heading);
    }
    assertEquals(2, readme.blocks("sh").size());
  }

  @Test
  void itsLinksLeadSomewhere() throws Exception {
    List<String> links = Readme.read().links();
    assertFalse(links.isEmpty());
    for (String link : links) {
      assertTrue(Files.exists(Readme.ROOT.resolve(link)), link);
    }
  }
}
