package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.cast;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.logSoftmax;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.CrossEntropy;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * Cross entropies that are written out. Labels that are ones and zeros, as one-hot labels are,
 * choose: what they do not choose counts nothing, also where its probability is 0. Labels that may
 * be anything have no rule, since 0 times negative infinity is NaN.
 */
final class CrossEntropyRules {
  private CrossEntropyRules() {}

  static List<Rule> all() {
    return List.of(Rule.named("sum(cast(b)*logSoftmax(x)) -> -crossEntropy(cast(b), x)")
        .when(op(
            reduce("sum", Reduce.Kind.SUM),
            fn(
                MULTIPLY,
                op(cast("labels"), any("b").of(DType.BOOL)),
                op(logSoftmax("s"), any("x")))))
        .then(match -> match.apply(
            new Elementwise(NEGATIVE),
            match.apply(
                new CrossEntropy(match.op("s", LogSoftmax.class).axis()),
                labels(match),
                match.value("x"))))
        .where(CrossEntropyRules::isOverClasses)
        .safety(Safety.STABILISES)
        .build());
  }

  private static IrValue labels(Match match) {
    return match.apply(match.op("labels", Cast.class), match.value("b"));
  }

  private static boolean isOverClasses(Match match) {
    Reduce sum = match.op("sum", Reduce.class);
    return !sum.keepDims()
        && sum.axes().equals(List.of(match.op("s", LogSoftmax.class).axis()))
        && isWithoutBroadcast(match.value("b").shape(), match.value("x").shape());
  }

  /** Whether the shapes are equal, or can only turn out so. */
  private static boolean isWithoutBroadcast(Shape labels, Shape logits) {
    boolean same = labels.rank() == logits.rank();
    for (int axis = 0; same && axis < labels.rank(); axis++) {
      same = labels.dim(axis).is(1) == logits.dim(axis).is(1);
    }
    return same;
  }
}
