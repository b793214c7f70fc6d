package io.opwalk.nn.layer;

import static io.opwalk.ops.scalar.ScalarExpr.arg;
import static io.opwalk.ops.scalar.ScalarExpr.lit;
import static io.opwalk.ops.scalar.ScalarExpr.of;

import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Logic;
import io.opwalk.ops.scalar.ScalarFunction;
import io.opwalk.ops.scalar.ScalarOp;

/** The line that stood for a sigmoid in older models. */
final class HardSigmoids {
  /** Has a slope of 0.2 between -2.5 and 2.5. */
  static final ScalarFunction KERAS_2 = ScalarFunction.named("hardSigmoidKeras2")
      .code(of(
          ScalarOp.MIN,
          of(ScalarOp.MAX, of(ScalarOp.ADD, of(ScalarOp.MUL, arg(0), lit(0.2)), lit(0.5)), lit(0)),
          lit(1)))
      .derivative((args, y, g) -> Logic.where(
          Logic.logicalAnd(Logic.greater(args.get(0), -2.5), Logic.less(args.get(0), 2.5)),
          Arithmetic.multiply(g, 0.2),
          0))
      .build();

  private HardSigmoids() {}
}
