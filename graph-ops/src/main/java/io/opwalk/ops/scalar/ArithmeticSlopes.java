package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.maximum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.sign;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.greaterEqual;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.lessEqual;
import static io.opwalk.ops.Logic.logicalAnd;
import static io.opwalk.ops.scalar.Slopes.only;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/** The derivatives of {@link ArithmeticFunctions}. */
final class ArithmeticSlopes {
  private ArithmeticSlopes() {}

  /** Those of a function of a name, one for each argument. */
  static List<Derivative> of(String function) {
    return switch (function) {
      case "add" -> List.of((args, out, g) -> g, (args, out, g) -> g);
      case "subtract" -> List.of((args, out, g) -> g, (args, out, g) -> negative(g));
      case "multiply" ->
        List.of(
            (args, out, g) -> multiply(g, args.get(1)), (args, out, g) -> multiply(g, args.get(0)));
      case "divide" ->
        List.of(
            unlessMasked((args, out, g) -> divide(g, args.get(1))),
            unlessMasked((args, out, g) -> negative(divide(multiply(g, out), args.get(1)))));
      case "mod" ->
        List.of(
            (args, out, g) -> g,
            // (output - x) / y is -floor(x / y), and does not round to a neighbour of it.
            unlessMasked((args, out, g) ->
                divide(multiply(g, subtract(out, args.get(0))), args.get(1))));
      case "remainder" ->
        List.of(
            (args, out, g) -> g,
            unlessMasked((args, out, g) ->
                divide(multiply(g, subtract(out, args.get(0))), args.get(1))));
      case "negative" -> List.of((args, out, g) -> negative(g));
      case "reciprocal" ->
        List.of(unlessMasked((args, out, g) -> {
          Tensor x = args.get(0);
          return negative(divide(divide(g, x), x));
        }));
      case "abs" -> List.of((args, out, g) -> multiply(g, sign(args.get(0))));
      case "square" -> List.of((args, out, g) -> multiply(g, multiply(2, args.get(0))));
      case "minimum" ->
        List.of(
            (args, out, g) -> only(lessEqual(args.get(0), args.get(1)), g),
            (args, out, g) -> only(greater(args.get(0), args.get(1)), g));
      case "maximum" ->
        List.of(
            (args, out, g) -> only(greaterEqual(args.get(0), args.get(1)), g),
            (args, out, g) -> only(less(args.get(0), args.get(1)), g));
      case "clip" ->
        List.of(
            (args, out, g) -> only(
                logicalAnd(
                    greaterEqual(args.get(0), args.get(1)), lessEqual(args.get(0), args.get(2))),
                g),
            (args, out, g) -> only(
                logicalAnd(less(args.get(0), args.get(1)), lessEqual(args.get(1), args.get(2))), g),
            (args, out, g) -> only(greater(maximum(args.get(0), args.get(1)), args.get(2)), g));
      default -> throw new IllegalArgumentException("no derivative of " + function);
    };
  }
}
