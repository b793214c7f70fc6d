package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.abs;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.minimum;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Arithmetic.sign;
import static io.opwalk.ops.Arithmetic.square;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Exponents.exp;
import static io.opwalk.ops.Exponents.expm1;
import static io.opwalk.ops.Exponents.hypot;
import static io.opwalk.ops.Exponents.sqrt;
import static io.opwalk.ops.Floats.heaviside;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.greater;
import static io.opwalk.ops.Logic.greaterEqual;
import static io.opwalk.ops.Logic.isFinite;
import static io.opwalk.ops.Logic.less;
import static io.opwalk.ops.Logic.lessEqual;
import static io.opwalk.ops.Logic.logicalAnd;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.Trigonometry.tanh;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.Formulas.Z;
import static io.opwalk.ops.scalar.Formulas.bounded;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.ScalarFunction.Property.IDEMPOTENT;
import static io.opwalk.ops.scalar.Slopes.only;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/**
 * Activations in pieces of polynomials, and what is near them. {@link io.opwalk.ops.Shrinking} says
 * what each gives.
 */
public final class ShrinkFunctions {
  /** x, held between -1 and 1. */
  public static final ScalarFunction HARD_TANH = ScalarFunction.named("hardTanh")
      .with(IDEMPOTENT)
      .code(of(ScalarOp.MIN, of(ScalarOp.MAX, X, lit(-1)), lit(1)))
      .derivative((args, out, g) -> only(less(abs(args.get(0)), 1), g))
      .build();

