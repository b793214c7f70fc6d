package io.opwalk.testing.cases;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.ops.Scalars;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarFunction.Domain;
import io.opwalk.ops.scalar.ScalarOp;
import java.math.BigInteger;
import java.util.List;

/** Functions as a user may write them; those of the library have their rows in ScalarCases. */
final class ElementwiseCases {
  /** x y - z, which a fused multiply-add would round once and not twice. */
  private static final ScalarFunction MULTIPLY_SUBTRACT = ScalarFunction.named("multiplySubtract")
      .arity(3)
      .on(Domain.NUMERIC)
      .code(of(ScalarOp.SUB, of(ScalarOp.MUL, arg(0), arg(1)), arg(2)))
      .build();

  /** The larger magnitude where a condition holds, else minus one tenth. */
  private static final ScalarFunction CHOICE = ScalarFunction.named("choice")
      .arity(3)
      .on(Domain.FLOATING)
      .conditional()
      .code(of(
          ScalarOp.SELECT,
          of(ScalarOp.AND, arg(0), of(ScalarOp.NE, arg(1), arg(2))),
          of(ScalarOp.MAX, of(ScalarOp.ABS, arg(1)), of(ScalarOp.ABS, arg(2))),
          lit(-0.1)))
      .build();

  private ElementwiseCases() {}

  static List<OpCase> all() {
    return List.of(
        OpCase.named("a user's function of numbers")
            .covers("Scalars.apply")
            .operands(
                Operand.of(Values.ordinary()),
                Operand.of(Values.ordinary()),
                Operand.of(Values.ordinary()))
            .dtypes(DTypes.NUMERIC)
            .build(in -> Scalars.apply(MULTIPLY_SUBTRACT, in.toArray(Tensor[]::new)))
            .oracle(in -> ArrayOracle.elementwiseExact(args ->
                    in.get(0).dtype() == DType.FLOAT32 ? single(args) : multiplySubtract(args))
                .expect(in))
            .tolerance(Tolerance.EXACT)
            .row(),
        OpCase.named("a user's function with a condition")
            .operands(
                Operand.of(Values.ordinary()).always(DType.BOOL),
                Operand.of(Values.of(-2, -1, 0, 1, 2)),
                Operand.of(Values.of(-2, -1, 0, 1, 2)))
            .build(in -> Scalars.apply(CHOICE, in.toArray(Tensor[]::new)))
            .oracle(ArrayOracle.elementwiseExact(ElementwiseCases::choice))
            .tolerance(Tolerance.EXACT)
            .row());
  }

  private static Object multiplySubtract(List<Object> args) {
    if (args.get(0) instanceof Double x) {
      return x * (Double) args.get(1) - (Double) args.get(2);
    }
    return BigInteger.valueOf((Long) args.get(0))
        .multiply(BigInteger.valueOf((Long) args.get(1)))
        .subtract(BigInteger.valueOf((Long) args.get(2)))
        .longValue();
  }

  private static Object single(List<Object> args) {
    float product = ((Double) args.get(0)).floatValue() * ((Double) args.get(1)).floatValue();
    return (double) (product - ((Double) args.get(2)).floatValue());
  }

  private static Object choice(List<Object> args) {
    double x = (Double) args.get(1);
    double y = (Double) args.get(2);
    if (!(Boolean) args.get(0) || x == y) {
      return -0.1;
    }
    return Double.isNaN(x + y) && (Double.isNaN(x) || Double.isNaN(y))
        ? Double.NaN
        : Math.abs(Math.abs(x) < Math.abs(y) ? y : x);
  }
}
