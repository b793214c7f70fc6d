package io.opwalk.nn.layer.attention;

import static io.opwalk.DType.BOOL;
import static io.opwalk.DType.FLOAT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Tensors.placeholder;
import static io.opwalk.ops.Tensors.slotOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.TypeException;
import io.opwalk.nn.initializer.Initializers;
import io.opwalk.nn.initializer.RandomUniform;
import io.opwalk.nn.layer.LayerCall;
import io.opwalk.nn.layer.Weight;
import io.opwalk.nn.layer.WeightSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Attention in heads against its formula, written out in loops. */
final class MultiHeadAttentionTest {
  /** Sums of some dozen products and a softmax, of magnitude 1. */
  private static final double TOLERANCE = 1e-12;

  private static final int HEADS = 2;
  private static final int KEYS = 3;
  private static final int VALUES = 2;

  private final Tensor query = placeholder("query", FLOAT64, UNKNOWN, UNKNOWN, 4);
  private final Tensor value = placeholder("value", FLOAT64, UNKNOWN, UNKNOWN, 5);
  private final NDArray queries = random(1, 2, 3, 4);
  private final NDArray values = random(2, 2, 6, 5);
  private final Feed feed = Feed.feed(query, queries).and(value, values);

  private static NDArray random(long seed, Integer... shape) {
    return new RandomUniform(-1, 1).initialize(FLOAT64, List.of(shape), seed);
  }

  private static MultiHeadAttentionBuilder builder() {
    return MultiHeadAttention.builder(HEADS, KEYS)
        .valueSize(VALUES)
        .bias(WeightSpec.of(Initializers.randomNormal()));
  }

  private interface Counts {
    boolean at(int sample, int query, int key);
  }

  /** One feature of a head, of a row of the input. */
  private static double projected(
      NDArray x, int sample, int row, MultiHeadAttention layer, int at, int head, int feature) {
    NDArray kernel = slotOf(layer.weights().get(at)).value();
    NDArray bias = slotOf(layer.weights().get(at + 1)).value();
    double sum = bias.getDouble(head, feature);
    for (int i = 0; i < x.dim(2); i++) {
      sum += x.getDouble(sample, row, i) * kernel.getDouble(i, head, feature);
    }
    return sum;
  }

  /** (batch, heads, queries, keys). */
  private double[][][][] weights(MultiHeadAttention layer, Counts counts) {
    double[][][][] weights = new double[2][HEADS][3][6];
    for (int b = 0; b < 2; b++) {
      for (int h = 0; h < HEADS; h++) {
        for (int q = 0; q < 3; q++) {
          double sum = 0;
          for (int k = 0; k < 6; k++) {
            double score = 0;
            for (int i = 0; i < KEYS; i++) {
              score += projected(queries, b, q, layer, 0, h, i)
                  * projected(values, b, k, layer, 2, h, i);
            }
            weights[b][h][q][k] = counts.at(b, q, k) ? Math.exp(score / Math.sqrt(KEYS)) : 0;
            sum += weights[b][h][q][k];
          }
          for (int k = 0; k < 6; k++) {
            weights[b][h][q][k] /= sum;
          }
        }
      }
    }
    return weights;
  }

  private void assertOutput(MultiHeadAttention layer, Counts counts, NDArray found) {
    double[][][][] weights = weights(layer, counts);
    NDArray kernel = slotOf(layer.weights().get(6)).value();
    NDArray bias = slotOf(layer.weights().get(7)).value();
    assertEquals(List.of(2, 3, bias.dim(0)), found.shape());
    for (int b = 0; b < 2; b++) {
      for (int q = 0; q < 3; q++) {
        for (int o = 0; o < bias.dim(0); o++) {
          double sum = bias.getDouble(o);
          for (int h = 0; h < HEADS; h++) {
            for (int i = 0; i < VALUES; i++) {
              double mixed = 0;
              for (int k = 0; k < 6; k++) {
                mixed += weights[b][h][q][k] * projected(values, b, k, layer, 4, h, i);
              }
              sum += mixed * kernel.getDouble(h, i, o);
            }
          }
          assertEquals(sum, found.getDouble(b, q, o), TOLERANCE);
        }
      }
    }
  }

  @Test
  void itIsTheFormula() {
    MultiHeadAttention layer = builder().returnAttentionScores(true).build();
    List<Tensor> outputs = layer.apply(List.of(query, value));
    assertOutput(layer, (b, q, k) -> true, outputs.get(0).evaluate(feed));
    double[][][][] weights = weights(layer, (b, q, k) -> true);
    NDArray found = outputs.get(1).evaluate(feed);
    assertEquals(List.of(2, HEADS, 3, 6), found.shape());
    assertEquals(weights[1][0][2][4], found.getDouble(1, 0, 2, 4), TOLERANCE);
    NDArray scores = LayerCall.of(outputs.get(0)).orElseThrow().preActivation().evaluate(feed);
    assertEquals(
        Math.log(weights[1][0][2][4] / weights[1][0][2][3]),
        scores.getDouble(1, 0, 2, 4) - scores.getDouble(1, 0, 2, 3),
        TOLERANCE);
  }

