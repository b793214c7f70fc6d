package io.opwalk.rules;

import static io.opwalk.ops.scalar.ActivationFunctions.SOFTPLUS;
import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.ops.scalar.ExponentFunctions.LOGADDEXP;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;

import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;

/**
 * Logarithms of sums of four exponentials and more, in pairs, so that roundings grow with the
 * logarithm of their number. Shorter ones are among the {@link LogarithmRules}.
 */
final class LogSumRules {
  private static final int LEAST = 4;

  private LogSumRules() {}

  static List<Rule> all() {
    Pattern three = fn(ADD, fn(ADD, fn(EXP, any("a")), fn(EXP, any("b"))), fn(EXP, any("c")));
    Pattern four = fn(ADD, three, fn(EXP, any("d")));
    Pattern oneAndThree = fn(ADD, lit(1), three);
    return List.of(
        rule("log(exp(a)+exp(b)+exp(c)+exp(d)+...) -> logaddexp of all", four, false),
        rule("log(1+exp(a)+exp(b)+exp(c)+...) -> softplus(logaddexp of all)", oneAndThree, true));
  }

  /** Written for the fewest terms, and looking for any number of them. */
  private static Rule rule(String name, Pattern fewest, boolean withOne) {
    return Rule.named(name)
        .when(fn(LOG, either(fewest, fn(ADD, any("s"), any("t")))))
        .then(LogSumRules::logarithm)
        .where(match -> Exponentials.of(match.root().node().input(0))
            .filter(sum -> sum.withOne() == withOne && sum.size() >= LEAST)
            .isPresent())
        .safety(Safety.STABILISES)
        .build();
  }

  private static IrValue logarithm(Match match) {
    Exponentials sum = Exponentials.of(match.root().node().input(0)).orElseThrow();
    List<IrValue> level = sum.exponents();
    while (level.size() > 1) {
      List<IrValue> next = new ArrayList<>();
      for (int i = 0; i + 1 < level.size(); i += 2) {
        next.add(match.apply(new Elementwise(LOGADDEXP), level.get(i), level.get(i + 1)));
      }
      next.addAll(level.subList(level.size() - level.size() % 2, level.size()));
      level = next;
    }
    return sum.withOne() ? match.apply(new Elementwise(SOFTPLUS), level.get(0)) : level.get(0);
  }
}
