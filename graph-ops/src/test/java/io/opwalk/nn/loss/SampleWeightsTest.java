package io.opwalk.nn.loss;

import static io.opwalk.Feed.feed;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.Shape.shape;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.Graph;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.grad.Gradients;
import io.opwalk.spi.CompiledFunction;
import org.junit.jupiter.api.Test;

final class SampleWeightsTest {
  private final Tensor values = placeholder("values", DType.FLOAT64, shape(UNKNOWN, 2));
  private final Tensor factors = placeholder("factors", DType.FLOAT32, shape(UNKNOWN));
  private final Tensor mask = placeholder("mask", DType.BOOL, shape(UNKNOWN, 2));
  private final Feed feed = feed(values, new double[][] {{1, 2}, {4, Double.NaN}})
      .and(factors, new float[] {0.5f, 2})
      .and(mask, new boolean[][] {{true, true}, {true, false}});

  private double value(Tensor x) {
    return valueOf(x, feed).doubleValue();
  }

  /** Fed what it needs, since more is refused. */
  private static NDArray valueOf(Tensor x, Feed all) {
    CompiledFunction function = Graph.of(x).compile();
    Feed needed = Feed.empty();
    for (Tensor input : function.inputs()) {
      needed = needed.and(input, all.get(input).orElseThrow());
    }
    return function.callSingle(needed);
  }

  @Test
  void withoutWeightsNothingIsAdded() {
    SampleWeights none = SampleWeights.none();
    assertTrue(none.isNone());
    assertSame(values, none.apply(values));
    assertEquals(4, value(none.total(values)));
  }

  @Test
  void factorsAndMasksHaveTheLeadingAxesOfTheValues() {
    SampleWeights both = SampleWeights.of(factors).masked(mask);
    assertFalse(both.isNone());
    // All numbers are small multiples of a half, and so exact.
    assertArrayEquals(
        new double[] {0.5, 1, 8, 0}, valueOf(both.apply(values), feed).toDoubles());
    assertEquals(9.5, value(both.sum(values)));
    assertEquals(0.5 + 0.5 + 2, value(both.total(values)));
    assertEquals(9.5 / 3, value(both.mean(values)));
    assertEquals(9.5 / 3, value(both.meanOverCount(values)));
    SampleWeights masked = SampleWeights.none().masked(mask);
    assertEquals(7 / 3.0, value(masked.meanOverCount(values)));
    assertEquals(3, value(masked.total(values)));
  }

  @Test
  void masksMeet() {
    Tensor rows = placeholder("rows", DType.BOOL, shape(UNKNOWN));
    Feed more = feed.and(rows, new boolean[] {true, false});
    for (SampleWeights both : new SampleWeights[] {
      SampleWeights.none().masked(mask).masked(rows),
      SampleWeights.none().masked(rows).masked(mask)
    }) {
      assertEquals(3, valueOf(both.sum(values), more).doubleValue());
      assertEquals(2, valueOf(both.total(values), more).doubleValue());
    }
  }

  @Test
  void whatIsMaskedHasNoGradient() {
    SampleWeights masked = SampleWeights.none().masked(mask);
    Tensor slope = Gradients.gradient(masked.sum(values), values);
    assertArrayEquals(new double[] {1, 1, 1, 0}, valueOf(slope, feed).toDoubles());
  }

  @Test
  void nothingThatCountsIsZero() {
    Feed nothing = feed(values, new double[][] {{1, 2}})
        .and(factors, new float[] {0})
        .and(mask, new boolean[][] {{false, false}});
    SampleWeights weights = SampleWeights.of(factors);
    assertEquals(0, valueOf(weights.mean(values), nothing).doubleValue());
    SampleWeights masked = SampleWeights.none().masked(mask);
    assertEquals(0, valueOf(masked.meanOverCount(values), nothing).doubleValue());
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    Tensor wide = placeholder("wide", DType.FLOAT64, shape(UNKNOWN, 3));
    TypeException error =
        assertThrows(TypeException.class, () -> SampleWeights.of(wide).apply(values));
    assertTrue(error.getMessage().contains("'wide' (?, 3)"), error.getMessage());
    Tensor deep = placeholder("deep", DType.FLOAT64, shape(UNKNOWN, 2, 2));
    assertThrows(TypeException.class, () -> SampleWeights.of(deep).apply(values));
    assertThrows(TypeException.class, () -> SampleWeights.of(mask));
    assertThrows(TypeException.class, () -> SampleWeights.none().masked(factors));
  }

  @Test
  void aColumnOfWeightsAndLabelsFitsAsInKeras() {
    Tensor y = placeholder("y", DType.FLOAT64, shape(UNKNOWN));
    Tensor p = placeholder("p", DType.FLOAT64, shape(UNKNOWN, 1));
    Tensor w = placeholder("w", DType.FLOAT64, shape(UNKNOWN, 1));
    Feed columns = feed(y, new double[] {1, 2}).and(p, new double[][] {{3}, {5}});
    Feed weighted = columns.and(w, new double[][] {{1}, {0.5}});
    Loss loss = new MeanSquaredError();
    assertArrayEquals(
        new double[] {4, 9}, loss.perSample(y, p).evaluate(columns).toDoubles());
    assertEquals((4 + 4.5) / 2, loss.of(y, p, w).evaluate(weighted).doubleValue());
  }
}
