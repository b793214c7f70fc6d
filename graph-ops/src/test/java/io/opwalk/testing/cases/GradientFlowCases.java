package io.opwalk.testing.cases;

import io.opwalk.Apply;
import io.opwalk.DType;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Checkpoint;
import io.opwalk.grad.CustomGradient;
import io.opwalk.grad.Jacobians;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.GradientFlow;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.primitive.Barrier;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What changes gradients and leaves values as they are. The gradients of the functions of
 * GradientFlow are not those of values, so their rows have none; GradientFlowTest tells what
 * becomes of them.
 */
final class GradientFlowCases {
  private static final Operand FACTOR = Operand.any()
      .withSpecial(Values.ordinary()
          .mixedWith(
              Values.of(0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));

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
            .row(),
        passed("identity", in -> Tensors.identity(in.get(0))),
        passed("placeholderWithDefault", in -> Tensors.placeholderWithDefault("p", in.get(0))),
        OpCase.named("barrier")
            .operands(Operand.any(), Operand.of(Values.ordinary()))
            .dtypes(DTypes.ALL)
            .sizes("() (3)", "(0) (3)", "(7,1) ()", "(7,13) (2,0)")
            .build(in -> Apply.of(new Barrier(), in).output())
            .oracle(ArrayOracle.of(in -> in.get(0)))
            .tolerance(Tolerance.EXACT)
            .row(),
        piece("checkpoint", GradientFlowCases::checkpoint),
        piece("custom gradient", GradientFlowCases::customGradient),
        OpCase.named("jacobian")
            .operands(Operand.of(Values.between(0.5, 3)).withoutSpecial())
            .sizes("(0)", "(1)", "(7)")
            .build(in -> Jacobians.jacobian(Arithmetic.square(in.get(0)), in.get(0)))
            .oracle(ArrayOracle.of(GradientFlowCases::twiceOnTheDiagonal))
            .tolerance(Tolerance.EXACT)
            .row());
  }

  private static OpCase passed(String name, Function<List<Tensor>, Tensor> build) {
    return OpCase.named(name)
        .covers("Tensors." + name)
        .operands(Operand.any())
        .dtypes(DTypes.ALL)
        .build(build)
        .oracle(ArrayOracle.of(in -> in.get(0)))
        .tolerance(Tolerance.EXACT)
        .row();
  }

  private static NDArray twiceOnTheDiagonal(List<NDArray> in) {
    int size = in.get(0).size();
    double[] x = in.get(0).cast(DType.FLOAT64).toDoubles();
    double[] values = new double[size * size];
    for (int i = 0; i < size; i++) {
      values[i * size + i] = 2 * x[i];
    }
    return NDArray.of(List.of(size, size), values).cast(in.get(0).dtype());
  }

  /** The product of two operands within a piece: all that is computed is rounded once. */
  private static OpCase piece(String name, Function<List<Tensor>, Tensor> build) {
    return OpCase.named(name)
        .operands(FACTOR, FACTOR)
        .build(build)
        .oracle(ArrayOracle.elementwise(args -> args[0] * args[1]))
        .tolerance(Tolerance.ulps(0.5, "one rounding"))
        .row();
  }

  private static Tensor checkpoint(List<Tensor> in) {
    return Checkpoint.apply(in, piece -> List.of(Arithmetic.multiply(piece.get(0), piece.get(1))))
        .get(0);
  }

  private static Tensor customGradient(List<Tensor> in) {
    return CustomGradient.of(
            "Product",
            in,
            piece -> List.of(Arithmetic.multiply(piece.get(0), piece.get(1))),
            (inputs, outputs, g) -> List.of(
                share(g.get(0), inputs.get(1), inputs.get(0)),
                share(g.get(0), inputs.get(0), inputs.get(1))))
        .get(0);
  }

  private static Optional<Tensor> share(Tensor gradient, Tensor factor, Tensor input) {
    return Optional.of(Shapes.sumLike(Arithmetic.multiply(gradient, factor), input));
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
