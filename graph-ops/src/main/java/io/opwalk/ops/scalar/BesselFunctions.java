package io.opwalk.ops.scalar;

import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.Arithmetic.divide;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.sign;
import static io.opwalk.ops.Arithmetic.subtract;
import static io.opwalk.ops.Bessels.i0;
import static io.opwalk.ops.Bessels.i0e;
import static io.opwalk.ops.Bessels.i1;
import static io.opwalk.ops.Bessels.i1e;
import static io.opwalk.ops.Bessels.iv;
import static io.opwalk.ops.Bessels.ive;
import static io.opwalk.ops.Bessels.kv;
import static io.opwalk.ops.Bessels.kve;
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
import static io.opwalk.ops.scalar.Formulas.Y;
import static io.opwalk.ops.scalar.ScalarExpr.of;
import static io.opwalk.ops.scalar.Slopes.unlessMasked;

import io.opwalk.Tensor;
import java.util.List;

/** Bessel functions. {@link io.opwalk.ops.Bessels} says what each function gives. */
public final class BesselFunctions {
  /** Modified, of the first kind and order 0. */
  public static final ScalarFunction I0 = ScalarFunction.named("i0")
      .code(of(ScalarOp.I0, X))
      .derivative(unlessMasked((args, out, g) -> multiply(g, i1(args.get(0)))))
      .build();

  /** Modified, of the first kind and order 1. */
  public static final ScalarFunction I1 = ScalarFunction.named("i1")
      .code(of(ScalarOp.I1, X))
      .derivative(unlessMasked((args, out, g) -> {
        Tensor x = args.get(0);
        return multiply(g, subtract(i0(x), overArgument(out, x)));
      }))
      .build();

  /** exp(-|x|) I0(x). */
  public static final ScalarFunction I0E = ScalarFunction.named("i0e")
      .code(of(ScalarOp.I0E, X))
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        return multiply(g, subtract(i1e(x), multiply(sign(x), out)));
      })
      .build();

  /** exp(-|x|) I1(x). */
  public static final ScalarFunction I1E = ScalarFunction.named("i1e")
      .code(of(ScalarOp.I1E, X))
      .derivative((args, out, g) -> {
        Tensor x = args.get(0);
        Tensor less = add(multiply(sign(x), out), overArgument(out, x));
        return multiply(g, subtract(i0e(x), less));
      })
      .build();

  /** Modified, of the first kind; the order is the first argument. */
  public static final ScalarFunction IV = ScalarFunction.named("iv")
      .arity(2)
      .code(of(ScalarOp.IV, X, Y))
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor v = args.get(0);
        Tensor x = args.get(1);
        Tensor neighbours = add(iv(subtract(v, 1), x), iv(add(v, 1), x));
        return multiply(g, multiply(0.5, neighbours));
      }))
      .build();

  /** exp(-|x|) Iv(x). */
  public static final ScalarFunction IVE = ScalarFunction.named("ive")
      .arity(2)
      .code(of(ScalarOp.IVE, X, Y))
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor v = args.get(0);
        Tensor x = args.get(1);
        Tensor neighbours = add(ive(subtract(v, 1), x), ive(add(v, 1), x));
        return multiply(g, subtract(multiply(0.5, neighbours), multiply(sign(x), out)));
      }))
      .build();

  /** Modified, of the second kind; the order is the first argument. */
  public static final ScalarFunction KV = ScalarFunction.named("kv")
      .arity(2)
      .code(of(ScalarOp.KV, X, Y))
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor v = args.get(0);
        Tensor x = args.get(1);
        Tensor neighbours = add(kv(subtract(v, 1), x), kv(add(v, 1), x));
        return multiply(g, multiply(-0.5, neighbours));
      }))
      .build();

  /** exp(x) Kv(x). */
  public static final ScalarFunction KVE = ScalarFunction.named("kve")
      .arity(2)
      .code(of(ScalarOp.KVE, X, Y))
      .unknownDerivative()
      .derivative(unlessMasked((args, out, g) -> {
        Tensor v = args.get(0);
        Tensor x = args.get(1);
        Tensor neighbours = add(kve(subtract(v, 1), x), kve(add(v, 1), x));
        Tensor slope = subtract(out, multiply(0.5, neighbours));
        // Infinite less infinite at 0, and where this overflows.
        Tensor isInfinite = equal(out, Double.POSITIVE_INFINITY);
        return multiply(g, where(isInfinite, Double.NEGATIVE_INFINITY, slope));
      }))
      .build();

  private BesselFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(I0, I1, I0E, I1E, IV, IVE, KV, KVE);
  }

  /** A function of order 1 over its argument: a half at 0. */
  private static Tensor overArgument(Tensor value, Tensor x) {
    Tensor isZero = equal(x, 0);
    return where(isZero, 0.5, divide(value, where(isZero, 1, x)));
  }
}
