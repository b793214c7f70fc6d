package io.opwalk.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
