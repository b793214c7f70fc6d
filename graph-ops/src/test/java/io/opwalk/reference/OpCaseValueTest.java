package io.opwalk.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.spi.CompileOptions;
import io.opwalk.testing.cases.Closeness;
import io.opwalk.testing.cases.Expected;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table: the reference backend against the row's oracle. */
@Tag("second-tier")
class OpCaseValueTest {
  static List<OpCase> rows() {
    return OpCases.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void givesWhatTheOracleExpects(OpCase row) {
    check(row.affordableTrials());
  }

  static List<OpCase> costlyRows() {
    return rows().stream().filter(OpCase::costly).toList();
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("costlyRows")
  void givesItInLargeSizesToo(OpCase row) {
    check(row.trials());
  }

  private static void check(List<Trial> trials) {
    int elements = 0;
    int open = 0;
    for (Trial trial : trials) {
      OpCase row = trial.op();
      List<Tensor> placeholders = trial.placeholders();
      Tensor output = trial.output(placeholders);
      List<NDArray> values = trial.values();
      NDArray actual = Nodes.BACKEND
          .compile(placeholders, List.of(output), CompileOptions.defaults())
          .callSingle(Trial.feed(placeholders, values));
      Expected expected = row.oracle().expect(values);
      Closeness.difference(expected, actual, row.tolerance())
          .ifPresent(difference -> fail(trial + ": " + difference));
      assertTrue(
          output.shape().admits(actual.shape()) && output.dtype() == actual.dtype(),
          () -> trial + ": " + actual.describe() + " is not of the type " + output.type());
      elements += actual.size();
      open += expected.open().cardinality();
    }
    assertTrue(open <= elements / 2, "the oracle leaves open " + open + " of " + elements);
  }
}
