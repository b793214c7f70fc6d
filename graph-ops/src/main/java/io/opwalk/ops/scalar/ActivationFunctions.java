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
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.bounded;
import static io.opwalk.ops.scalar.Formulas.decay;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;
import static io.opwalk.ops.scalar.Slopes.only;

import io.opwalk.Tensor;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;

/**
 * The nonlinearities of neural networks. {@link io.opwalk.ops.Activations} says what each function
 * gives.
 */
public final class ActivationFunctions {
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;
  private static final double SELU_SCALE_ALPHA = 1.7580993408473768599402175208123;
  private static final double SQRT_HALF = 0.70710678118654752440084436210485;
  private static final double INV_SQRT_2PI = 0.39894228040143267793994605993438;
  private static final double SQRT_2_OVER_PI = 0.79788456080286535587989211986876;
  private static final double GELU_CUBIC = 0.044715;

  /** 1 / (1 + exp(-x)). */
  public static final ScalarFunction SIGMOID = ScalarFunction.named("sigmoid")
      .code(of(ScalarOp.SIGMOID, X))
      .derivative((args, out, g) -> multiply(g, multiply(out, subtract(1, out))))
      .build();

  /** log(1 + exp(x)). */
  public static final ScalarFunction SOFTPLUS = ScalarFunction.named("softplus")
      .code(of(ScalarOp.SOFTPLUS, X))
      .derivative((args, out, g) -> multiply(g, sigmoid(args.get(0))))
      .build();

  /** x / (1 + |x|). */
  public static final ScalarFunction SOFTSIGN = ScalarFunction.named("softsign")
      .code(softsignCode())
      .derivative((args, out, g) -> divide(g, square(add(1, abs(args.get(0))))))
      .build();

