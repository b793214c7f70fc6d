package io.opwalk.nn.layer.attention;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT32;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.layer.Embedding;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.LayerOptions;
import io.opwalk.nn.layer.Masking;
import io.opwalk.nn.layer.Phase;
import io.opwalk.nn.model.StandardLayers;
import io.opwalk.ops.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attention against its formula, written out in loops. */
final class AttentionTest {
  /** Sums of a few products and one softmax, of magnitude 1. */
  private static final double TOLERANCE = 1e-13;

  private static final double[][] QUERY = {{1, 0.5}, {-1, 2}, {0.25, -0.5}};
  private static final double[][] VALUE = {{0.5, -1}, {2, 1}, {-0.5, 0.75}, {1, 1}};
  private static final double[][] KEY = {{1, 1}, {0, -2}, {0.5, 0.5}, {-1, 0.25}};

  private final Tensor query = placeholder("query", FLOAT64, UNKNOWN, UNKNOWN, 2);
  private final Tensor value = placeholder("value", FLOAT64, UNKNOWN, UNKNOWN, 2);
  private final Tensor key = placeholder("key", FLOAT64, UNKNOWN, UNKNOWN, 2);
  private final Feed feed = Feed.feed(query, new double[][][] {QUERY})
      .and(value, new double[][][] {VALUE})
      .and(key, new double[][][] {KEY});

  private interface Scorer {
    double of(double[] query, double[] key);
  }

  private interface Counts {
    boolean at(int query, int key);
  }

  private static double[][] weights(Scorer scorer, Counts counts) {
    double[][] weights = new double[QUERY.length][KEY.length];
    for (int q = 0; q < QUERY.length; q++) {
      double sum = 0;
      for (int k = 0; k < KEY.length; k++) {
        weights[q][k] = counts.at(q, k) ? Math.exp(scorer.of(QUERY[q], KEY[k])) : 0;
        sum += weights[q][k];
      }
      for (int k = 0; k < KEY.length; k++) {
        weights[q][k] /= sum;
      }
    }
    return weights;
  }

  private static void assertMixed(double[][] weights, NDArray mixed) {
    for (int q = 0; q < QUERY.length; q++) {
      for (int i = 0; i < 2; i++) {
        double expected = 0;
        for (int k = 0; k < VALUE.length; k++) {
          expected += weights[q][k] * VALUE[k][i];
        }
        assertEquals(expected, mixed.getDouble(0, q, i), TOLERANCE);
      }
    }
  }

  private NDArray run(Attention layer) {
    return layer.apply(List.of(query, value, key)).get(0).evaluate(feed);
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1];
  }

  private static double bent(double scale, double[] a, double[] b) {
    return Math.tanh(scale * (a[0] + b[0])) + Math.tanh(scale * (a[1] + b[1]));
  }

  @Test
  void productsAreScores() {
    double[][] weights = weights(AttentionTest::dot, (q, k) -> true);
    List<Tensor> outputs =
        Attention.builder().returnAttentionScores(true).build().apply(List.of(query, value, key));
    assertMixed(weights, outputs.get(0).evaluate(feed));
    Feed keys = Feed.feed(query, new double[][][] {QUERY}).and(key, new double[][][] {KEY});
    NDArray found = outputs.get(1).evaluate(keys);
    Tensor scores = LayerCall.of(outputs.get(0)).orElseThrow().preActivation();
    NDArray before = scores.evaluate(keys);
    for (int q = 0; q < QUERY.length; q++) {
      for (int k = 0; k < KEY.length; k++) {
        assertEquals(weights[q][k], found.getDouble(0, q, k), TOLERANCE);
        assertEquals(dot(QUERY[q], KEY[k]), before.getDouble(0, q, k), TOLERANCE);
      }
    }
  }

  @Test
  void sumsOfTangentsAreScores() {
    assertMixed(
        weights((q, k) -> bent(1, q, k), (q, k) -> true),
        run(Attention.builder().score(Score.CONCAT).build()));
    Attention scaled = Attention.builder().score(Score.CONCAT).useScale(true).build();
    run(scaled);
    Tensors.slotOf(scaled.weights().get(0)).set(NDArray.scalar(0.5));
    Tensors.slotOf(scaled.weights().get(1)).set(NDArray.scalar(-2.0));
    assertMixed(weights((q, k) -> -2 * bent(0.5, q, k), (q, k) -> true), run(scaled));
  }

  @Test
  void additiveScoresHaveAFactorForEachFeature() {
    Attention layer = Attention.additive().build();
    run(layer);
    Tensors.slotOf(layer.weights().get(0)).set(NDArray.of(3.0, -0.5));
    Scorer scorer = (q, k) -> 3 * Math.tanh(q[0] + k[0]) - 0.5 * Math.tanh(q[1] + k[1]);
    assertMixed(weights(scorer, (q, k) -> true), run(layer));
    assertMixed(
        weights((q, k) -> bent(1, q, k), (q, k) -> true),
        run(Attention.additive().useScale(false).build()));
  }

  @Test
  void aCausalMaskLeavesOutWhatComesLater() {
    assertMixed(
        weights(AttentionTest::dot, (q, k) -> k <= q),
        run(Attention.builder().useCausalMask(true).build()));
  }

  @Test
  void masksTravelIntoItAndThroughIt() {
    Masking masking = new Masking(0.5, LayerOptions.defaults());
    Masking other = new Masking(1, LayerOptions.defaults());
    // Of the values the last is all 1; no query is all 0.5.
    Tensor maskedQuery = query.then(masking);
    Attention layer = Attention.builder().build();
    Tensor mixed = layer.apply(List.of(maskedQuery, value.then(other), key)).get(0);
    assertMixed(weights(AttentionTest::dot, (q, k) -> k < 3), mixed.evaluate(feed));
    assertTrue(LayerCall.maskOf(mixed).isPresent());
  }

  @Test
  void whatTheQueryLeavesOutIsZero() {
    Tensor ids = placeholder("ids", INT32, UNKNOWN, UNKNOWN);
    Embedding table = (Embedding) StandardLayers.registry()
        .fromConfig("Embedding", new Embedding(3, 2).config().with("mask_zero", true));
    Tensor embedded = ids.then(table);
    Tensor mixed =
        Attention.builder().build().apply(List.of(embedded, embedded)).get(0);
    NDArray found = mixed.evaluate(Feed.feed(ids, new int[][] {{1, 0, 2}}));
    assertEquals(0, found.getFloat(0, 1, 0));
    assertNotEquals(0, found.getFloat(0, 2, 0));
  }

  @Test
  void weightsAreDroppedInTrainingAlone() {
    Attention layer = Attention.builder().dropout(0.5).name("dropping").build();
    Tensor mixed = layer.apply(List.of(query, value, key)).get(0);
    assertMixed(weights(AttentionTest::dot, (q, k) -> true), mixed.evaluate(feed));
    NDArray learning = mixed.evaluate(feed.and(Phase.learning(), NDArray.scalar(true)));
    assertNotEquals(mixed.evaluate(feed), learning);
  }
}
