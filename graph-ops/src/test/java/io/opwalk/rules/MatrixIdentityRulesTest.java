package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.testing.cases.ExactMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities of matrices: both sides are near the true value where there is an inverse. */
final class MatrixIdentityRulesTest {
  private static final int SIZE = 4;

  private static List<Rule> rules() {
    return MatrixIdentityRules.all();
  }

  /** With a diagonal that outweighs the rest, so that condition numbers are below 10. */
  private static NDArray matrix(SplittableRandom random, DType dtype) {
    double[] values = new double[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      double sign = random.nextBoolean() ? 1 : -1;
      values[i] = i % (SIZE + 1) == 0 ? 3 * sign : random.nextDouble(-0.5, 0.5);
    }
    return NDArray.wrap(values, SIZE, SIZE).cast(dtype);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void bothSidesAreNearTheTrueValue(Rule rule) {
    SplittableRandom random = new SplittableRandom(11);
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertFalse(examples.isEmpty());
    for (RuleExample example : examples) {
      for (int round = 0; round < 3; round++) {
        Map<Tensor, NDArray> inputs = new LinkedHashMap<>();
        Feed feed = Feed.empty();
        for (Tensor input : example.inputs()) {
          inputs.put(input, matrix(random, input.dtype()));
          feed = feed.and(input, inputs.get(input));
        }
        ExactMatrix truth = new ExactEvaluation(inputs, SIZE).value(example.left());
        List<NDArray> values = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
        for (NDArray value : values) {
          double[] found = value.cast(DType.FLOAT64).toDoubles();
          double unit = value.dtype() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
          for (int i = 0; i < found.length; i++) {
            double exact = truth.at(i / truth.columns(), i % truth.columns()).doubleValue();
            // Two steps at most, each of which multiplies errors of a few units by 10 for each
            // of the rows; numbers are below 100, but for determinants, which are below 10^4.
            double tolerance = 40 * SIZE * unit * Math.max(10, Math.abs(exact));
            assertEquals(exact, found[i], tolerance, () -> Expressions.text(example.left()));
          }
        }
      }
    }
  }
}
