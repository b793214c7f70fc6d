package io.opwalk.rules;

import static io.opwalk.ops.scalar.ArithmeticFunctions.ADD;
import static io.opwalk.ops.scalar.ArithmeticFunctions.DIVIDE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.MULTIPLY;
import static io.opwalk.ops.scalar.ArithmeticFunctions.NEGATIVE;
import static io.opwalk.ops.scalar.ArithmeticFunctions.SUBTRACT;
import static io.opwalk.rules.Patterns.any;
import static io.opwalk.rules.Patterns.assumesFinite;
import static io.opwalk.rules.Patterns.broadcast;
import static io.opwalk.rules.Patterns.fn;
import static io.opwalk.rules.Patterns.lit;
import static io.opwalk.rules.Patterns.op;

import io.opwalk.NDArray;
import io.opwalk.ir.IrValue;
import io.opwalk.ops.primitive.Broadcast;
import io.opwalk.ops.primitive.Constant;
import io.opwalk.ops.primitive.MatMul;
import io.opwalk.rewrite.Match;
import io.opwalk.rewrite.Pattern;
import io.opwalk.rewrite.Replacement;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.Safety;
import java.util.List;

/**
 * What gives zeros, or changes nothing, unless a value is infinite, NaN or -0.0. For integers the
 * same rules are EXACT, and on.
 */
final class ZeroRules {
  private ZeroRules() {}

  static List<Rule> all() {
    Pattern x = any("x");
    Pattern y = any("y");
    Pattern zeros = op(broadcast("z"), lit(0));
    return List.of(
        constant("x*0 -> 0", fn(MULTIPLY, x, lit(0)), 0),
        constant("0/x -> 0", fn(DIVIDE, lit(0), x), 0),
        constant("x-x -> 0", fn(SUBTRACT, x, x), 0),
        constant("x/x -> 1", fn(DIVIDE, x, x), 1),
        assumesFinite("x+0 -> x", fn(ADD, x, lit(0)), x),
        assumesFinite("0-x -> -x", fn(SUBTRACT, lit(0), x), fn(NEGATIVE, x)),
        constant("dot(0, y) -> 0", op(new MatMul(), zeros, y), 0),
        constant("dot(x, 0) -> 0", op(new MatMul(), x, zeros), 0));
  }

  private static Rule constant(String name, Pattern left, int number) {
    return Rule.named(name)
        .when(left)
        .then(throughout(number))
        .safety(Safety.ASSUMES_FINITE)
        .build();
  }

  /** One number in the shape of what was matched. */
  static Replacement throughout(int number) {
    return match -> throughout(number, match);
  }

  private static IrValue throughout(int number, Match match) {
    IrValue one = match.apply(new Constant(NDArray.full(match.root().dtype(), number)));
    return match.root().shape().rank() == 0
        ? one
        : match.apply(new Broadcast(match.root().shape()), one);
  }
}
