package io.opwalk.print;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.shape;
import static io.opwalk.testing.TestOps.add;
import static io.opwalk.testing.TestOps.chain;
import static io.opwalk.testing.TestOps.input;
import static io.opwalk.testing.TestOps.split;
import static io.opwalk.testing.TestOps.subtract;
import static io.opwalk.testing.TestOps.unary;
import static io.opwalk.testing.TestOps.weight;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Graph;
import io.opwalk.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotPrinterTest {
  private final Tensor x = input("x", FLOAT64, shape(3));

  @Test
  void drawsEachKindOfNodeInItsOwnWay() {
    String dot = DotPrinter.print(Graph.of(add(x, weight("w", FLOAT64, shape(3)))));
    assertTrue(line(dot, "n0 [").contains("shape=invhouse"), dot);
    assertTrue(line(dot, "n1 [").contains("shape=box, fillcolor"), dot);
    assertTrue(line(dot, "n2 [").contains("style=\"filled,rounded\""), dot);
    assertTrue(line(dot, "out0 [").contains("shape=oval"), dot);
    assertTrue(line(dot, "n0 [").contains("label=\"Input\\n'x'\""), dot);
  }

  @Test
  void writesTypesOnEdgesAndWhichOperandWhereItMatters() {
    Tensor w = weight("w", FLOAT64, shape(3));
    String sum = DotPrinter.print(Graph.of(add(x, w)));
    assertEquals("n0 -> n2 [label=\" (3,) float64\"];", line(sum, "n0 -> n2"));
    assertEquals("n2 -> out0 [label=\" (3,) float64\"];", line(sum, "n2 -> out0"));
    String difference = DotPrinter.print(Graph.of(subtract(x, w)));
    assertEquals("n0 -> n2 [label=\" 0: (3,) float64\"];", line(difference, "n0 -> n2"));
    assertEquals("n1 -> n2 [label=\" 1: (3,) float64\"];", line(difference, "n1 -> n2"));
  }

  @Test
  void marksEveryOutput() {
    Apply halves = split(x);
    String dot = DotPrinter.print(Graph.of(halves.outputs(1), halves.outputs(0), x));
    assertTrue(line(dot, "out0 [").contains("\"output 0\""), dot);
    assertEquals("n1 -> out0 [label=\" .1 (3,) float64\"];", line(dot, "n1 -> out0"));
    assertEquals("n1 -> out1 [label=\" .0 (3,) float64\"];", line(dot, "n1 -> out1"));
    assertEquals("n0 -> out2 [label=\" (3,) float64\"];", line(dot, "n0 -> out2"));
  }

  @Test
  void framesScopesWithinScopes() {
    Tensor in = unary("f", x).named("block/a/f");
    Tensor beside = unary("g", in).named("block-2/g");
    Tensor back = unary("h", beside).named("block/h");
    Tensor again = unary("i", back).named("block/a/i");
    String shape = DotPrinter.print(Graph.of(again))
        .lines()
        .filter(l -> l.startsWith("label") || l.startsWith("}") || l.startsWith("n"))
        .filter(l -> !l.contains("->"))
        .map(l -> l.startsWith("n") ? l.replaceAll(" .*", "") : l)
        .reduce("", (left, right) -> left + right + " ");
    assertEquals("n0 label=\"block\"; n3 label=\"a\"; n1 n4 } } label=\"block-2\"; n2 } } ", shape);
  }

  @Test
  void escapesWhateverANameHolds() {
    String name = "a \"b\" \\N &lt; {c} <d>\n\\";
    String dot = DotPrinter.print(Graph.of(unary("f", x).named(name)));
    String label = quoted(line(dot, "n1 ["), "label");
    // What Graphviz makes of the label: entities, then escapes.
    String shown = label
        .replace("&amp;", "&")
        .replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace("\\\"", "\"")
        .replace("\0", "\\");
    assertEquals("Unary{f}\n'a \"b\" \\N &lt; {c} <d>\\n\\'", shown);
    assertFalse(label.replace("&amp;", "").contains("&"), label);
  }

  @Test
  void writesAFile(@TempDir Path directory) throws IOException {
    Graph graph = Graph.of(unary("é", x));
    Path file = directory.resolve("graph.dot");
    DotPrinter.write(graph, file);
    assertEquals(DotPrinter.print(graph), Files.readString(file));
  }

  @Test
  void growsAsTheGraphDoes() {
    Graph graph = Graph.of(chain(x, 100_000));
    // Linear work takes about a second; quadratic work, minutes.
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertTrue(DotPrinter.print(graph).lines().count() < 100_000 * 2 + 20));
  }

  private static String line(String dot, String start) {
    List<String> found = dot.lines().filter(l -> l.startsWith(start)).toList();
    assertEquals(1, found.size(), dot);
    return found.get(0);
  }

  /** The text of a quoted attribute, from its first quote to the first one that is not escaped. */
  private static String quoted(String line, String attribute) {
    Matcher matcher = Pattern.compile(attribute + "=\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
    assertTrue(matcher.find(), line);
    return matcher.group(1);
  }
}
