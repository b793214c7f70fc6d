package io.opwalk.testing.cases;

import static io.opwalk.ops.LinearAlgebra.expm;
import static io.opwalk.ops.LinearAlgebra.matrixPower;
import static io.opwalk.testing.cases.MatrixOracle.TOLERANCE;

import io.opwalk.Apply;
import io.opwalk.ops.linalg.ExpmFrechet;
import java.math.BigDecimal;
import java.util.List;

/** Powers and exponentials of matrices, against products with 80 digits. */
final class MatrixFunctionCases {
  private MatrixFunctionCases() {}

  static List<OpCase> all() {
    return List.of(
        MatrixCases.row(
                "expm", 2, a -> expm(a), ExactMatrix::exponential, a -> 10 * Math.max(1, a.norm()))
            .covers("LinearAlgebra.expm")
            .operands(MatrixCases.REGULAR.withSpecial(
                Values.between(-0.01, 0.01).mixedWith(Values.of(0, 9))))
            .sizes(MatrixCases.SQUARE)
            .row(),
        frechet(),
        power(0),
        power(1),
        power(5),
        power(-3));
  }

  private static OpCase power(int exponent) {
    return MatrixCases.row(
            "matrixPower " + exponent,
            2,
            a -> matrixPower(a, exponent),
            a -> {
              ExactMatrix base = exponent < 0 ? a.inverse() : a;
              ExactMatrix power = ExactMatrix.identity(a.height());
              for (int i = 0; i < Math.abs(exponent); i++) {
                power = power.times(base);
              }
              return power;
            },
            // Each factor has its condition number.
            a -> Math.pow(MatrixOracle.condition(a), Math.abs(exponent)),
            Math.abs(exponent))
        .covers("LinearAlgebra.matrixPower")
        .operands(MatrixCases.regular(new MatrixValues(0.3, 0.5)))
        .sizes("(1,1)", "(3,3)", "(2,2,2)", "(0,0)", "(0,2,2)")
        .row();
  }

  private static OpCase frechet() {
    return OpCase.named("derivative of expm in a direction")
        .operands(MatrixCases.REGULAR, Operand.any().withoutSpecial())
        .sizes("(1,1) (1,1)", "(3,3) (3,3)", "(2,2,2) (2,2,2)", "(0,0) (0,0)", "(0,2,2) (0,2,2)")
        .build(in -> Apply.of(new ExpmFrechet(), in).output())
        .oracle(new MatrixOracle(
            2, MatrixFunctionCases::derivative, a -> 100 * Math.max(1, a.norm()), 2))
        .tolerance(TOLERANCE)
        .row();
  }

  /** By a difference so small that its square is below the digits that count. */
  private static ExactMatrix derivative(List<ExactMatrix> in) {
    BigDecimal step = new BigDecimal("1e-25");
    ExactMatrix a = in.get(0);
    int n = a.height();
    ExactMatrix moved = ExactMatrix.of(
        n, n, (row, column) -> a.at(row, column).add(step.multiply(in.get(1).at(row, column))));
    ExactMatrix before = a.exponential();
    ExactMatrix after = moved.exponential();
    return ExactMatrix.of(
        n,
        n,
        (row, column) -> after
            .at(row, column)
            .subtract(before.at(row, column))
            .divide(step, ExactMatrix.DIGITS));
  }
}
