package io.opwalk.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** docs/ops.md says what is there; {@code -Dopwalk.docs=write} makes it do so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "ops.md");
  private static final Path STANDARD =
      Path.of("src", "test", "resources", "io", "opwalk", "docs", "onnx-opset-22.txt");

  /** Covered, and newer than opset 22. */
  private static final Set<String> NEWER = Set.of("RMSNormalization");

  private final DslSources sources;
  private final List<DslFunction> functions;

  OpsPageTest() throws IOException {
    sources = DslSources.read();
    functions = sources.functions().values().stream().flatMap(List::stream).toList();
  }

  @Test
  void itIsUpToDate() throws IOException {
    String page = OpsPage.text(sources, new Tested(), OnnxOps.all());
    if ("write".equals(System.getProperty("opwalk.docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    List<String> expected = page.lines().toList();
    List<String> found = Files.readAllLines(PAGE, StandardCharsets.UTF_8);
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(found);
    List<String> outdated = new ArrayList<>(found);
    outdated.removeAll(expected);
    assertTrue(
        expected.equals(found),
        () -> "docs/ops.md is out of date; write it anew with\n  " + OpsPage.COMMAND
            + "\nIt lacks\n  " + String.join("\n  ", missing)
            + "\nand has, which is no longer so,\n  " + String.join("\n  ", outdated));
  }

  @Test
  void everyFunctionIsTested() {
    assertFalse(functions.isEmpty());
    Tested tested = new Tested();
    assertEquals(
        List.of(),
        functions.stream()
            .filter(each -> !tested.isTested(each))
            .map(DslFunction::fullName)
            .toList(),
        "add .covers(...) with this name to a row of the table of op cases, which the page takes"
            + " gradient and accuracy from");
  }

  @Test
  void everyOpOfTheStandardIsCoveredOrExcused() throws IOException {
    Set<String> standard = new TreeSet<>(Files.readAllLines(STANDARD));
    assertEquals(193, standard.size());
    standard.addAll(NEWER);
    assertEquals(
        standard,
        OnnxOps.all().stream().map(OnnxOp::name).collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(standard.size(), OnnxOps.all().size(), "an op has two lines");
  }

  @Test
  void whatCoversOnnxIsThere() {
    Set<String> fullNames = new HashSet<>();
    Set<String> names = new HashSet<>(Set.of("dtype"));
    for (DslFunction function : functions) {
      fullNames.add(function.fullName());
      names.add(function.name());
    }
    for (OnnxOp op : OnnxOps.all()) {
      assertTrue(fullNames.containsAll(op.functions()), () -> op.name() + ": " + op.functions());
      assertTrue(names.containsAll(op.calls()), () -> op.name() + ": " + op.calls());
    }
  }
}
