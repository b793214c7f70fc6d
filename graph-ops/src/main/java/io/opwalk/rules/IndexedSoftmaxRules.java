package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.ops.scalar.ExponentFunctions.LOG;
import static io.opwalk.rewrite.RuleExamples.COLUMNS;
import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.GradientRules.masked;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.broadcast;
import static io.opwalk.rules.Patterns.either;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.reduce;
import static io.opwalk.rules.Patterns.softmax;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Gather;
import io.opwalk.ops.primitive.Pad;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Slice;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;
import java.util.Optional;

/**
 * The logarithm of some elements of a softmax is that of all, of which some are taken: the negative
 * log-likelihood of labels that are given by their index. Elements may be moved in any number of
 * steps; each rule is for what comes last.
 */
final class IndexedSoftmaxRules {
  private IndexedSoftmaxRules() {}

  static List<Rule> all() {
    Pattern softmax = op(softmax("s"), any("x"));
    Pattern direct = either(softmax, any("p"));
    Pattern indices = either(any("i").of(DType.INT64), any("i").of(DType.INT32));
    Pattern rows = either(op(columns("r"), softmax), any("p"));
    return List.of(
        rule("log(slice(softmax(x))) -> slice(logSoftmax(x))", op(slice("move"), direct)),
        rule("log(reshape(softmax(x))) -> reshape(logSoftmax(x))", op(columns("move"), direct)),
        rule(
            "log(broadcast(softmax(x))) -> broadcast(logSoftmax(x))",
            op(broadcast("move"), direct)),
        rule(
            "log(gather(softmax(x), i)) -> gather(logSoftmax(x), i)",
            op(new Gather(), rows, indices)),
        slope());
  }

  /**
   * That of logSoftmax for what is 0 but where elements were taken: for one index per row, the
   * softmax less the labels as ones and zeros.
   */
  private static Rule slope() {
    Pattern g = any("g");
    Pattern p = op(softmax("s"), any("x"));
    List<Dim> none = List.of(Dim.of(0), Dim.of(0));
    Slice whole = new Slice(none, List.of(ROWS, COLUMNS), List.of(1, 1));
    Pattern over = masked(g, fn(DIVIDE, g, op(whole, p)));
    Pattern back = either(op(new Pad(none, none, List.of(0, 0)), over, lit(0)), any("b"));
    OpMatcher sum = reduce("sum", Reduce.Kind.SUM);
    return Rule.named("slope of log(softmax(x)[i]) -> that of logSoftmax(x)[i]")
        .when(fn(MULTIPLY, p, fn(SUBTRACT, back, op(sum, fn(MULTIPLY, back, p)))))
        .then(match -> {
          IrValue gradient = moved(match).orElseThrow().putBack(match);
          IrValue total = match.apply(match.op("sum", Reduce.class), gradient);
          IrValue expected = match.apply(new Elementwise(MULTIPLY), softmaxOf(match), total);
          return match.apply(new Elementwise(SUBTRACT), gradient, expected);
        })
        .where(match -> match
                .op("sum", Reduce.class)
                .equals(new Reduce(
                    Reduce.Kind.SUM, List.of(match.op("s", Softmax.class).axis()), true))
            && moved(match).isPresent())
        .safety(Safety.STABILISES)
        .build();
  }

  private static Optional<MovedSlope> moved(Match match) {
    List<IrValue> factors = match.root().node().inputs();
    IrValue difference = factors.get(factors.get(0) == softmaxOf(match) ? 1 : 0);
    return MovedSlope.of(difference.node().input(0), softmaxOf(match));
  }

  private static IrValue softmaxOf(Match match) {
    return match.apply(match.op("s", Softmax.class), match.value("x"));
  }

  private static Rule rule(String name, Pattern moved) {
    return Rule.named(name)
        .when(fn(LOG, moved))
        .then(match -> MovedSoftmax.logarithm(match, match.root().node().input(0)))
        .where(match -> MovedSoftmax.isOne(match.root().node().input(0)))
        .safety(Safety.STABILISES)
        .build();
  }

  private static OpMatcher slice(String name) {
    List<Integer> backwards = List.of(-1, 1);
    List<Dim> none = List.of(Dim.of(0), Dim.of(0));
    return OpMatcher.of(
        name,
        Slice.class,
        List.of(
            new Slice(none, List.of(Dim.of(2), COLUMNS), List.of(1, 1)),
            new Slice(List.of(Dim.of(4), Dim.of(1)), List.of(Dim.of(3), Dim.of(2)), backwards)));
  }

  private static OpMatcher columns(String name) {
    return OpMatcher.of(
        name, Reshape.class, List.of(new Reshape(Shape.of(ROWS, COLUMNS, Dim.of(1)))));
  }
}