  @Test
  void itsWeightsAreThoseOfKeras() {
    MultiHeadAttention layer = builder().outputShape(List.of(7)).build();
    layer.apply(List.of(query, value));
    assertEquals(
        List.of(
            "query/kernel (4, 2, 3)",
            "query/bias (2, 3)",
            "key/kernel (5, 2, 3)",
            "key/bias (2, 3)",
            "value/kernel (5, 2, 2)",
            "value/bias (2, 2)",
            "attention_output/kernel (2, 2, 7)",
            "attention_output/bias (7,)"),
        layer.variables().stream()
            .map(weight -> weight.leaf() + " " + weight.parameter().shape())
            .toList());
  }

  @Test
  void masksSayWhichKeysCount() {
    MultiHeadAttention causal = builder().useCausalMask(true).build();
    assertOutput(
        causal, (b, q, k) -> k <= q, causal.apply(List.of(query, value)).get(0).evaluate(feed));
    MultiHeadAttention masked = builder().build();
    Tensor mask = placeholder("mask", BOOL, UNKNOWN, 3, 6);
    boolean[][][] counts = new boolean[2][3][6];
    for (int q = 0; q < 3; q++) {
      for (int k = 0; k < 6; k++) {
        counts[0][q][k] = true;
        counts[1][q][k] = (q + k) % 2 == 0;
      }
    }
    assertOutput(
        masked,
        (b, q, k) -> counts[b][q][k],
        masked.apply(List.of(query, value, value, mask)).get(0).evaluate(feed.and(mask, counts)));
  }

  @Test
  void aWindowSlidesAlong() {
    MultiHeadAttention near = builder().slidingWindow(2).build();
    assertOutput(
        near,
        (b, q, k) -> Math.abs(q - k) < 2,
        near.apply(List.of(query, value)).get(0).evaluate(feed));
    MultiHeadAttention both = builder().slidingWindow(2).useCausalMask(true).build();
    assertOutput(
        both,
        (b, q, k) -> k <= q && q - k < 2,
        both.apply(List.of(query, value)).get(0).evaluate(feed));
  }

