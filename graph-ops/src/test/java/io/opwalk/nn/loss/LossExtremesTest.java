package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.grad.Gradients;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At the ends of what losses take, values and gradients are finite. */
final class LossExtremesTest {
  private static final double[][] ONE_HOT = {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}};
  private static final double[][] HUGE = {{1e4, -1e4, 0}, {-1e4, 1e4, 1e4}, {-1e4, -1e4, -1e4}};
  private static final double[][] CERTAIN = {{1, 0, 0}, {0, 1, 1}, {0, 0, 0}};

  static Stream<Arguments> extremes() {
    List<Arguments> all = new ArrayList<>();
    for (Loss loss : List.of(
        BinaryCrossentropy.ofLogits(),
        CategoricalCrossentropy.ofLogits(),
        BinaryFocalCrossentropy.ofLogits(),
        CategoricalFocalCrossentropy.ofLogits(),
        new LogCosh(),
        new Huber(),
        new Hinge(),
        new CategoricalHinge(),
        new MeanAbsolutePercentageError())) {
      all.add(Arguments.of(loss, HUGE));
    }
    for (Loss loss : List.of(
        BinaryCrossentropy.ofProbabilities(),
        BinaryFocalCrossentropy.ofProbabilities(),
        new KLDivergence(),
        new Poisson(),
        new MeanSquaredLogarithmicError(),
        new CosineSimilarity(),
        new Dice(),
        new Dice(List.of(1)),
        new Tversky())) {
      all.add(Arguments.of(loss, CERTAIN));
    }
    // The last row of certainties has no sum to be divided by.
    double[][] scaled = {{1, 0, 0}, {0, 1, 1}, {0, 1, 0}};
    all.add(Arguments.of(CategoricalCrossentropy.ofProbabilities(), scaled));
    all.add(Arguments.of(CategoricalFocalCrossentropy.ofProbabilities(), scaled));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void valuesAndGradientsAreFinite(Loss loss, double[][] predictions) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor y = placeholder("y", dtype, 3, 3);
      Tensor p = placeholder("p", dtype, 3, 3);
      Feed feed = feed(y, NDArray.ofArray(ONE_HOT).cast(dtype))
          .and(p, NDArray.ofArray(predictions).cast(dtype));
      Tensor value = loss.of(y, p);
      assertFinite(value.evaluate(feed));
      assertFinite(Gradients.gradient(value, p).evaluate(feed));
    }
  }

  private static void assertFinite(NDArray array) {
    for (double each : array.cast(DType.FLOAT64).toDoubles()) {
      assertTrue(Double.isFinite(each), array.toString());
    }
  }

  @Test
  void hugeLogitsCostTheirDistance() {
    Tensor y = placeholder("y", DType.FLOAT32, 3, 3);
    Tensor p = placeholder("p", DType.FLOAT32, 3, 3);
    Feed feed = feed(y, NDArray.ofArray(ONE_HOT).cast(DType.FLOAT32))
        .and(p, NDArray.ofArray(HUGE).cast(DType.FLOAT32));
    NDArray each = CategoricalCrossentropy.ofLogits().perSample(y, p).evaluate(feed);
    // The largest logit less that of the class, and the logarithm of how many are largest.
    assertTrue(each.getFloat(0) == 0);
    assertEquals((float) (2e4 + Math.log(2)), each.getFloat(1));
    // An ulp of the logarithm of 3, taken off from 1e4 and added to it again: half an ulp of 1e4.
    assertEquals(Math.log(3), each.getFloat(2), 5e-4);
  }
}
