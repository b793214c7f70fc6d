package io.opwalk.ops.scalar;

import static io.opwalk.ops.Activations.sigmoid;
import static io.opwalk.ops.Activations.softplus;
import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.clip;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.minimum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.expm1;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.logicalAnd;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Special.erfc;
import static io.opwalk.ops.Trigonometry.tanh;
import static io.opwalk.ops.scalar.ActivationFunctions.GELU_CUBIC;
import static io.opwalk.ops.scalar.ActivationFunctions.SELU_SCALE;
import static io.opwalk.ops.scalar.ActivationFunctions.SELU_SCALE_ALPHA;
import static io.opwalk.ops.scalar.ActivationFunctions.SQRT_2_OVER_PI;
import static io.opwalk.ops.scalar.ActivationFunctions.SQRT_HALF;
import static io.opwalk.ops.scalar.Slopes.only;

import io.opwalk.Tensor;
import java.util.List;

/** The derivatives of {@link ActivationFunctions}. */
final class ActivationSlopes {
  private static final double INV_SQRT_2PI = 0.39894228040143267793994605993438;

  private ActivationSlopes() {}

  /** Those of a function of a name, one for each argument. */
  static List<Derivative> of(String function) {
    return switch (function) {
      case "sigmoid" -> List.of((args, out, g) -> multiply(g, multiply(out, subtract(1, out))));
      case "softplus" -> List.of((args, out, g) -> multiply(g, sigmoid(args.get(0))));
      case "softsign" -> List.of((args, out, g) -> divide(g, square(add(1, abs(args.get(0))))));
      case "relu" -> List.of((args, out, g) -> only(greater(out, 0), g));
      case "relu6" -> List.of((args, out, g) -> only(between(0, args.get(0), 6), g));
      case "leakyRelu" ->
        List.of(
            (args, out, g) -> multiply(g, where(greater(args.get(0), 0), 1, args.get(1))),
            (args, out, g) -> multiply(g, minimum(args.get(0), 0)));
      case "elu" ->
        List.of(
            (args, out, g) -> multiply(
                g,
                where(
                    greater(args.get(0), 0),
                    1,
                    multiply(args.get(1), exp(minimum(args.get(0), 0))))),
            (args, out, g) -> multiply(g, expm1(minimum(args.get(0), 0))));
      case "selu" ->
        List.of((args, out, g) -> multiply(
            g,
            where(
                greater(args.get(0), 0),
                SELU_SCALE,
                multiply(SELU_SCALE_ALPHA, exp(minimum(args.get(0), 0))))));
      case "gelu" -> List.of((args, out, g) -> multiply(g, geluSlope(args.get(0))));
      case "geluTanh" -> List.of((args, out, g) -> multiply(g, geluTanhSlope(args.get(0))));
      case "silu" -> List.of((args, out, g) -> multiply(g, siluSlope(args.get(0))));
      case "mish" -> List.of((args, out, g) -> multiply(g, mishSlope(args.get(0))));
      case "hardSigmoid" ->
        List.of((args, out, g) -> only(between(-3, args.get(0), 3), divide(g, 6)));
      case "hardSigmoidKeras2" ->
        List.of((args, out, g) -> only(between(-2.5, args.get(0), 2.5), multiply(g, 0.2)));
      case "logSigmoid" -> List.of((args, out, g) -> multiply(g, sigmoid(negative(args.get(0)))));
      default -> throw new IllegalArgumentException("no derivative of " + function);
    };
  }

  /** The normal distribution function, and x times its density. */
  private static Tensor geluSlope(Tensor x) {
    Tensor distribution = multiply(0.5, erfc(multiply(-SQRT_HALF, x)));
    Tensor density = multiply(INV_SQRT_2PI, exp(multiply(-0.5, square(x))));
    return add(distribution, multiply(limited(x), density));
  }

  private static Tensor geluTanhSlope(Tensor anyX) {
    Tensor x = limited(anyX);
    Tensor square = square(x);
    Tensor twiceU = multiply(multiply(2 * SQRT_2_OVER_PI, x), add(1, multiply(GELU_CUBIC, square)));
    Tensor twiceUSlope = multiply(2 * SQRT_2_OVER_PI, add(1, multiply(3 * GELU_CUBIC, square)));
    Tensor s = sigmoid(twiceU);
    return add(s, multiply(multiply(x, multiply(s, subtract(1, s))), twiceUSlope));
  }

  private static Tensor siluSlope(Tensor anyX) {
    Tensor x = limited(anyX);
    Tensor s = sigmoid(x);
    return add(s, multiply(x, multiply(s, subtract(1, s))));
  }

  private static Tensor mishSlope(Tensor anyX) {
    Tensor x = limited(anyX);
    Tensor t = tanh(softplus(x));
    return add(t, multiply(multiply(x, sigmoid(x)), subtract(1, square(t))));
  }

  /**
   * x kept within 1000 of zero. Further out the slopes are 0 or 1 to the last bit, and infinities
   * times 0 would make NaN of them.
   */
  private static Tensor limited(Tensor x) {
    return clip(x, -1000, 1000);
  }

  private static Tensor between(double low, Tensor x, double high) {
    return logicalAnd(greater(x, low), less(x, high));
  }
}
