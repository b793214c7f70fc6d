package io.opwalk.grad;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Apply;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Op;
import io.opwalk.Tensor;
import io.opwalk.ops.primitive.Concat;
import io.opwalk.ops.primitive.Cumulate;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.LinearRecurrence;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Scatter;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.testing.cases.OpCase;
import io.opwalk.testing.cases.OpCases;
import io.opwalk.testing.cases.Trial;
import io.opwalk.walk.Walk;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of the gradients of what moves elements about, runs along an axis or reduces one. The
 * cotangent is the output itself, so that also linear ops have a second derivative.
 */
class IndexingSecondDerivativesTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  /** As many elements per operand as can be varied one by one without waiting. */
  private static final int ELEMENTS = 15;

  private static final Set<Class<? extends Op>> OPS = Set.of(
      Concat.class,
      Cumulate.class,
      Gather.class,
      LinearRecurrence.class,
      Pad.class,
      Reduce.class,
      Scatter.class,
      Slice.class);

  static Stream<OpCase> rows() {
    return OpCases.all().stream()
        .filter(row -> !row.smoothTrials(ELEMENTS).isEmpty())
        .filter(row -> {
          Trial trial = row.trials().get(0);
          return Walk.ancestors(trial.output(trial.placeholders())).stream()
              .map(Apply::op)
              .anyMatch(op -> OPS.contains(op.getClass()));
        });
  }

  @Test
  void thereAreRows() {
    assertTrue(rows().count() > 50);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void areThoseOfFiniteDifferences(OpCase row) {
    for (Trial trial : row.smoothTrials(ELEMENTS)) {
      List<Tensor> inputs = trial.placeholders();
      List<NDArray> values = trial.values();
      Tensor output = trial.output(inputs);
      List<Tensor> wrt = trial.differentiable(inputs).stream()
          .filter(input -> values.get(inputs.indexOf(input)).size() > 0)
          .toList();
      if (wrt.isEmpty() || !output.dtype().isFloating()) {
        continue;
      }
      Feed feed = Trial.feed(inputs, values);
      List<Tensor> slopes = Gradients.vjpOrZeros(List.of(output), List.of(output), wrt);
      for (Tensor slope : slopes) {
        GradientCheck.Report report =
            GradientCheck.of(slope, wrt.toArray(Tensor[]::new)).on(BACKEND).run(feed);
        assertTrue(report.passed(), () -> trial + ": " + report);
      }
    }
  }
}