  @Test
  void aGateMultipliesWhatHeadsMake() {
    MultiHeadAttention gated = builder().useGate(true).build();
    Tensor y = gated.apply(List.of(query, value)).get(0);
    assertEquals(
        List.of(
            "query/kernel",
            "query/bias",
            "key/kernel",
            "key/bias",
            "gate/kernel",
            "gate/bias",
            "value/kernel",
            "value/bias",
            "attention_output/kernel",
            "attention_output/bias"),
        gated.variables().stream().map(Weight::leaf).toList());
    // Open, it is not there: the sigmoid of 40 is 1.
    slotOf(gated.weights().get(4)).set(NDArray.full(FLOAT64, 0, 4, HEADS, VALUES));
    slotOf(gated.weights().get(5)).set(NDArray.full(FLOAT64, 40, HEADS, VALUES));
    MultiHeadAttention plain = builder().build();
    Tensor other = plain.apply(List.of(query, value)).get(0);
    List<Integer> shared = List.of(0, 1, 2, 3, 6, 7, 8, 9);
    for (int i = 0; i < shared.size(); i++) {
      NDArray weight = slotOf(gated.weights().get(shared.get(i))).value();
      slotOf(plain.weights().get(i)).set(weight);
    }
    assertOutput(plain, (b, q, k) -> true, y.evaluate(feed));
    // Closed for the second head, this adds nothing.
    slotOf(gated.weights().get(5)).set(NDArray.ofArray(new double[][] {{40, 40}, {-800, -800}}));
    NDArray kernel = slotOf(plain.weights().get(6)).value();
    double[] first = kernel.toDoubles();
    Arrays.fill(first, first.length / 2, first.length, 0);
    slotOf(plain.weights().get(6)).set(NDArray.of(first).reshape(HEADS, VALUES, 4));
    double[] expected = other.evaluate(feed).toDoubles();
    double[] found = y.evaluate(feed).toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE);
    }
    // It depends on the query alone: one feature of it is the gate.
    slotOf(gated.weights().get(5)).set(NDArray.full(FLOAT64, 0.25, HEADS, VALUES));
    double[] kernels = new double[4 * HEADS * VALUES];
    Arrays.fill(kernels, HEADS * VALUES, 2 * HEADS * VALUES, 2);
    slotOf(gated.weights().get(4)).set(NDArray.of(kernels).reshape(4, HEADS, VALUES));
    NDArray gate =
        LayerCall.of(y).orElseThrow().preActivation("gate").evaluate(Feed.feed(query, queries));
    assertEquals(2 * queries.getDouble(1, 2, 1) + 0.25, gate.getDouble(1, 2, 1, 0), TOLERANCE);
  }

  @Test
  void headsShareKeysAndValuesInGroups() {
    MultiHeadAttention grouped = MultiHeadAttention.grouped(KEYS, 4, 2)
        .bias(WeightSpec.of(Initializers.randomNormal()))
        .build();
    Tensor y = grouped.apply(List.of(query, value)).get(0);
    assertEquals("grouped_query_attention", grouped.name());
    MultiHeadAttention plain = MultiHeadAttention.builder(4, KEYS).build();
    Tensor other = plain.apply(List.of(query, value)).get(0);
    for (int i = 0; i < 8; i++) {
      NDArray weight = slotOf(grouped.weights().get(i)).value();
      boolean shared = i >= 2 && i < 6;
      slotOf(plain.weights().get(i)).set(shared ? twice(weight) : weight);
    }
    double[] expected = other.evaluate(feed).toDoubles();
    double[] found = y.evaluate(feed).toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE);
    }
    assertThrows(IllegalArgumentException.class, () -> MultiHeadAttention.grouped(3, 4, 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> MultiHeadAttention.grouped(3, 4, 2).valueSize(2).build());
  }

  /** Each head two times: 0, 0, 1, 1. */
  private static NDArray twice(NDArray weight) {
    int size = weight.dim(weight.rank() - 1);
    double[] from = weight.toDoubles();
    double[] to = new double[2 * from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i / (2 * size) * size + i % size];
    }
    return NDArray.of(to)
        .reshape(weight.rank() == 2 ? new int[] {4, size} : new int[] {weight.dim(0), 4, size});
  }

  @Test
  void itAttendsAlongOtherAxes() {
    Tensor image = placeholder("image", FLOAT64, UNKNOWN, 3, 4, 2);
    MultiHeadAttention rows = MultiHeadAttention.builder(2, 3)
        .attentionAxes(List.of(2))
        .returnAttentionScores(true)
        .build();
    List<Tensor> outputs = rows.apply(List.of(image, image));
    NDArray images = random(3, 2, 3, 4, 2);
    NDArray all = outputs.get(0).evaluate(Feed.feed(image, images));
    assertEquals(List.of(2, 3, 4, 2), all.shape());
    assertEquals(
        List.of(2, 3, 2, 4, 4),
        outputs.get(1).evaluate(Feed.feed(image, images)).shape());
    // Row by row, it is attention along the only axis there is.
    Tensor row = placeholder("row", FLOAT64, UNKNOWN, 4, 2);
    Tensor one = rows.apply(List.of(image, image)).get(0);
    MultiHeadAttention plain = MultiHeadAttention.builder(2, 3).build();
    plain.shareWeightsOf(rows);
    NDArray flat =
        plain.apply(List.of(row, row)).get(0).evaluate(Feed.feed(row, images.reshape(6, 4, 2)));
    double[] expected = flat.toDoubles();
    double[] found = one.evaluate(Feed.feed(image, images)).toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE);
    }
  }

  @Test
  void itAttendsAlongSeveralAxesAtOnce() {
    Tensor image = placeholder("image", FLOAT64, UNKNOWN, UNKNOWN, 4, 2);
    MultiHeadAttention places = MultiHeadAttention.builder(2, 3).build();
    NDArray images = random(3, 2, 3, 4, 2);
    double[] found = places
        .apply(List.of(image, image))
        .get(0)
        .evaluate(Feed.feed(image, images))
        .toDoubles();
    Tensor flat = placeholder("flat", FLOAT64, UNKNOWN, 12, 2);
    MultiHeadAttention plain = MultiHeadAttention.builder(2, 3).build();
    plain.shareWeightsOf(places);
    double[] expected = plain
        .apply(List.of(flat, flat))
        .get(0)
        .evaluate(Feed.feed(flat, images.reshape(2, 12, 2)))
        .toDoubles();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE);
    }
  }

  @Test
  void inputsThatDoNotFitAreNamed() {
    MultiHeadAttention layer = MultiHeadAttention.builder(2, 3).name("heads").build();
    Tensor open = placeholder("open", FLOAT64, UNKNOWN, 4, UNKNOWN);
    TypeException unknown =
        assertThrows(TypeException.class, () -> layer.apply(List.of(query, open)));
    assertTrue(unknown.getMessage().contains("layer 'heads'"), unknown.getMessage());
    assertTrue(unknown.getMessage().contains("(?, 4, ?) float64"), unknown.getMessage());
    assertThrows(TypeException.class, () -> layer.apply(List.of(query)));
    assertThrows(TypeException.class, () -> layer.apply(List.of(query, value, value, query)));
    MultiHeadAttention along =
        MultiHeadAttention.builder(2, 3).attentionAxes(List.of(2)).build();
    assertThrows(TypeException.class, () -> along.apply(List.of(query, value)));
    assertThrows(IllegalArgumentException.class, () -> MultiHeadAttention.builder(0, 3));
    assertThrows(
        IllegalArgumentException.class, () -> MultiHeadAttention.builder(1, 3).dropout(1));
  }
}
