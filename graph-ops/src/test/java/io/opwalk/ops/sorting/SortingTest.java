package io.opwalk.ops.sorting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.EvaluationException;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.GradientCheck;
import io.opwalk.grad.Gradients;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Sorting;
import io.opwalk.ops.Tensors;
import io.opwalk.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long lanes, gradients among equal elements, second derivatives, and errors. */
class SortingTest {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private final Tensor x = Tensors.placeholder("x", DType.FLOAT64, -1);

  @Test
  void manyElementsAreSortedAsTheJdkDoes() {
    double[] values = new SplittableRandom(1).doubles(20_000, -1, 1).toArray();
    double[] expected = values.clone();
    Arrays.sort(expected);
    Tensor sorted = Sorting.sort(x);
    Tensor picked = Indexing.takeAlongAxis(x, Sorting.argSort(x), 0);
    Feed feed = Feed.feed(x, NDArray.of(values));
    assertArrayEquals(expected, sorted.evaluate(feed, BACKEND).toDoubles());
    assertArrayEquals(expected, picked.evaluate(feed, BACKEND).toDoubles());
  }

  @Test
  void valuesAndIndicesAreOneNode() {
    Sorting.TopKResult both = Sorting.topK(x, 2);
    assertSame(both.values().owner(), both.indices().owner());
    assertEquals("TopK", both.values().owner().op().name());
    assertEquals("Sort", Sorting.sort(x).owner().op().name());
  }

  @Test
  void ofEqualElementsTheOneThatIsTakenHasTheGradient() {
    Tensor largest = Reductions.sum(Sorting.topK(x, 2).values());
    Tensor slope = Gradients.gradient(largest, x);
    NDArray value = NDArray.of(2.0, 7, 2, 2);
    assertArrayEquals(
        new double[] {1, 1, 0, 0}, slope.evaluate(Feed.feed(x, value), BACKEND).toDoubles());
  }

  @Test
  void secondDerivativesAreThoseOfFiniteDifferences() {
    Tensor sorted = Sorting.sort(Arithmetic.multiply(x, Arithmetic.square(x)));
    Tensor squares = Arithmetic.square(Arithmetic.add(sorted, Sorting.median(x)));
    Tensor slope = Gradients.gradient(Reductions.sum(squares), x);
    NDArray value = NDArray.of(0.5, -1, 2, 1.25, -0.75);
    GradientCheck.of(slope, x).on(BACKEND).run(Feed.feed(x, value)).orThrow();
  }

  static Stream<Arguments> refusals() {
    Tensor matrix = Tensors.placeholder("m", DType.FLOAT64, 2, 3);
    Tensor empty = Tensors.placeholder("e", DType.FLOAT64, 0, 3);
    Tensor ints = Tensors.placeholder("i", DType.INT32, 3);
    Tensor scalar = Tensors.placeholder("s", DType.FLOAT64);
    return Stream.of(
        refusal(() -> Sorting.sort(scalar), "sort: axis -1 is out of range for shape ()"),
        refusal(() -> Sorting.argSort(matrix, 2), "argSort: axis 2 is out of range"),
        refusal(
            () -> Sorting.topK(matrix, 4),
            "TopK: expected 4 elements or more along axis 1, found 3"),
        refusal(() -> Sorting.topK(matrix, -1), "topK: expected a number of elements, found -1"),
        refusal(() -> Sorting.topK(matrix, 1, -3, true, true), "topK: axis -3 is out of range"),
        refusal(() -> Sorting.kthValue(matrix, 0, 0), "kthValue: places are counted from 1"),
        refusal(
            () -> Sorting.kthValue(matrix, 3, 0), "KthValue: expected 3 elements or more along"),
        refusal(() -> Sorting.median(ints), "Quantile: not defined for int32, only for floating"),
        refusal(
            () -> Sorting.median(empty, 0), "expected 1 elements or more along axis 0, found 0"),
        refusal(() -> Sorting.median(matrix, 5), "median: axis 5 is out of range"),
        refusal(() -> Sorting.quantile(matrix, 1.5), "quantile: expected a share from 0 to 1"),
        refusal(() -> Sorting.quantile(matrix, Double.NaN, 0), "found NaN"));
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

  @Test
  void tooFewElementsAreFoundWhenTheSizeIsKnown() {
    NDArray two = NDArray.of(1.0, 2);
    Tensor three = Sorting.topK(x, 3).values();
    EvaluationException thrown =
        assertThrows(EvaluationException.class, () -> three.evaluate(Feed.feed(x, two), BACKEND));
    assertTrue(
        thrown.getMessage().contains("expected 3 elements or more along axis 0, found 2"),
        thrown::getMessage);
    NDArray none = NDArray.zeros(DType.FLOAT64, 0);
    Tensor median = Sorting.median(x);
    assertThrows(EvaluationException.class, () -> median.evaluate(Feed.feed(x, none), BACKEND));
  }
}
