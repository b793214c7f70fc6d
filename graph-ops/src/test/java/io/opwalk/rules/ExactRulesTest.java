package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.rewrite.Safety;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of every EXACT rule, evaluated by definition, have the same bits. */
final class ExactRulesTest {
  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> rule.safety() == Safety.EXACT).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void bothSidesHaveTheSameBits(Rule rule) {
    for (RuleExample example : RuleRunner.examples(rule)) {
      // Over constants alone, any rule would look right.
      assertFalse(example.inputs().isEmpty());
      Feed feed = Feed.empty();
      for (int i = 0; i < example.inputs().size(); i++) {
        Tensor input = example.inputs().get(i);
        feed = feed.and(input, Awkward.matrix(input.dtype(), i));
      }
      List<NDArray> values = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
      Bits.assertSame(values.get(0), values.get(1), () -> Expressions.text(example.left()));
    }
  }

  @Test
  void aRuleThatIsNotExactIsFound() {
    Pattern x = Patterns.any("x");
    // For -0.0, infinity and large integers.
    List<Rule> wrong = List.of(
        Patterns.exact("x+0 -> x", Patterns.fn(ADD, x, Patterns.lit(0)), x),
        Patterns.exact(
            "x-x -> 0*x", Patterns.fn(SUBTRACT, x, x), Patterns.fn(MULTIPLY, Patterns.lit(0), x)),
        Patterns.exact(
            "(x/2)*2 -> x",
            Patterns.fn(MULTIPLY, Patterns.fn(DIVIDE, x, Patterns.lit(2)), Patterns.lit(2)),
            x));
    for (Rule rule : wrong) {
      assertThrows(AssertionError.class, () -> bothSidesHaveTheSameBits(rule), rule.name());
    }
  }
}
