package com.example;

import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Arithmetic.add;
import static io.opwalk.ops.LinearAlgebra.cholesky;
import static io.opwalk.ops.LinearAlgebra.inverse;
import static io.opwalk.ops.LinearAlgebra.lstsq;
import static io.opwalk.ops.LinearAlgebra.solve;
import static io.opwalk.ops.Tensors.constant;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.cpu.CpuBackend;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import io.opwalk.spi.Backend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads where a matrix has no inverse or no factor, and what to do then. */
class DecompositionErrorsTest {
  private static final NDArray BATCH = NDArray.of(List.of(2, 2, 2), 4.0, 1, 1, 3, 1, 2, 2, 4);

  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1, 2, 2);

  static List<Backend> backends() {
    return List.of(new CpuBackend(), new ReferenceBackend());
  }

  private static void assertSays(EvaluationException thrown, String... parts) {
    for (String part : parts) {
      assertTrue(thrown.getMessage().contains(part), thrown::getMessage);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void namesTheMatrixTheNodeAndTheLine(Backend backend) {
    Tensor solved = solve(add(x, 0), constant(new double[] {1, 2}));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> solved.evaluate(feed(x, BATCH), backend));
    assertSays(
        thrown,
        "Solve",
        "matrix [1] of the batch is singular to working precision",
        "lstsq(a, b)",
        "DecompositionErrorsTest.java:");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aConstantIsNoDifferent(Backend backend) {
    Tensor inverse = inverse(constant(new double[][] {{1, 2}, {2, 4}}));
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> inverse.evaluate(Feed.empty(), backend));
    assertSays(thrown, "Inverse", "the matrix is singular", "DecompositionErrorsTest.java:");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void namesThePivot(Backend backend) {
    Tensor factor = cholesky(x);
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> factor.evaluate(feed(x, BATCH), backend));
    assertSays(
        thrown,
        "Cholesky",
        "matrix [1] of the batch is not positive definite: pivot 1 of 2",
        "DecompositionErrorsTest.java:");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatTheErrorAdvisesHelps(Backend backend) {
    Tensor nearest = lstsq(x, constant(new double[][] {{1}, {2}}));
    double[] solutions = nearest.evaluate(feed(x, BATCH), backend).toDoubles();
    // 4 a + b = 1, a + 3 b = 2; and the shortest with a + 2 b = 1: some roundings.
    assertArrayEquals(new double[] {1 / 11.0, 7 / 11.0, 0.2, 0.4}, solutions, 1e-14);
  }
}
