package io.opwalk.rules;

import static io.opwalk.rewrite.RuleExamples.COLUMNS;
import static io.opwalk.rewrite.RuleExamples.ROWS;

import io.opwalk.DType;
import io.opwalk.Dim;
import io.opwalk.Op;
import io.opwalk.Shape;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.LogSumExp;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Cast;
import io.opwalk.ops.primitive.Elementwise;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunctions;
import io.opwalk.rewrite.LiteralPattern;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What rules over the ops are written with.
 *
 * <pre>{@code
 * Rule.named("log(1+x) -> log1p(x)")
 *     .when(fn(LOG, fn(ADD, lit(1), any("x"))))
 *     .then(fn(LOG1P, any("x")))
 *     .safety(Safety.STABILISES)
 *     .build();
 * }</pre>
 */
public final class Patterns {
  private Patterns() {}

  /** Any value, called {@code name}. */
  public static Pattern.Any any(String name) {
    return Pattern.any(name);
  }

  /** A scalar function applied element by element. */
  public static Pattern.Applied fn(ScalarFunction function, Pattern... inputs) {
    return Pattern.apply(new Elementwise(function), inputs);
  }

  /** The first of several patterns that leads to a match. */
  public static Pattern either(Pattern... alternatives) {
    return Pattern.either(alternatives);
  }

  /** An op applied. */
  public static Pattern.Applied op(Op op, Pattern... inputs) {
    return Pattern.apply(op, inputs);
  }

  /** Some op applied. */
  public static Pattern.Applied op(OpMatcher op, Pattern... inputs) {
    return Pattern.apply(op, inputs);
  }

  /**
   * A constant that is {@code value} throughout, of any numeric dtype and shape; 0.0 is not -0.0.
   */
  public static LiteralPattern lit(double value) {
    return new NumberPattern(value);
  }

  /** A constant that is {@code value} throughout. */
  public static LiteralPattern truth(boolean value) {
    return new TruthPattern(value);
  }

  /** Any scalar function of the given arity that fulfils a condition, called {@code name}. */
  public static OpMatcher function(String name, int arity, Predicate<ScalarFunction> condition) {
    Predicate<ScalarFunction> wanted =
        function -> function.arity() == arity && condition.test(function);
    // To look at all functions is to initialise them all, which only examples need.
    Supplier<List<Elementwise>> examples = () ->
        ScalarFunctions.all().stream().filter(wanted).map(Elementwise::new).toList();
    return OpMatcher.of(name, Elementwise.class, examples)
        .where(Elementwise.class, op -> wanted.test(op.function()));
  }

  /** A reduction of one kind over any axes, called {@code name}. */
  public static OpMatcher reduce(String name, Reduce.Kind kind) {
    List<Reduce> examples = new ArrayList<>();
    for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(0, 1))) {
      examples.add(new Reduce(kind, axes, false));
      examples.add(new Reduce(kind, axes, true));
    }
    return OpMatcher.of(name, Reduce.class, examples).where(Reduce.class, op -> op.kind() == kind);
  }

  /** A softmax along any axis, called {@code name}. */
  public static OpMatcher softmax(String name) {
    return OpMatcher.of(name, Softmax.class, List.of(new Softmax(0), new Softmax(1)));
  }

  /** The logarithm of a softmax along any axis, called {@code name}. */
  public static OpMatcher logSoftmax(String name) {
    return OpMatcher.of(name, LogSoftmax.class, List.of(new LogSoftmax(0), new LogSoftmax(1)));
  }

  /** A log-sum-exp along any axes, called {@code name}. */
  public static OpMatcher logSumExp(String name) {
    return OpMatcher.of(
        name,
        LogSumExp.class,
        List.of(new LogSumExp(List.of(0), false), new LogSumExp(List.of(1), true)));
  }

  /** A transposition, called {@code name}. */
  public static OpMatcher transpose(String name) {
    return OpMatcher.of(
        name, Transpose.class, List.of(new Transpose(List.of(0, 1)), new Transpose(List.of(1, 0))));
  }

  /** A cast to any dtype, called {@code name}. */
  public static OpMatcher cast(String name) {
    List<Cast> examples = new ArrayList<>();
    for (DType dtype : DType.values()) {
      examples.add(new Cast(dtype));
    }
    return OpMatcher.of(name, Cast.class, examples);
  }

  /** A broadcast to any shape, called {@code name}. */
  static OpMatcher broadcast(String name) {
    return OpMatcher.of(
        name,
        Broadcast.class,
        List.of(
            new Broadcast(Shape.of(ROWS, COLUMNS)),
            new Broadcast(Shape.of(Dim.of(3), ROWS, COLUMNS))));
  }

  /** A rule that keeps every bit. */
  static Rule exact(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.EXACT).build();
  }

  /** A rule that rounds otherwise. */
  static Rule reassociates(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.REASSOCIATES).build();
  }

  /** A rule that is right where everything is finite. */
  static Rule assumesFinite(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.ASSUMES_FINITE).build();
  }

  /** A rule that comes nearer the true value. */
  static Rule stabilises(String name, Pattern left, Pattern right) {
    return Rule.named(name).when(left).then(right).safety(Safety.STABILISES).build();
  }
}
