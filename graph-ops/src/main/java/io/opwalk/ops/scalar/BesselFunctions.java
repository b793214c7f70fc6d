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
import static io.opwalk.ops.Logic.equal;
import static io.opwalk.ops.Logic.where;
import static io.opwalk.ops.scalar.Formulas.X;
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

  private BesselFunctions() {}

  /** All of them, in the order of their declaration. */
  public static List<ScalarFunction> all() {
    return List.of(I0, I1, I0E, I1E);
  }

  /** A function of order 1 over its argument: a half at 0. */
  private static Tensor overArgument(Tensor value, Tensor x) {
    Tensor isZero = equal(x, 0);
    return where(isZero, 0.5, divide(value, where(isZero, 1, x)));
  }
}
