package io.opwalk.rules;

import static io.opwalk.rewrite.RuleExamples.COLUMNS;
import static io.opwalk.rewrite.RuleExamples.ROWS;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.broadcast;
import static io.opwalk.rules.Patterns.op;
import static io.opwalk.rules.Patterns.transpose;

import io.opwalk.Dim;
import io.opwalk.Shape;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.composite.BroadcastLike;
import io.opwalk.ops.composite.ReshapeLike;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Reduce;
import io.opwalk.ops.primitive.Reshape;
import io.opwalk.ops.primitive.Transpose;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.OpMatcher;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Movements of elements that move nothing, or that are one movement. A rule fires only where no
 * check of sizes at run time goes with what it leaves away.
 */
final class ShapeRules {
  private ShapeRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            "transpose(transpose(x)) -> transpose(x)",
            op(transpose("outer"), op(transpose("inner"), any("x"))),
            ShapeRules::composed),
        rule(
            "transpose(x) -> x in the same order",
            op(transpose("t"), any("x")),
            match -> match.value("x"),
            match -> isIdentity(match.op("t", Transpose.class))),
        rule(
            "reshape(reshape(x)) -> reshape(x)",
            op(reshape("outer"), op(reshape("inner"), any("x"))),
            match -> match.apply(match.op("outer", Reshape.class), match.value("x")),
            ShapeRules::innerReshapeIsSound),
        same("reshape(x) -> x of the same shape", op(reshape("r"), any("x"))),
        same("reshapeLike(x, y) -> x of the same shape", op(new ReshapeLike(), any("x"), any("y"))),
        rule(
            "broadcast(broadcast(x)) -> broadcast(x)",
            op(broadcast("outer"), op(broadcast("inner"), any("x"))),
            match -> match.apply(match.op("outer", Broadcast.class), match.value("x")),
            ShapeRules::innerBroadcastIsSound),
        same("broadcast(x) -> x of the same shape", op(broadcast("b"), any("x"))),
        same(
            "broadcastLike(x, y) -> x of the same shape",
            op(new BroadcastLike(), any("x"), any("y"))),
        rule(
            "reduce(x) -> x over no axes",
            op(OpMatcher.of("r", Reduce.class, reductionsOverNothing()), any("x")),
            match -> match.value("x"),
            ShapeRules::reducesNothing));
  }

  private static Rule rule(
      String name, Pattern left, Replacement right, Predicate<Match> condition) {
    return Rule.named(name)
        .when(left)
        .then(right)
        .where(condition)
        .safety(Safety.EXACT)
        .build();
  }

  private static Rule rule(String name, Pattern left, Replacement right) {
    return rule(name, left, right, match -> true);
  }

  /** A rule fires only where the type stays the same, which is all that is asked here. */
  private static Rule same(String name, Pattern left) {
    return rule(name, left, match -> match.value("x"));
  }

  private static IrValue composed(Match match) {
    List<Integer> inner = match.op("inner", Transpose.class).permutation();
    List<Integer> outer = match.op("outer", Transpose.class).permutation();
    return match.apply(new Transpose(outer.stream().map(inner::get).toList()), match.value("x"));
  }

  private static boolean isIdentity(Transpose transpose) {
    List<Integer> permutation = transpose.permutation();
    return permutation.equals(IntStream.range(0, permutation.size()).boxed().toList());
  }

  /** Whether the number of elements on the way is that at either end, whatever the sizes are. */
  private static boolean innerReshapeIsSound(Match match) {
    Dim between = match.op("inner", Reshape.class).shape().elements();
    return between.equals(match.value("x").shape().elements())
        || between.equals(match.root().shape().elements());
  }

  /** Whether the inner broadcast repeats what is known to be 1, and checks no size. */
  private static boolean innerBroadcastIsSound(Match match) {
    Shape from = match.value("x").shape();
    Shape to = match.op("inner", Broadcast.class).shape();
    boolean sound = true;
    for (int axis = -1; sound && axis >= -from.rank(); axis--) {
      sound = from.dim(axis).is(1) || from.dim(axis).equals(to.dim(axis));
    }
    return sound;
  }

  /** A floating sum starts from 0.0, which makes 0.0 of -0.0. */
  private static boolean reducesNothing(Match match) {
    Reduce reduce = match.op("r", Reduce.class);
    boolean sum = reduce.kind() == Reduce.Kind.SUM && match.root().dtype().isFloating();
    return reduce.axes().isEmpty() && !sum;
  }

  private static OpMatcher reshape(String name) {
    return OpMatcher.of(
        name,
        Reshape.class,
        List.of(
            new Reshape(Shape.of(ROWS.times(COLUMNS))),
            new Reshape(Shape.of(COLUMNS, ROWS)),
            new Reshape(Shape.of(ROWS, COLUMNS))));
  }

  private static List<Reduce> reductionsOverNothing() {
    List<Reduce> reductions = new ArrayList<>();
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      reductions.add(new Reduce(kind, List.of(), false));
    }
    return reductions;
  }
}
