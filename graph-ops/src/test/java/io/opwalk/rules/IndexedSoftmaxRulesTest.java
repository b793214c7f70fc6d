package io.opwalk.rules;

import static io.opwalk.DType.FLOAT64;
import static io.opwalk.DType.INT64;
import static io.opwalk.Shape.UNKNOWN;
import static io.opwalk.ops.Arithmetic.multiply;
import static io.opwalk.ops.Arithmetic.negative;
import static io.opwalk.ops.Exponents.log;
import static io.opwalk.ops.Indexing.get;
import static io.opwalk.ops.Indexing.oneHot;
import static io.opwalk.ops.Indexing.take;
import static io.opwalk.ops.Indexing.takeAlongAxis;
import static io.opwalk.ops.Probability.softmax;
import static io.opwalk.ops.Reductions.mean;
import static io.opwalk.ops.Reductions.sum;
import static io.opwalk.ops.Shapes.expandDims;
import static io.opwalk.ops.Shapes.squeeze;
import static io.opwalk.ops.Shapes.transpose;
import static io.opwalk.ops.Tensors.placeholder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opwalk.DType;
import io.opwalk.Feed;
import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.ir.PassListener;
import io.opwalk.ops.Probability;
import io.opwalk.ops.Range;
import io.opwalk.ops.Tensors;
import io.opwalk.ops.composite.CrossEntropy;
import io.opwalk.ops.composite.LogSoftmax;
import io.opwalk.ops.composite.Softmax;
import io.opwalk.rewrite.Rule;
import io.opwalk.rewrite.RuleExample;
import io.opwalk.walk.Walk;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Likelihoods of labels: elements of a softmax, and cross entropies, at logits of any size. */
final class IndexedSoftmaxRulesTest {
  private static final int LENGTH = 5;
  private static final String SLOPE = "slope of log(softmax(x)[i]) -> that of logSoftmax(x)[i]";
  private static final String CROSS_ENTROPY =
      "sum(cast(b)*logSoftmax(x)) -> -crossEntropy(cast(b), x)";

  private final Tensor z = placeholder("z", FLOAT64, UNKNOWN, 3);
  private final Tensor labels = placeholder("labels", INT64, UNKNOWN);

  static Set<String> covered() {
    return Set.of(
        "log(slice(softmax(x))) -> slice(logSoftmax(x))",
        "log(reshape(softmax(x))) -> reshape(logSoftmax(x))",
        "log(broadcast(softmax(x))) -> broadcast(logSoftmax(x))",
        "log(gather(softmax(x), i)) -> gather(logSoftmax(x), i)",
        SLOPE,
        CROSS_ENTROPY);
  }

  private static List<Rule> rules() {
    return Rules.all().stream().filter(rule -> covered().contains(rule.name())).toList();
  }

