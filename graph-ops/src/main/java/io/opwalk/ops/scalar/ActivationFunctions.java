package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.bounded;
import static io.opwalk.ops.scalar.Formulas.decay;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;

import io.opwalk.ops.scalar.ScalarFunction.Domain;
import java.util.List;

/**
 * The nonlinearities of neural networks. {@link io.opwalk.ops.Activations} says what each function
 * gives.
 */
public final class ActivationFunctions {
  private static final DerivativeTable SLOPES = ActivationSlopes::of;

  static final double SELU_SCALE = 1.0507009873554804934193349852946;
  static final double SELU_SCALE_ALPHA = 1.7580993408473768599402175208123;
  static final double SQRT_HALF = 0.70710678118654752440084436210485;
  static final double SQRT_2_OVER_PI = 0.79788456080286535587989211986876;
  static final double GELU_CUBIC = 0.044715;

  /** 1 / (1 + exp(-x)). */
  public static final ScalarFunction SIGMOID = ScalarFunction.named("sigmoid")
      .code(of(ScalarOp.SIGMOID, X))
      .derivatives(SLOPES)
      .build();

  /** log(1 + exp(x)). */
  public static final ScalarFunction SOFTPLUS = ScalarFunction.named("softplus")
      .code(of(ScalarOp.SOFTPLUS, X))
      .derivatives(SLOPES)
      .build();

  /** x / (1 + |x|). */
  public static final ScalarFunction SOFTSIGN =
      ScalarFunction.named("softsign").code(softsignCode()).derivatives(SLOPES).build();

  /** max(x, 0). */
  public static final ScalarFunction RELU = ScalarFunction.named("relu")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.MAX, X, lit(0)))
      .derivatives(SLOPES)
      .build();

  /** min(max(x, 0), 6). */
  public static final ScalarFunction RELU6 = ScalarFunction.named("relu6")
      .on(Domain.NUMERIC)
      .with(IDEMPOTENT)
      .code(of(ScalarOp.MIN, of(ScalarOp.MAX, X, lit(0)), lit(6)))
      .derivatives(SLOPES)
      .build();

  /** x for x > 0, else the second argument times x. */
  public static final ScalarFunction LEAKY_RELU = ScalarFunction.named("leakyRelu")
      .arity(2)
      .code(of(ScalarOp.SELECT, of(ScalarOp.GT, X, lit(0)), X, of(ScalarOp.MUL, Y, X)))
      .derivatives(SLOPES)
      .build();

  /** x for x > 0, else the second argument times (exp(x) - 1). */
  public static final ScalarFunction ELU = ScalarFunction.named("elu")
      .arity(2)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          X,
          of(ScalarOp.MUL, Y, of(ScalarOp.EXPM1, X))))
      .derivatives(SLOPES)
      .build();

  /** The self-normalising form of elu. */
  public static final ScalarFunction SELU = ScalarFunction.named("selu")
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          of(ScalarOp.MUL, lit(SELU_SCALE), X),
          of(ScalarOp.MUL, lit(SELU_SCALE_ALPHA), of(ScalarOp.EXPM1, X))))
      .derivatives(SLOPES)
      .build();

  /** x times the normal distribution function at x. */
  public static final ScalarFunction GELU =
      ScalarFunction.named("gelu").code(geluCode()).derivatives(SLOPES).build();

  /** The approximation of gelu by the hyperbolic tangent. */
  public static final ScalarFunction GELU_TANH = ScalarFunction.named("geluTanh")
      .code(of(ScalarOp.MUL, bounded(X), of(ScalarOp.SIGMOID, twiceGeluArgument())))
      .derivatives(SLOPES)
      .build();

  /** x sigmoid(x). */
  public static final ScalarFunction SILU = ScalarFunction.named("silu")
      .code(of(ScalarOp.MUL, bounded(X), of(ScalarOp.SIGMOID, X)))
      .derivatives(SLOPES)
      .build();

  /** x tanh(softplus(x)). */
  public static final ScalarFunction MISH =
      ScalarFunction.named("mish").code(mishCode()).derivatives(SLOPES).build();

  /** relu6(x + 3) / 6. */
  public static final ScalarFunction HARD_SIGMOID = ScalarFunction.named("hardSigmoid")
      .code(of(
          ScalarOp.DIV,
          of(ScalarOp.MIN, of(ScalarOp.MAX, of(ScalarOp.ADD, X, lit(3)), lit(0)), lit(6)),
          lit(6)))
      .derivatives(SLOPES)
      .build();

  /** 0.2 x + 0.5, within [0, 1]. */
  public static final ScalarFunction HARD_SIGMOID_KERAS2 = ScalarFunction.named("hardSigmoidKeras2")
      .code(of(
          ScalarOp.MIN,
          of(ScalarOp.MAX, of(ScalarOp.ADD, of(ScalarOp.MUL, X, lit(0.2)), lit(0.5)), lit(0)),
          lit(1)))
      .derivatives(SLOPES)
      .build();

  /** log(sigmoid(x)). */
  public static final ScalarFunction LOG_SIGMOID = ScalarFunction.named("logSigmoid")
      .code(of(ScalarOp.SUB, lit(0), of(ScalarOp.SOFTPLUS, of(ScalarOp.NEG, X))))
      .derivatives(SLOPES)
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
}