  /** max(x, 0). */
  public static final ScalarFunction RELU = ScalarFunction.named("relu")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.MAX, X, lit(0)))
      .derivative((args, out, g) -> only(greater(args.get(0), 0), g))
      .build();

  /** min(max(x, 0), 6). */
  public static final ScalarFunction RELU6 = ScalarFunction.named("relu6")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.MIN, of(ScalarOp.MAX, X, lit(0)), lit(6)))
      .derivative((args, out, g) -> only(between(0, args.get(0), 6), g))
      .build();

  /** x for x > 0, else the second argument times x. */
  public static final ScalarFunction LEAKY_RELU = ScalarFunction.named("leakyRelu")
      .arity(2)
      .code(of(ScalarOp.SELECT, of(ScalarOp.GT, X, lit(0)), X, of(ScalarOp.MUL, Y, X)))
      .derivative((args, out, g) -> multiply(g, where(greater(args.get(0), 0), 1, args.get(1))))
      .derivative((args, out, g) -> multiply(g, minimum(args.get(0), 0)))
      .build();

  /** x for x > 0, else the second argument times (exp(x) - 1). */
  public static final ScalarFunction ELU = ScalarFunction.named("elu")
      .arity(2)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          X,
          of(ScalarOp.MUL, Y, of(ScalarOp.EXPM1, X))))
      .derivative((args, out, g) -> multiply(
          g,
          where(greater(args.get(0), 0), 1, multiply(args.get(1), exp(minimum(args.get(0), 0))))))
      .derivative((args, out, g) -> multiply(g, expm1(minimum(args.get(0), 0))))
      .build();

  /** The self-normalising form of elu. */
  public static final ScalarFunction SELU = ScalarFunction.named("selu")
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          of(ScalarOp.MUL, lit(SELU_SCALE), X),
          of(ScalarOp.MUL, lit(SELU_SCALE_ALPHA), of(ScalarOp.EXPM1, X))))
      .derivative((args, out, g) -> multiply(
          g,
          where(
              greater(args.get(0), 0),
              SELU_SCALE,
              multiply(SELU_SCALE_ALPHA, exp(minimum(args.get(0), 0))))))
      .build();

  /** x times the normal distribution function at x. */
  public static final ScalarFunction GELU = ScalarFunction.named("gelu")
      .code(geluCode())
      .derivative((args, out, g) -> multiply(g, geluSlope(args.get(0))))
      .build();

  /** The approximation of gelu by the hyperbolic tangent. */
  public static final ScalarFunction GELU_TANH = ScalarFunction.named("geluTanh")
      .code(of(ScalarOp.MUL, bounded(X), of(ScalarOp.SIGMOID, twiceGeluArgument())))
      .derivative((args, out, g) -> multiply(g, geluTanhSlope(args.get(0))))
      .build();

  /** x sigmoid(x). */
  public static final ScalarFunction SILU = ScalarFunction.named("silu")
      .code(of(ScalarOp.MUL, bounded(X), of(ScalarOp.SIGMOID, X)))
      .derivative((args, out, g) -> multiply(g, siluSlope(args.get(0))))
      .build();

  /** x tanh(softplus(x)). */
  public static final ScalarFunction MISH = ScalarFunction.named("mish")
      .code(mishCode())
      .derivative((args, out, g) -> multiply(g, mishSlope(args.get(0))))
      .build();

  /** relu6(x + 3) / 6. */
  public static final ScalarFunction HARD_SIGMOID = ScalarFunction.named("hardSigmoid")
      .code(of(
          ScalarOp.DIV,
          of(ScalarOp.MIN, of(ScalarOp.MAX, of(ScalarOp.ADD, X, lit(3)), lit(0)), lit(6)),
          lit(6)))
      .derivative((args, out, g) -> only(between(-3, args.get(0), 3), divide(g, 6)))
      .build();

  /** 0.2 x + 0.5, within [0, 1]. */
  public static final ScalarFunction HARD_SIGMOID_KERAS2 = ScalarFunction.named("hardSigmoidKeras2")
      .code(of(
          ScalarOp.MIN,
          of(ScalarOp.MAX, of(ScalarOp.ADD, of(ScalarOp.MUL, X, lit(0.2)), lit(0.5)), lit(0)),
          lit(1)))
      .derivative((args, out, g) -> only(between(-2.5, args.get(0), 2.5), multiply(g, 0.2)))
      .build();

  /** log(sigmoid(x)). */
  public static final ScalarFunction LOG_SIGMOID = ScalarFunction.named("logSigmoid")
      .code(of(ScalarOp.SUB, lit(0), of(ScalarOp.SOFTPLUS, of(ScalarOp.NEG, X))))
      .derivative((args, out, g) -> multiply(g, sigmoid(negative(args.get(0)))))
      .build();

  private ActivationFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        SIGMOID,
        SOFTPLUS,
        SOFTSIGN,
        RELU,
        RELU6,
        LEAKY_RELU,
        ELU,
        SELU,
        GELU,
        GELU_TANH,
        SILU,
        MISH,
        HARD_SIGMOID,
        HARD_SIGMOID_KERAS2,
        LOG_SIGMOID);
  }

  private static ScalarExpr softsignCode() {
    ScalarExpr magnitude = of(ScalarOp.ABS, X);
    ScalarExpr quotient = of(ScalarOp.DIV, X, of(ScalarOp.ADD, lit(1), magnitude));
    ScalarExpr limit = of(ScalarOp.SELECT, of(ScalarOp.GT, X, lit(0)), lit(1), lit(-1));
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.EQ, magnitude, lit(Double.POSITIVE_INFINITY)),
        limit,
        quotient);
  }

  private static ScalarExpr geluCode() {
    ScalarExpr tail = of(ScalarOp.ERFC, of(ScalarOp.MUL, X, lit(-SQRT_HALF)));
    return of(ScalarOp.MUL, of(ScalarOp.MUL, lit(0.5), bounded(X)), tail);
  }

  /** 2 sqrt(2 / pi) (x + 0.044715 x^3): (1 + tanh(u)) / 2 is the logistic function of 2 u. */
  private static ScalarExpr twiceGeluArgument() {
    ScalarExpr square = of(ScalarOp.MUL, X, X);
    ScalarExpr slope = of(ScalarOp.ADD, lit(1), of(ScalarOp.MUL, lit(GELU_CUBIC), square));
    return of(ScalarOp.MUL, of(ScalarOp.MUL, lit(2 * SQRT_2_OVER_PI), X), slope);
  }

  /**
   * With t = exp(-|x|): tanh(softplus(x)) is (1 + 2 t) / (1 + 2 t + 2 t^2) from 0 on, and t (t + 2)
   * / (t (t + 2) + 2) below.
   */
  private static ScalarExpr mishCode() {
    ScalarExpr t = decay(X);
    ScalarExpr above = of(ScalarOp.ADD, lit(1), of(ScalarOp.ADD, t, t));
    ScalarExpr twiceSquare = of(ScalarOp.MUL, of(ScalarOp.ADD, t, t), t);
    ScalarExpr below = of(ScalarOp.MUL, t, of(ScalarOp.ADD, t, lit(2)));
    ScalarExpr ratio = of(
        ScalarOp.SELECT,
        of(ScalarOp.GE, X, lit(0)),
        of(ScalarOp.DIV, above, of(ScalarOp.ADD, above, twiceSquare)),
        of(ScalarOp.DIV, below, of(ScalarOp.ADD, below, lit(2))));
    return of(ScalarOp.MUL, bounded(X), ratio);
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
