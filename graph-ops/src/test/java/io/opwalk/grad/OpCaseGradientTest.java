package io.opwalk.grad;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of ops that has a gradient, against finite differences. */
@Tag("second-tier")
class OpCaseGradientTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  /** As many elements per operand as the reference backend can vary one by one without waiting. */
  private static final int ELEMENTS = 32;

  static Stream<OpCase> rows() {
    return OpCases.all().stream().filter(row -> !row.smoothTrials(ELEMENTS).isEmpty());
  }

  @Test
  void thereAreRows() {
    assertTrue(rows().count() > 10);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isThatOfFiniteDifferences(OpCase row) {
    for (Trial trial : row.smoothTrials(ELEMENTS)) {
      List<Tensor> inputs = trial.placeholders();
      Tensor output = trial.output(inputs);
      List<NDArray> values = trial.values();
      if (varied(trial, inputs, values)) {
        Tensor[] wrt = trial.differentiable(inputs).toArray(Tensor[]::new);
        Feed feed = Trial.feed(inputs, values);
        GradientCheck.Report report = GradientCheck.of(output, wrt).on(BACKEND).run(feed);
        assertTrue(report.passed(), () -> trial + ": " + report);
      }
    }
  }

  /** Whether there is an element to vary; some sizes of the table have none. */
  private static boolean varied(Trial trial, List<Tensor> inputs, List<NDArray> values) {
    return trial.differentiable(inputs).stream()
        .anyMatch(input -> values.get(inputs.indexOf(input)).size() > 0);
  }
}
