package io.opwalk.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import io.opwalk.reference.ReferenceBackend;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Norms at the ends of the range, at their kinks, and what they refuse. */
class NormTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1);

  private double[] evaluate(Tensor result, double... values) {
    return result.evaluate(Feed.feed(x, NDArray.of(values)), BACKEND).toDoubles();
  }

  @Test
  void squaresNeitherOverflowNorVanish() {
    // A division, a root and a product: some roundings of the largest or smallest numbers.
    assertArrayEquals(new double[] {5e200}, evaluate(Norms.l2(x), 3e200, 4e200), 5e185);
    assertArrayEquals(new double[] {5e-200}, evaluate(Norms.l2(x), 3e-200, 4e-200), 5e-215);
    assertArrayEquals(
        new double[] {2e200},
        evaluate(Norms.norm(x, 3), 1.25992104989487319e200, 1.8171205928321397e200),
        3e185);
    assertArrayEquals(
        new double[] {0.6, 0.8}, evaluate(Gradients.gradient(Norms.l2(x), x), 3e200, 4e200), 1e-15);
    assertArrayEquals(new double[] {0.6, -0.8}, evaluate(Norms.normalize(x), 3e200, -4e200), 1e-15);
  }

  @Test
  void whereAllIsZeroTheGradientIsZero() {
    for (double p : new double[] {1, 1.5, 2, 3, Double.POSITIVE_INFINITY}) {
      Tensor norm = Norms.norm(x, p);
      assertArrayEquals(new double[] {0}, evaluate(norm, 0, 0, -0.0));
      Tensor slope = Gradients.gradient(norm, x);
      for (double element : evaluate(slope, 0, 0, -0.0)) {
        assertEquals(0.0, Math.abs(element), 0);
      }
    }
    Tensor second = Gradients.gradient(Reductions.sum(Gradients.gradient(Norms.l2(x), x)), x);
    assertArrayEquals(new double[] {0, 0}, evaluate(second, 0, 0));
  }

  static Stream<Function<Tensor, Tensor>> functions() {
    return Stream.of(
        x -> Norms.l2(x),
        x -> Norms.norm(x, 3),
        x -> Norms.norm(x, 1.5),
        x -> Norms.normalize(x),
        x -> Norms.cosineSimilarity(x, Arithmetic.square(x)),
        x -> Norms.pairwiseDistance(
            Shapes.expandDims(x, 0), Shapes.expandDims(Arithmetic.square(x), 0)),
        x -> Norms.logSum(Arithmetic.square(x)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void secondDerivativesAreThoseOfFiniteDifferences(Function<Tensor, Tensor> function) {
    Tensor value = Reductions.sum(Arithmetic.square(function.apply(x)));
    Tensor sum = Reductions.sum(function.apply(x));
    for (Tensor scalar : List.of(value, sum)) {
      GradientCheck.of(Gradients.gradient(scalar, x), x)
          .on(BACKEND)
          .run(Feed.feed(x, NDArray.of(0.5, -1.5, 1.25)))
          .orThrow();
    }
  }

  static Stream<Arguments> refusals() {
    Tensor matrix = Tensors.placeholder("m", DType.FLOAT64, 2, 3);
    Tensor vector = Tensors.placeholder("v", DType.FLOAT64, 3);
    return Stream.of(
        refusal(
            () -> Norms.norm(matrix, 0), "norm: expected a power that is positive, or infinite"),
        refusal(() -> Norms.norm(matrix, -1, 0), "found -1.0"),
        refusal(() -> Norms.norm(matrix, Double.NaN), "found NaN"),
        refusal(() -> Norms.norm(matrix, 3, 2), "norm: axis 2 is out of range"),
        refusal(() -> Norms.l2(matrix, 0, -2), "l2: axis 0 is given twice"),
        refusal(() -> Norms.matrixNorm(vector, Norms.MatrixNorm.NUCLEAR), "takes matrices"),
        refusal(() -> Norms.normalize(matrix, 2, 0, 0), "expected a positive epsilon, found 0.0"),
        refusal(() -> Norms.normalize(matrix, 0, 0, 1), "normalize: expected a power"),
        refusal(() -> Norms.normalize(matrix, 2), "normalize: axis 2 is out of range"),
        refusal(() -> Norms.cosineSimilarity(matrix, vector), "inputs must have one rank"),
        refusal(() -> Norms.cosineSimilarity(matrix, matrix, 2), "axis 2 is out of range"),
        refusal(() -> Norms.pairwiseDistance(matrix, matrix, 0), "pairwiseDistance: expected a"),
        refusal(() -> Norms.pairwiseDistance(matrix, vector), "expected matrices of rows"));
  }

  private static Arguments refusal(Supplier<Object> call, String message) {
    return arguments(call, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesWhatDoesNotFit(Supplier<Object> call, String message) {
    TypeException thrown = assertThrows(TypeException.class, call::get);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("input 0: "), thrown::getMessage);
  }
}
