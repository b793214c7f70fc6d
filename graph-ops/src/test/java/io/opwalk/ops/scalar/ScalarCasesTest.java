package io.opwalk.ops.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opwalk.testing.cases.ScalarCase;
import io.opwalk.testing.cases.ScalarCases;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of scalar functions is whole. */
class ScalarCasesTest {
  static List<ScalarCase> rows() {
    return ScalarCases.all();
  }

  @Test
  void everyFunctionHasOneRow() {
    List<String> functions =
        ScalarFunctions.all().stream().map(ScalarFunction::name).sorted().toList();
    List<String> rows = rows().stream().map(ScalarCase::toString).sorted().toList();
    assertEquals(functions, rows);
  }

  @Test
  void noTwoFunctionsHaveOneName() {
    Set<String> names = new HashSet<>();
    ScalarFunctions.all().forEach(function -> names.add(function.name()));
    assertEquals(ScalarFunctions.all().size(), names.size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyRowIsWhole(ScalarCase row) {
    assertEquals(List.of(), row.gaps());
  }
}