  /** x hardSigmoid(x). */
  public static final ScalarFunction HARD_SILU = ScalarFunction.named("hardSilu")
      .code(of(
          ScalarOp.MUL,
          bounded(X),
          of(
              ScalarOp.DIV,
              of(ScalarOp.MIN, of(ScalarOp.MAX, of(ScalarOp.ADD, X, lit(3)), lit(0)), lit(6)),
              lit(6))))
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        Tensor middle = divide(add(multiply(2, x), 3), 6);
        Tensor above = where(greaterEqual(x, 3), 1, middle);
        return only(greater(x, -3), multiply(g, above));
      })
      .build();

  /** x for x above the second argument, else 0. */
  public static final ScalarFunction THRESHOLDED_RELU = ScalarFunction.named("thresholdedRelu")
      .arity(2)
      .code(of(ScalarOp.SELECT, of(ScalarOp.LE, X, Y), lit(0), X))
      .derivative((args, out, g) -> only(greater(args.get(0), args.get(1)), g))
      .build();

  /** x outside of the second argument and its negative, else 0. */
  public static final ScalarFunction HARD_SHRINK = ScalarFunction.named("hardShrink")
      .arity(2)
      .code(outside(X))
      .derivative((args, out, g) -> only(isOutside(args), g))
      .build();

  /** x, brought nearer to 0 by the second argument, and not beyond. */
  public static final ScalarFunction SOFT_SHRINK = ScalarFunction.named("softShrink")
      .arity(2)
      .code(outside(nearer(Y)))
      .derivative((args, out, g) -> only(isOutside(args), g))
      .derivative((args, out, g) -> bias(args, g))
      .build();

  /** x outside of the second argument and its negative, nearer to 0 by the third; else 0. */
  public static final ScalarFunction SHRINK = ScalarFunction.named("shrink")
      .arity(3)
      .code(outside(nearer(Z)))
      .derivative((args, out, g) -> only(isOutside(args), g))
      .noDerivative()
      .derivative((args, out, g) -> bias(args, g))
      .build();

  /** 0 up to -1, then a parabola, x from 1 on. */
  public static final ScalarFunction SPARSE_PLUS = ScalarFunction.named("sparsePlus")
      .code(sparsePlusCode())
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        Tensor middle = multiply(0.5, add(x, 1));
        return only(greater(x, -1), multiply(g, where(greaterEqual(x, 1), 1, middle)));
      })
      .build();

  /** (x + 1) / 2, held between 0 and 1. */
  public static final ScalarFunction SPARSE_SIGMOID = ScalarFunction.named("sparseSigmoid")
      .code(of(
          ScalarOp.MIN,
          of(ScalarOp.MAX, of(ScalarOp.MUL, lit(0.5), of(ScalarOp.ADD, X, lit(1))), lit(0)),
          lit(1)))
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        return only(logicalAnd(greater(x, -1), less(x, 1)), multiply(0.5, g));
      })
      .build();

  /** x - tanh(x). */
  public static final ScalarFunction TANH_SHRINK = ScalarFunction.named("tanhShrink")
      .code(of(ScalarOp.SUB, X, of(ScalarOp.TANH, X)))
      .derivative((args, out, g) -> multiply(g, square(tanh(args.get(0)))))
      .build();

  /** x above 0, else y (exp(x / y) - 1). */
  public static final ScalarFunction CELU = ScalarFunction.named("celu")
      .arity(2)
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.GT, X, lit(0)),
          X,
          of(ScalarOp.MUL, Y, of(ScalarOp.EXPM1, of(ScalarOp.DIV, X, Y)))))
      .derivative((args, out, g) -> multiply(g, exp(belowZero(args))))
      .derivative((args, out, g) -> {
        Tensor u = belowZero(args);
        return multiply(g, subtract(expm1(u), multiply(u, exp(u))));
      })
      .build();

  /** (x + sqrt(x^2 + y)) / 2. */
  public static final ScalarFunction SQUAREPLUS = ScalarFunction.named("squareplus")
      .arity(2)
      .code(squareplusCode())
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        Tensor root = squareplusRoot(args);
        Tensor share = divide(out, where(equal(root, 0), 1, root));
        return multiply(g, where(isFinite(x), share, heaviside(x, 1)));
      })
      .derivative(unlessMasked((args, out, g) -> divide(multiply(0.25, g), squareplusRoot(args))))
      .build();

  /** x above the second argument, else the third. */
  public static final ScalarFunction THRESHOLD = ScalarFunction.named("threshold")
      .arity(3)
      .code(of(ScalarOp.SELECT, of(ScalarOp.LE, X, Y), Z, X))
      .derivative((args, out, g) -> only(greater(args.get(0), args.get(1)), g))
      .noDerivative()
      .derivative((args, out, g) -> only(lessEqual(args.get(0), args.get(1)), g))
      .build();

  private ShrinkFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(
        HARD_TANH,
        HARD_SILU,
        THRESHOLDED_RELU,
        HARD_SHRINK,
        SOFT_SHRINK,
        SHRINK,
        SPARSE_PLUS,
        SPARSE_SIGMOID,
        TANH_SHRINK,
        CELU,
        SQUAREPLUS,
        THRESHOLD);
  }

  private static Tensor belowZero(List<Tensor> args) {
    return divide(minimum(args.get(0), 0), args.get(1));
  }

  /** Below 0 by the other root of the same equation, which does not cancel. */
  private static ScalarExpr squareplusCode() {
    ScalarExpr root = of(ScalarOp.HYPOT, X, of(ScalarOp.SQRT, Y));
    ScalarExpr apart = of(ScalarOp.SUB, root, X);
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.LT, X, lit(0)),
        of(ScalarOp.DIV, Y, of(ScalarOp.ADD, apart, apart)),
        of(ScalarOp.ADD, of(ScalarOp.MUL, lit(0.5), X), of(ScalarOp.MUL, lit(0.5), root)));
  }

  private static Tensor squareplusRoot(List<Tensor> args) {
    return hypot(args.get(0), sqrt(args.get(1)));
  }

  private static ScalarExpr outside(ScalarExpr value) {
    return of(ScalarOp.SELECT, of(ScalarOp.LE, of(ScalarOp.ABS, X), Y), lit(0), value);
  }

  private static ScalarExpr nearer(ScalarExpr bias) {
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.LT, X, lit(0)),
        of(ScalarOp.ADD, X, bias),
        of(ScalarOp.SUB, X, bias));
  }

  private static Tensor isOutside(List<Tensor> args) {
    return greater(abs(args.get(0)), args.get(1));
  }

  private static Tensor bias(List<Tensor> args, Tensor g) {
    return only(isOutside(args), negative(multiply(g, sign(args.get(0)))));
  }

  private static ScalarExpr sparsePlusCode() {
    ScalarExpr above = of(ScalarOp.ADD, X, lit(1));
    ScalarExpr middle = of(ScalarOp.MUL, of(ScalarOp.MUL, above, above), lit(0.25));
    return of(
        ScalarOp.SELECT,
        of(ScalarOp.LE, X, lit(-1)),
        lit(0),
        of(ScalarOp.SELECT, of(ScalarOp.LT, X, lit(1)), middle, X));
  }
}
