package io.opwalk.ops.linalg;

import static io.opwalk.ops.Tensors.constant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.ops.Linear;
import io.opwalk.ops.LinearAlgebra;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of matrices for which there is no result, by type or by value. */
class RefusalsTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();

  private static Tensor open(long... dims) {
    return Tensors.placeholder("x", DType.FLOAT64, dims);
  }

  private static Arguments type(Supplier<Object> call, String message) {
    return arguments(call, message);
  }

  static Stream<Arguments> types() {
    Tensor wide = open(2, 3);
    Tensor square = open(2, 2);
    Tensor vector = open(3);
    Tensor ints = Tensors.placeholder("x", DType.INT32, 2, 2);
    Tensor single = Tensors.placeholder("x", DType.FLOAT32, 2, 2);
    return Stream.of(
        type(() -> LinearAlgebra.cholesky(wide), "expected square matrices, found 2 rows and 3"),
        type(() -> LinearAlgebra.inverse(wide), "Inverse: expected square matrices"),
        type(() -> LinearAlgebra.det(vector), "expected matrices, of rank 2 at least, found"),
        type(() -> LinearAlgebra.det(ints), "not defined for int32, only for floating dtypes"),
        type(() -> LinearAlgebra.slogdet(wide), "expected square matrices"),
        type(() -> LinearAlgebra.logdet(wide), "LogDet: expected square matrices"),
        type(() -> LinearAlgebra.eigh(wide), "Eigh: expected square matrices"),
        type(() -> LinearAlgebra.eigvalsh(vector), "of rank 2 at least"),
        type(() -> LinearAlgebra.qr(vector), "Qr: expected matrices, of rank 2 at least"),
        type(() -> LinearAlgebra.svd(vector), "Svd: expected matrices, of rank 2 at least"),
        type(() -> LinearAlgebra.svdvals(ints), "not defined for int32"),
        type(() -> LinearAlgebra.pinv(vector), "Pinv: expected matrices"),
        type(() -> LinearAlgebra.expm(wide), "Expm: expected square matrices"),
        type(() -> LinearAlgebra.cond(vector), "ConditionNumber: expected matrices"),
        type(() -> LinearAlgebra.matrixRank(ints), "MatrixRank: not defined for int32"),
        type(() -> LinearAlgebra.matrixPower(wide, 2), "MatrixPower: expected square matrices"),
        type(() -> LinearAlgebra.solve(wide, square), "solve: expected square matrices"),
        type(
            () -> LinearAlgebra.solve(square, vector),
            "solve: shapes (2, 2) and (3, 1) do not match: the left has 2 rows, the right 3"),
        type(() -> LinearAlgebra.solve(vector, square), "solve: takes matrices, and a vector or"),
        type(() -> LinearAlgebra.solve(square, single), "one dtype, found float64 and float32"),
        type(
            () -> LinearAlgebra.solve(open(2, 2, 2), open(3, 2, 1)),
            "solve: shapes (2,) and (3,) do not broadcast"),
        type(
            () -> LinearAlgebra.triangularSolve(wide, square, true),
            "triangularSolve: expected square matrices"),
        type(
            () -> LinearAlgebra.choleskySolve(wide, square),
            "choleskySolve: expected square matrices"),
        type(() -> LinearAlgebra.lstsq(open(3, 2), square), "lstsq: shapes (3, 2) and (2, 2)"),
        type(() -> Linear.matrixTranspose(vector), "matrixTranspose: takes matrices"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void namesWhatDoesNotFit(Supplier<Object> call, String message) {
    TypeException thrown = assertThrows(TypeException.class, call::get);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("input 0: Placeholder.0 'x'"), thrown::getMessage);
  }

  private static Arguments value(Function<Tensor, Tensor> call, Object matrices, String message) {
    return arguments(call, NDArray.ofArray(matrices), message);
  }

  static Stream<Arguments> values() {
    double[][] singular = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    double[][] nearly = {{1, 1}, {1, 1 + 1e-16}};
    double[][] indefinite = {{1, 2}, {2, 1}};
    double[][] flat = {{0.1, 0.3}, {0.3, 0.9}};
    double[][] broken = {{1, Double.NaN}, {Double.POSITIVE_INFINITY, 1}};
    double[][] identity = {{1, 0}, {0, 1}};
    double[][][] batch = {{{1, 0}, {0, 1}}, {{1, 1}, {1, 1}}};
    double[][][][] nested = {{{{1}}, {{2}}}, {{{3}}, {{0}}}};
    Function<Tensor, Tensor> solve = a -> LinearAlgebra.solve(a, a);
    return Stream.of(
        value(solve, singular, "the matrix is singular to working precision: its reciprocal"),
        value(solve, nearly, "condition number is about 0.0, below 2.220446E-16; lstsq(a, b) and"),
        value(solve, batch, "matrix [1] of the batch is singular"),
        value(solve, nested, "matrix [1, 1] of the batch is singular"),
        value(solve, broken, "the matrix holds NaN at [0, 1], expected finite numbers only"),
        value(LinearAlgebra::inverse, singular, "the matrix is singular to working precision"),
        value(LinearAlgebra::inverse, batch, "matrix [1] of the batch is singular"),
        value(a -> LinearAlgebra.matrixPower(a, -1), singular, "the matrix is singular"),
        value(
            LinearAlgebra::cholesky,
            indefinite,
            "the matrix is not positive definite: pivot 1 of 2, counted from 0, has to be"
                + " positive, found -3.0"),
        value(LinearAlgebra::cholesky, flat, "not positive definite: pivot 1 of 2"),
        value(LinearAlgebra::cholesky, batch, "matrix [1] of the batch is not positive definite"),
        value(LinearAlgebra::cholesky, broken, "holds NaN at [0, 1]"),
        value(
            a -> LinearAlgebra.triangularSolve(a, a, true),
            new double[][] {{1, 5}, {2, 0}},
            "the matrix is singular: element [1, 1] of the triangle is 0"),
        value(LinearAlgebra::det, broken, "holds NaN at [0, 1]"),
        value(a -> LinearAlgebra.slogdet(a).logAbs(), broken, "holds NaN"),
        value(a -> LinearAlgebra.qr(a).r(), broken, "holds NaN"),
        value(LinearAlgebra::svdvals, broken, "holds NaN"),
        value(LinearAlgebra::eigvalsh, broken, "holds NaN"),
        value(LinearAlgebra::pinv, broken, "holds NaN"),
        value(LinearAlgebra::expm, broken, "holds NaN"),
        value(a -> LinearAlgebra.lstsq(a, constant(identity)), broken, "holds NaN"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void saysSoRatherThanReturnRubbish(Function<Tensor, Tensor> call, NDArray value, String message) {
    long[] dims = value.shape().stream().mapToLong(Integer::longValue).toArray();
    Tensor x = Tensors.placeholder("x", DType.FLOAT64, dims);
    Tensor result = call.apply(x);
    EvaluationException thrown = assertThrows(
        EvaluationException.class, () -> result.evaluate(Feed.feed(x, value), BACKEND));
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  @Test
  void unknownSizesThatDoNotFitAreFoundWhenTheyAreKnown() {
    Tensor x = open(-1, -1);
    Tensor det = LinearAlgebra.det(x);
    EvaluationException thrown = assertThrows(
        EvaluationException.class,
        () -> det.evaluate(Feed.feed(x, NDArray.zeros(DType.FLOAT64, 2, 3)), BACKEND));
    assertTrue(
        thrown.getMessage().contains("expected square matrices, found 2 rows and 3 columns"),
        thrown::getMessage);
  }

  @Test
  void rightHandSidesMayHoldAnything() {
    double[][] sides = {{1, Double.NaN}, {2, 1}};
    double[][] identity = {{1, 0}, {0, 1}};
    NDArray solution =
        LinearAlgebra.solve(constant(identity), constant(sides)).evaluate(Feed.empty(), BACKEND);
    assertEquals(1, solution.getDouble(0, 0), 0);
    assertEquals(2, solution.getDouble(1, 0), 0);
    assertTrue(Double.isNaN(solution.getDouble(0, 1)));
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    Tensor a = open(2, 2);
    for (double share : List.of(-0.1, 1.0, Double.NaN)) {
      assertThrows(IllegalArgumentException.class, () -> LinearAlgebra.pinv(a, share));
      assertThrows(IllegalArgumentException.class, () -> LinearAlgebra.lstsq(a, a, share));
    }
  }
}