  private static List<double[][]> matrices(DType dtype) {
    Random random = new Random(29);
    return Stream.of(1.0, 30.0, 1_000.0, 1e6)
        .map(scale -> {
          double[][] matrix = new double[LENGTH][LENGTH];
          for (double[] row : matrix) {
            for (int j = 0; j < LENGTH; j++) {
              double x = scale * random.nextGaussian();
              row[j] = dtype == DType.FLOAT32 ? (float) x : x;
            }
          }
          return matrix;
        })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRightSideIsAsNearOrNearer(Rule rule) {
    int nearer = 0;
    List<RuleExample> examples = RuleRunner.examples(rule);
    assertFalse(examples.size() < 2, "one for each floating dtype at least");
    for (RuleExample example : examples) {
      DType dtype = example.left().dtype();
      double unit = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
      for (double[][] matrix : matrices(dtype)) {
        Feed feed = feed(example, matrix);
        List<NDArray> sides = RuleRunner.evaluate(List.of(example.left(), example.right()), feed);
        double[] truth = truth(example, matrix, feed);
        double[] left = sides.get(0).cast(FLOAT64).toDoubles();
        double[] right = sides.get(1).cast(FLOAT64).toDoubles();
        for (int i = 0; i < truth.length; i++) {
          // A logarithm is good to the roundings of a sum of all powers, as in SoftmaxRulesTest.
          double tolerance = (2 * LENGTH * LENGTH + 4) * unit * Math.max(1, Math.abs(truth[i]));
          double error = Math.abs(right[i] - truth[i]);
          double before = Math.abs(left[i] - truth[i]);
          String what = Expressions.text(example.left()) + ": " + sides + ", " + truth[i];
          assertTrue(error <= tolerance || error <= before, what);
          nearer += error <= tolerance && !(before <= 2 * tolerance) ? 1 : 0;
        }
      }
    }
    // What a cross entropy is nearer for is an infinite logit, which has a test of its own.
    assertTrue(nearer > 0 || rule.name().equals(CROSS_ENTROPY), rule.name());
  }

  private static Feed feed(RuleExample example, double[][] matrix) {
    Feed feed = Feed.empty();
    for (Tensor input : example.inputs()) {
      NDArray value = switch (input.name()) {
        case "x" -> NDArray.ofArray(matrix).cast(input.dtype());
        case "g" -> ones().cast(input.dtype());
        default -> indices().cast(input.dtype());
      };
      feed = feed.and(input, value);
    }
    return feed;
  }

  private static NDArray ones() {
    double[][] ones = new double[LENGTH][LENGTH];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return NDArray.ofArray(ones);
  }

  /** Indices, of which some are 0 and false, and some are not. */
  private static NDArray indices() {
    double[][] indices = new double[LENGTH][LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      for (int j = 0; j < LENGTH; j++) {
        indices[i][j] = (2 * i + j) % LENGTH;
      }
    }
    return NDArray.ofArray(indices);
  }

  private static double[] truth(RuleExample example, double[][] matrix, Feed feed) {
    if (example.rule().name().equals(SLOPE)) {
      return slopes(example, matrix);
    }
    Optional<Tensor> cross = find(example.right(), CrossEntropy.class);
    if (cross.isPresent()) {
      return minusCrossEntropy(((CrossEntropy) cross.get().owner().op()).axis(), matrix);
    }
    Tensor logs = find(example.right(), LogSoftmax.class).orElseThrow();
    List<BigDecimal> elements = RowOracle.of(logs, matrix);
    // What is fed cuts the graph: the movement alone, of the numbers of the elements.
    double[][] numbers = new double[LENGTH][LENGTH];
    for (int i = 0; i < LENGTH * LENGTH; i++) {
      numbers[i / LENGTH][i % LENGTH] = i;
    }
    Feed moved = Feed.feed(logs, NDArray.ofArray(numbers).cast(logs.dtype()));
    for (Tensor input : example.inputs()) {
      moved = input.name().equals("x") ? moved : moved.and(input, indices().cast(input.dtype()));
    }
    double[] places = RuleRunner.evaluate(List.of(example.right()), moved)
        .get(0)
        .cast(FLOAT64)
        .toDoubles();
    double[] truth = new double[places.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = elements.get((int) places[i]).doubleValue();
    }
    return truth;
  }

  private static Optional<Tensor> find(Tensor tensor, Class<?> op) {
    return Walk.ancestors(tensor).stream()
        .filter(apply -> op.isInstance(apply.op()))
        .map(apply -> apply.output())
        .findFirst();
  }

  /** 1 - n softmax(x), where every element of the softmax is taken once. */
  private static double[] slopes(RuleExample example, double[][] matrix) {
    Tensor softmax = find(example.right(), Softmax.class).orElseThrow();
    return RowOracle.of(softmax, matrix).stream()
        .mapToDouble(p -> 1 - LENGTH * p.doubleValue())
        .toArray();
  }

  private static double[] minusCrossEntropy(int axis, double[][] matrix) {
    Tensor x = placeholder("x", FLOAT64, LENGTH, LENGTH);
    Tensor logs = Probability.logSoftmax(x, axis);
    List<BigDecimal> elements = RowOracle.of(logs, matrix);
    NDArray chosen = indices();
    double[] sums = new double[LENGTH];
    for (int k = 0; k < LENGTH; k++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int j = 0; j < LENGTH; j++) {
        int row = axis == 0 ? j : k;
        int column = axis == 0 ? k : j;
        if (chosen.getDouble(row, column) != 0) {
          sum = sum.add(elements.get(row * LENGTH + column));
        }
      }
      sums[k] = sum.doubleValue();
    }
    return sums;
  }

