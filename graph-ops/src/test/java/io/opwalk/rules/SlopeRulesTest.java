package io.opwalk.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The elementwise gradients of what is written by hand, as {@link StableRulesTest} has others. */
final class SlopeRulesTest {
  static final String LOGISTIC = "slope of exp(x)/(1+exp(x)) -> sigmoid(x)*sigmoid(-x)";
  static final String FALLING = "slope of c/(1+exp(-x)) -> c*sigmoid(x)*sigmoid(-x)";
  static final String RISING = "slope of c/(1+exp(x)) -> -c*sigmoid(x)*sigmoid(-x)";
  static final String IDENTITY = "slope of log(exp(x)) -> 1";
  static final String SUM = "slope of log(exp(a)+exp(b)) -> sigmoid(a-b)";
  static final String LONG_SUM =
      "slope of log(exp(a)+exp(b)+exp(c)+...) -> exp(a)/(exp(a)+...), scaled";
  static final String DIFFERENCE_IN_A = "slope of log(exp(a)-exp(b)) in a -> 1/(-expm1(-(a-b)))";
  static final String DIFFERENCE_IN_B = "slope of log(exp(a)-exp(b)) in b -> -1/expm1(a-b)";

  /**
   * Shares of the gradient, which is the first argument, and measured against it: in a share of
   * exp(-d), a rounding of d is magnified by d.
   */
  private static final Set<String> SHARES = Set.of(SUM, LONG_SUM, DIFFERENCE_IN_A, DIFFERENCE_IN_B);

  static Set<String> covered() {
    Set<String> covered = new HashSet<>(
        Set.of(FALLING, RISING, IDENTITY, SUM, LONG_SUM, DIFFERENCE_IN_A, DIFFERENCE_IN_B));
    for (String form : List.of("", ", of gradient 1", ", of gradient -1", ", of gradient -u")) {
      covered.add(LOGISTIC + form);
      covered.add(LOGISTIC + ", by two exponentials" + form);
    }
    return covered;
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    ToDoubleFunction<double[]> scale =
        point -> SHARES.contains(rule.name()) ? Math.abs(point[0]) : 0;
    boolean nearer = false;
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertFalse(examples.size() < 2, "one for each floating dtype at least");
    for (RuleExample example : examples) {
      nearer |= StableRulesTest.compare(example, TrueSlopes.oracle(example), scale);
    }
    assertTrue(nearer, () -> rule.name() + ": nowhere is the right side nearer");
  }
}
