package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.EXP;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.logSoftmax;
import static io.opwalk.rules.Patterns.logSumExp;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;
import static io.opwalk.rules.Patterns.softmax;
import static io.opwalk.rules.Patterns.transpose;

import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;
import java.util.function.Predicate;

/** Exponentials of whole rows: shifted by the largest, nothing overflows. */
final class SoftmaxRules {
  private SoftmaxRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    return List.of(
        rule(
            "log(softmax(x)) -> logSoftmax(x)",
            fn(LOG, op(softmax("s"), x)),
            match -> match.apply(logOf(match), match.value("x"))),
        rule(
            "log(transpose(softmax(x))) -> transpose(logSoftmax(x))",
            fn(LOG, op(transpose("t"), either(op(softmax("s"), x), any("p")))),
            match -> MovedSoftmax.logarithm(match, match.root().node().input(0)),
            match -> MovedSoftmax.isOne(match.root().node().input(0))),
        rule(
            "exp(logSoftmax(x)) -> softmax(x)",
            fn(EXP, op(logSoftmax("s"), x)),
            match ->
                match.apply(new Softmax(match.op("s", LogSoftmax.class).axis()), match.value("x"))),
        rule(
            "log(sum(exp(x))) -> logSumExp(x)",
            fn(LOG, op(reduce("sum", Reduce.Kind.SUM), fn(EXP, x))),
            match -> {
              Reduce sum = match.op("sum", Reduce.class);
              return match.apply(new LogSumExp(sum.axes(), sum.keepDims()), match.value("x"));
            }),
        rule(
            "exp(x)/sum(exp(x)) -> softmax(x)",
            fn(DIVIDE, fn(EXP, x), op(reduce("sum", Reduce.Kind.SUM), fn(EXP, x))),
            match -> match.apply(
                new Softmax(match.op("sum", Reduce.class).axes().get(0)), match.value("x")),
            match -> {
              Reduce sum = match.op("sum", Reduce.class);
              return isBroadcastBack(sum.axes(), sum.keepDims());
            }),
        rule(
            "x-logSumExp(x) -> logSoftmax(x)",
            fn(SUBTRACT, x, op(logSumExp("sum"), x)),
            match -> match.apply(
                new LogSoftmax(match.op("sum", LogSumExp.class).axes().get(0)), match.value("x")),
            match -> {
              LogSumExp sum = match.op("sum", LogSumExp.class);
              return isBroadcastBack(sum.axes(), sum.keepDims());
            }));
  }

  private static LogSoftmax logOf(Match match) {
    return new LogSoftmax(match.op("s", Softmax.class).axis());
  }

  /** Whether what is reduced along one axis broadcasts back along that axis. */
  private static boolean isBroadcastBack(List<Integer> axes, boolean keepDims) {
    // Without the axis, the others are aligned at the right: the axis in front is the one they
    // lack.
    return axes.size() == 1 && (keepDims || axes.get(0) == 0);
  }

  private static Rule rule(String name, Pattern left, Replacement right) {
    return rule(name, left, right, match -> true);
  }

  private static Rule rule(
      String name, Pattern left, Replacement right, Predicate<Match> condition) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(condition)
        .safety(Safety.STABILISES)
        .build();
  }
}
