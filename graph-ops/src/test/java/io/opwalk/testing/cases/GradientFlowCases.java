package io.opwalk.testing.cases;

import io.opwalk.Tensor;
import io.opwalk.ops.GradientFlow;
import java.util.List;
import java.util.function.Function;

/**
 * What changes gradients and leaves values as they are. Its gradients are not those of its values,
 * so these rows have none; GradientFlowTest tells what becomes of them.
 */
final class GradientFlowCases {
  private GradientFlowCases() {}

  static List<OpCase> all() {
    return List.of(
        row("stopGradient", in -> GradientFlow.stopGradient(in.get(0)))
            .dtypes(DTypes.ALL)
            .row(),
        row("scaleGradient", in -> GradientFlow.scaleGradient(in.get(0), -0.5)).row(),
        row("reverseGradient", in -> GradientFlow.reverseGradient(in.get(0))).row(),
        row("clipGradient", in -> GradientFlow.clipGradient(in.get(0), -1, 1)).row(),
        row("clipGradientNorm", in -> GradientFlow.clipGradientNorm(in.get(0), 2))
            .row());
  }

  private static OpCase.Builder row(String name, Function<List<Tensor>, Tensor> build) {
    return OpCase.named(name)
        .covers("GradientFlow." + name)
        .operands(Operand.of(Values.ordinary()))
        .sizes("()", "(0)", "(1)", "(7)", "(3,1)", "(2,0,3)", "(7,13)")
        .build(build)
        .oracle(ArrayOracle.of(in -> in.get(0)))
        .tolerance(Tolerance.EXACT);
  }
}
