package io.opwalk.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.docs.OnnxOp;
import io.opwalk.docs.OnnxOps;
import io.opwalk.testing.cases.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Opwalk agrees with ONNX Runtime on every row of the table. */
@Tag("oracle")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleTest {
  private static final Path REPORT = Path.of("target", "oracle-report.tsv");

  private final List<Outcome> outcomes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> opwalkAgreesWithOnnxRuntime() {
    return OracleRows.all().stream()
        .map(row -> DynamicTest.dynamicTest(row.op(), () -> {
          Outcome outcome = Outcome.of(row);
          outcomes.add(outcome);
          assertTrue(outcome.failure().isEmpty(), () -> outcome.failure().orElseThrow());
        }));
  }

  @Test
  void aHundredOpsAreCompared() {
    assertTrue(OracleRows.all().size() >= 100, () -> OracleRows.all().size() + " rows");
  }

  @Test
  void eachOpHasOneRow() {
    List<String> ops = OracleRows.all().stream().map(OracleRow::op).toList();
    assertEquals(ops.size(), new HashSet<>(ops).size(), ops::toString);
  }

  /** docs/ops.md says so. */
  @Test
  void whatIsCoveredIsCompared() {
    Set<String> covered = OnnxOps.all().stream()
        .filter(op -> op.isCovered() && op.whyNotCompared().isEmpty())
        .map(OnnxOp::name)
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> compared =
        OracleRows.all().stream().map(OracleRow::op).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(covered, compared, "OnnxOps and OracleRows do not agree");
  }

  /** The names on that page are those of the standard as the runtime has it. */
  @Test
  void everyOpOfThePageIsOneOfTheStandard() {
    for (OnnxOp op : OnnxOps.all()) {
      OracleRow row = OracleRow.of(op.name(), Tolerance.EXACT, draw -> null).ofOpset(24);
      assertTrue(OnnxRuntime.knows(row), op.name());
    }
    assertFalse(OnnxRuntime.knows(OracleRow.of("Aabs", Tolerance.EXACT, draw -> null)));
  }

  @AfterAll
  void report() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("op\tconfigurations\tworst error (ulp)\ttolerance (ulp)");
    outcomes.stream()
        .sorted(Comparator.comparing(Outcome::op))
        .map(Outcome::line)
        .forEach(lines::add);
    Files.createDirectories(REPORT.getParent());
    Files.write(REPORT, lines);
  }
}
