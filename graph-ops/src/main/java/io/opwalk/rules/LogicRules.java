package io.opwalk.rules;

import static io.opwalk.ops.scalar.LogicFunctions.EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_AND;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_NOT;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_OR;
import static io.opwalk.ops.scalar.LogicFunctions.LOGICAL_XOR;
import static io.opwalk.ops.scalar.LogicFunctions.NOT_EQUAL;
import static io.opwalk.ops.scalar.LogicFunctions.WHERE;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.exact;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.truth;

import io.opwalk.DType;
import io.opwalk.Shape;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/** Connectives and choices whose outcome is known, or that can be said without a negation. */
final class LogicRules {
  private LogicRules() {}

  static List<Rule> all() {
    Pattern.Any condition = any("c").of(DType.BOOL);
    return List.of(
        exact("x and true -> x", fn(LOGICAL_AND, any("x"), truth(true)), any("x")),
        exact("x or false -> x", fn(LOGICAL_OR, any("x"), truth(false)), any("x")),
        exact("x xor false -> x", fn(LOGICAL_XOR, any("x"), truth(false)), any("x")),
        exact(
            "x xor true -> not x",
            fn(LOGICAL_XOR, any("x"), truth(true)),
            fn(LOGICAL_NOT, any("x"))),
        exact(
            "not(x = y) -> x != y",
            fn(LOGICAL_NOT, fn(EQUAL, any("x"), any("y"))),
            fn(NOT_EQUAL, any("x"), any("y"))),
        exact(
            "not(x != y) -> x = y",
            fn(LOGICAL_NOT, fn(NOT_EQUAL, any("x"), any("y"))),
            fn(EQUAL, any("x"), any("y"))),
        choosing("where(true, x, y) -> x", fn(WHERE, truth(true), any("x"), any("y")), "x", "y"),
        choosing("where(false, x, y) -> y", fn(WHERE, truth(false), any("x"), any("y")), "y", "x"),
        choosing("where(c, x, x) -> x", fn(WHERE, condition, any("x"), any("x")), "x", "c"),
        exact(
            "where(not c, x, y) -> where(c, y, x)",
            fn(WHERE, fn(LOGICAL_NOT, condition), any("x"), any("y")),
            fn(WHERE, condition, any("y"), any("x"))));
  }

  private static Rule choosing(String name, Pattern left, String chosen, String dropped) {
    return Rule.named(name)
        .when(left)
        .then(any(chosen))
        .where(match -> isDispensable(match, dropped))
        .safety(Safety.EXACT)
        .build();
  }

  /** Whether an operand's sizes are those of the result without a check at run time. */
  private static boolean isDispensable(Match match, String dropped) {
    Shape operand = match.value(dropped).shape();
    Shape result = match.root().shape();
    boolean fits = operand.rank() <= result.rank();
    for (int axis = -1; fits && axis >= -operand.rank(); axis--) {
      fits = operand.dim(axis).is(1) || operand.dim(axis).equals(result.dim(axis));
    }
    return fits;
  }
}
