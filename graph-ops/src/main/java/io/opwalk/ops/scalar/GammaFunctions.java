package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.xlog1py;
import static io.opwalk.ops.Exponents.xlogy;
import static io.opwalk.ops.Gammas.betaincGradA;
import static io.opwalk.ops.Gammas.betaincGradB;
import static io.opwalk.ops.Gammas.digamma;
import static io.opwalk.ops.Gammas.gammaincGradA;
import static io.opwalk.ops.Gammas.logBeta;
import static io.opwalk.ops.Gammas.logGamma;
import static io.opwalk.ops.Gammas.polygamma;
import static io.opwalk.ops.Gammas.trigamma;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.Z;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.COMMUTATIVE;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/**
 * The gamma and beta functions and their relatives. {@link io.opwalk.ops.Gammas} says what each
 * function gives.
 */
public final class GammaFunctions {
  /** The gamma function. */
  public static final ScalarFunction GAMMA = ScalarFunction.named("gamma")
      .code(of(ScalarOp.GAMMA, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, multiply(out, digamma(args.get(0))))))
      .build();

  /** The logarithm of the magnitude of the gamma function. */
  public static final ScalarFunction LOG_GAMMA = ScalarFunction.named("logGamma")
      .code(of(ScalarOp.LOG_GAMMA, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, digamma(args.get(0)))))
      .build();

  /** The derivative of the logarithm of the gamma function. */
  public static final ScalarFunction DIGAMMA = ScalarFunction.named("digamma")
      .code(of(ScalarOp.DIGAMMA, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, trigamma(args.get(0)))))
      .build();

  /** The derivative of the digamma function. */
  public static final ScalarFunction TRIGAMMA = ScalarFunction.named("trigamma")
      .code(of(ScalarOp.TRIGAMMA, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, polygamma(2, args.get(0)))))
      .build();

  /** The derivative of the digamma function of a natural order, which is the first argument. */
  public static final ScalarFunction POLYGAMMA = ScalarFunction.named("polygamma")
      .arity(2)
      .code(of(ScalarOp.POLYGAMMA, X, Y))
      .noDerivative()
      .derivative(unlessMasked((args, out, g) ->
          multiply(g, polygamma(add(args.get(0), 1), args.get(1)))))
      .build();

  /** gamma(a) gamma(b) / gamma(a + b). */
  public static final ScalarFunction BETA = ScalarFunction.named("beta")
      .arity(2)
      .with(COMMUTATIVE)
      .code(of(ScalarOp.BETA, X, Y))
      .derivative(unlessMasked((args, out, g) ->
          multiply(g, multiply(out, logBetaSlope(args.get(0), args)))))
      .derivative(unlessMasked((args, out, g) ->
          multiply(g, multiply(out, logBetaSlope(args.get(1), args)))))
      .build();

  /** The logarithm of the beta function. */
  public static final ScalarFunction LOG_BETA = ScalarFunction.named("logBeta")
      .arity(2)
      .with(COMMUTATIVE)
      .code(of(ScalarOp.LOG_BETA, X, Y))
      .derivative(unlessMasked((args, out, g) -> multiply(g, logBetaSlope(args.get(0), args))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, logBetaSlope(args.get(1), args))))
      .build();

  /** The share of gamma(a) that its integral has from 0 to x. */
  public static final ScalarFunction GAMMAINC = ScalarFunction.named("gammainc")
      .arity(2)
      .code(of(ScalarOp.GAMMAINC, X, Y))
      .derivative(
          unlessMasked((args, out, g) -> multiply(g, gammaincGradA(args.get(0), args.get(1)))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, gammaDensity(args))))
      .build();

  /** The share of gamma(a) that its integral has from x on. */
  public static final ScalarFunction GAMMAINCC = ScalarFunction.named("gammaincc")
      .arity(2)
      .code(of(ScalarOp.GAMMAINCC, X, Y))
      .derivative(unlessMasked(
          (args, out, g) -> negative(multiply(g, gammaincGradA(args.get(0), args.get(1))))))
      .derivative(unlessMasked((args, out, g) -> negative(multiply(g, gammaDensity(args)))))
      .build();

  /** The share of beta(a, b) that its integral has from 0 to x. */
  public static final ScalarFunction BETAINC = ScalarFunction.named("betainc")
      .arity(3)
      .code(of(ScalarOp.BETAINC, X, Y, Z))
      .derivative(unlessMasked(
          (args, out, g) -> multiply(g, betaincGradA(args.get(0), args.get(1), args.get(2)))))
      .derivative(unlessMasked(
          (args, out, g) -> multiply(g, betaincGradB(args.get(0), args.get(1), args.get(2)))))
      .derivative(unlessMasked((args, out, g) -> multiply(g, betaDensity(args))))
      .build();

  /** The derivative of {@link #GAMMAINC} in its first argument. */
  public static final ScalarFunction GAMMAINC_GRAD_A = ScalarFunction.named("gammaincGradA")
      .arity(2)
      .code(of(ScalarOp.GAMMAINC_GRAD_A, X, Y))
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor density = gammaDensity(args);
        Tensor moved = multiply(density, digamma(args.get(0)));
        return multiply(g, subtract(xlogy(density, args.get(1)), moved));
      }))
      .build();

  /** The derivative of {@link #BETAINC} in its first argument. */
  public static final ScalarFunction BETAINC_GRAD_A = ScalarFunction.named("betaincGradA")
      .arity(3)
      .code(of(ScalarOp.BETAINC_GRAD_A, X, Y, Z))
      .unknownDerivative()
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor density = betaDensity(args);
        Tensor moved = multiply(density, logBetaSlope(args.get(0), args));
        return multiply(g, subtract(xlogy(density, args.get(2)), moved));
      }))
      .build();

  /** The derivative of {@link #BETAINC} in its second argument. */
  public static final ScalarFunction BETAINC_GRAD_B = ScalarFunction.named("betaincGradB")
      .arity(3)
      .code(of(ScalarOp.BETAINC_GRAD_B, X, Y, Z))
      .unknownDerivative()
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor density = betaDensity(args);
        Tensor moved = multiply(density, logBetaSlope(args.get(1), args));
        return multiply(g, subtract(xlog1py(density, negative(args.get(2))), moved));
      }))
      .build();

  private GammaFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        GAMMA,
        LOG_GAMMA,
        DIGAMMA,
        TRIGAMMA,
        POLYGAMMA,
        BETA,
        LOG_BETA,
        GAMMAINC,
        GAMMAINCC,
        BETAINC,
        GAMMAINC_GRAD_A,
        BETAINC_GRAD_A,
        BETAINC_GRAD_B);
  }

  private static Tensor logBetaSlope(Tensor one, List<Tensor> args) {
    return subtract(digamma(one), digamma(add(args.get(0), args.get(1))));
  }

  /** x^(a - 1) exp(-x) / gamma(a). */
  private static Tensor gammaDensity(List<Tensor> args) {
    Tensor a = args.get(0);
    Tensor x = args.get(1);
    return exp(subtract(subtract(xlogy(subtract(a, 1), x), x), logGamma(a)));
  }

  /** x^(a - 1) (1 - x)^(b - 1) / beta(a, b). */
  private static Tensor betaDensity(List<Tensor> args) {
    Tensor a = args.get(0);
    Tensor b = args.get(1);
    Tensor x = args.get(2);
    Tensor powers = add(xlogy(subtract(a, 1), x), xlog1py(subtract(b, 1), negative(x)));
    return exp(subtract(powers, logBeta(a, b)));
  }
}