  private static Stream<Arguments> likelihoods() {
    return Stream.of(
        of("takeAlongAxis", (z, i) -> log(takeAlongAxis(softmax(z), expandDims(i, 1), 1))),
        of("squeezed", (z, i) -> log(squeeze(takeAlongAxis(softmax(z), expandDims(i, 1), 1), 1))),
        of("one-hot", (z, i) -> sum(multiply(oneHot(i, 3, FLOAT64), log(softmax(z))), 1)));
  }

  private static Arguments of(String name, BinaryOperator<Tensor> likelihood) {
    return arguments(Named.of(name, likelihood));
  }

  /** Theano issue 3162, and its crossentropy_softmax_1hot. */
  @ParameterizedTest
  @MethodSource("likelihoods")
  void theLikelihoodOfLabelsHasAValueAndAGradientAtAnyLogits(BinaryOperator<Tensor> likelihood) {
    double[][] logits = {{1000, 0, -1000}, {0, 0, 0}, {-1e6, 1e6, 0}};
    Feed indices = Feed.feed(labels, NDArray.of(2L, 1L, 0L));
    Tensor loss = negative(mean(likelihood.apply(z, labels)));
    Tensor value = RuleRunner.rewrite(loss, CanonicalRules.set(), StableRules.set());
    double expected = (2000 + Math.log(3) + 2e6) / 3;
    // Some roundings, of a number this large.
    assertEquals(
        expected,
        RuleRunner.evaluate(List.of(value), indices.and(z, logits)).get(0).doubleValue(),
        4 * Math.ulp(expected));
    Tensor stable = GradientRulesTest.gradient(loss, z, PassListener.NONE);
    NDArray found = RuleRunner.evaluate(List.of(stable), indices.and(z, logits)).get(0);
    double third = 1.0 / 3;
    double[][] slopes = {{1, 0, -1}, {third, third - 1, third}, {-1, 1, 0}};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        // The mean divides by 3; a few roundings of numbers below 1.
        assertEquals(slopes[i][j] / 3, found.getDouble(i, j), 2e-16, found::toString);
      }
    }
  }

  @Test
  void partsOfASoftmaxHaveALogarithmAndAGradient() {
    double[][] logits = {{1000, 0, -1000}};
    Feed feed = Feed.feed(z, logits);
    Tensor last = log(get(softmax(z), Range.all(), Range.at(2)));
    Tensor turned = log(get(transpose(softmax(z)), Range.at(2)));
    Tensor taken = log(take(softmax(z), Tensors.constant(NDArray.of(2L)), 1));
    for (Tensor part : List.of(last, turned, taken)) {
      Tensor value = RuleRunner.rewrite(part, CanonicalRules.set(), StableRules.set());
      assertEquals(
          -2000,
          RuleRunner.evaluate(List.of(value), feed)
              .get(0)
              .getDouble(new int[value.shape().rank()]));
      Tensor stable = GradientRulesTest.gradient(sum(part), z, PassListener.NONE);
      NDArray found = RuleRunner.evaluate(List.of(stable), feed).get(0);
      assertEquals(NDArray.ofArray(new double[][] {{-1, 0, 1}}), found);
    }
  }

  @Test
  void whatLabelsDoNotChooseMayBeImpossible() {
    double inf = Double.POSITIVE_INFINITY;
    Tensor loss = negative(sum(multiply(oneHot(labels, 3, FLOAT64), log(softmax(z))), 1));
    Tensor stable = RuleRunner.rewrite(loss, CanonicalRules.set(), StableRules.set());
    Feed feed = Feed.feed(labels, NDArray.of(0L, 1L)).and(z, new double[][] {
      {1000, -inf, 1000}, {-inf, 3, -inf}
    });
    NDArray found = RuleRunner.evaluate(List.of(stable), feed).get(0);
    assertEquals(Math.log(2), found.getDouble(0), 1e-15, "one rounding of a logarithm");
    assertTrue(found.getDouble(1) == 0, "the only one there is");
  }
}
