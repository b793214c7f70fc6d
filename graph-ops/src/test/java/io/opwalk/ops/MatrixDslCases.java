package io.opwalk.ops;

import static io.opwalk.ops.Tensors.constant;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ops.DslCases.Call;
import java.util.List;

/** Calls of the functions of LinearAlgebra, and of Linear, on matrices whose results are known. */
final class MatrixDslCases {
  private static final Tensor A = constant(new double[][] {{4, 2}, {2, 5}});
  private static final Tensor DIAGONAL = constant(new double[][] {{3, 0}, {0, 2}});
  private static final Tensor LOWER = constant(new double[][] {{2, 0}, {1, 2}});
  private static final Tensor B = constant(new double[] {8, 12});
  private static final Tensor TALL = constant(new double[][] {{1, 0}, {0, 2}, {0, 0}});

  private static final double NEGATIVE = Double.NEGATIVE_INFINITY;

  private MatrixDslCases() {}

  private static Call call(String function, Tensor result, Object expected) {
    return new Call(function, result, NDArray.ofArray(expected));
  }

  static List<Call> all() {
    double[][] lower = {{2, 0}, {1, 2}};
    double[][] upper = {{2, 1}, {0, 2}};
    double[] x = {1, 2};
    double[][] inverse = {{5 / 16.0, -2 / 16.0}, {-2 / 16.0, 4 / 16.0}};
    double[][] flipped = {{1, 0, 0}, {0, 0.5, 0}};
    double[][] identity = {{1, 0}, {0, 1}};
    double[][] scaled = {{3, 0}, {0, 2}};
    LinearAlgebra.SlogdetResult slogdet = LinearAlgebra.slogdet(A);
    LinearAlgebra.QrResult qr = LinearAlgebra.qr(TALL);
    LinearAlgebra.SvdResult svd = LinearAlgebra.svd(TALL, true);
    LinearAlgebra.EighResult eigh = LinearAlgebra.eigh(DIAGONAL);
    return List.of(
        call("LinearAlgebra.cholesky", LinearAlgebra.cholesky(A), lower),
        call("LinearAlgebra.cholesky", LinearAlgebra.cholesky(A, true), upper),
        call("LinearAlgebra.choleskySolve", LinearAlgebra.choleskySolve(LOWER, B), x),
        call(
            "LinearAlgebra.choleskySolve",
            LinearAlgebra.choleskySolve(Linear.matrixTranspose(LOWER), B, true),
            x),
        call("LinearAlgebra.solve", LinearAlgebra.solve(A, B), x),
        call(
            "LinearAlgebra.triangularSolve",
            LinearAlgebra.triangularSolve(A, constant(new double[] {4, 12}), true),
            new double[] {1, 2}),
        call(
            "LinearAlgebra.triangularSolve",
            LinearAlgebra.triangularSolve(A, constant(new double[] {5, 2}), true, true, true),
            new double[] {1, 2}),
        call("LinearAlgebra.inverse", LinearAlgebra.inverse(A), inverse),
        call("LinearAlgebra.pinv", LinearAlgebra.pinv(TALL), flipped),
        call("LinearAlgebra.pinv", LinearAlgebra.pinv(TALL, 0.6), new double[][] {
          {0, 0, 0}, {0, 0.5, 0}
        }),
        call("LinearAlgebra.lstsq", LinearAlgebra.lstsq(TALL, constant(new double[] {1, 4, 9})), x),
        call(
            "LinearAlgebra.lstsq",
            LinearAlgebra.lstsq(TALL, constant(new double[] {1, 4, 9}), 0.6),
            new double[] {0, 2}),
        call("LinearAlgebra.det", LinearAlgebra.det(A), 16.0),
        call("LinearAlgebra.slogdet", slogdet.sign(), 1.0),
        call("LinearAlgebra.slogdet", slogdet.logAbs(), Math.log(16)),
        call("LinearAlgebra.logdet", LinearAlgebra.logdet(A), Math.log(16)),
        call(
            "LinearAlgebra.logdet",
            LinearAlgebra.logdet(constant(new double[][] {{0, 1}, {1, 0}})),
            Double.NaN),
        call("LinearAlgebra.logdet", LinearAlgebra.logdet(constant(new double[2][2])), NEGATIVE),
        call("LinearAlgebra.qr", qr.q(), new double[][] {{1, 0}, {0, 1}, {0, 0}}),
        call("LinearAlgebra.qr", qr.r(), new double[][] {{1, 0}, {0, 2}}),
        call("LinearAlgebra.svd", svd.s(), new double[] {2, 1}),
        call("LinearAlgebra.svd", svd.u(), new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 1}}),
        call("LinearAlgebra.svd", svd.vt(), new double[][] {{0, 1}, {1, 0}}),
        call("LinearAlgebra.svd", LinearAlgebra.svd(DIAGONAL).u(), identity),
        call("LinearAlgebra.svdvals", LinearAlgebra.svdvals(DIAGONAL), new double[] {3, 2}),
        call("LinearAlgebra.eigh", eigh.values(), new double[] {2, 3}),
        call("LinearAlgebra.eigh", eigh.vectors(), new double[][] {{0, 1}, {1, 0}}),
        call("LinearAlgebra.eigvalsh", LinearAlgebra.eigvalsh(DIAGONAL), new double[] {2, 3}),
        call("LinearAlgebra.matrixPower", LinearAlgebra.matrixPower(DIAGONAL, 2), new double[][] {
          {9, 0}, {0, 4}
        }),
        call("LinearAlgebra.matrixPower", LinearAlgebra.matrixPower(DIAGONAL, 0), identity),
        call(
            "LinearAlgebra.expm",
            LinearAlgebra.expm(constant(new double[][] {{0, 2}, {0, 0}})),
            new double[][] {{1, 2}, {0, 1}}),
        call("LinearAlgebra.matrixRank", LinearAlgebra.matrixRank(TALL), 2L),
        call("LinearAlgebra.cond", LinearAlgebra.cond(DIAGONAL), 1.5),
        call("Linear.einsum", Linear.einsum("ij,j->i", A, B), new double[] {56, 76}),
        call("Linear.einsum", Linear.einsum("ii->", List.of(A)), 9.0),
        call("Linear.tensorDot", Linear.tensorDot(A, B, 1), new double[] {56, 76}),
        call("Linear.tensorDot", Linear.tensorDot(A, LOWER, List.of(0, 1), List.of(0, 1)), 20.0),
        call("Linear.inner", Linear.inner(A, B), new double[] {56, 76}),
        call("Linear.outer", Linear.outer(B, B), new double[][] {{64, 96}, {96, 144}}),
        call("Linear.kron", Linear.kron(constant(new double[][] {{1, 2}}), LOWER), new double[][] {
          {2, 0, 4, 0}, {1, 2, 2, 4}
        }),
        call("Linear.matrixTranspose", Linear.matrixTranspose(DIAGONAL), scaled));
  }
}
