package io.opwalk.nn.loss;

import static java.lang.Math.abs;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A loss and its formula in plain doubles, as Keras 3 states it, for a row of labels and one of
 * predictions.
 *
 * @param data what labels and predictions are like
 */
record LossCase(Loss loss, Data data, ToDoubleBiFunction<double[], double[]> formula) {
  /** What labels and predictions are like. */
  enum Data {
    REALS,
    COUNTS,
    SIGNS,
    YES_NO_PROBABILITIES,
    YES_NO_LOGITS,
    ONE_HOT_PROBABILITIES,
    ONE_HOT_LOGITS,
    DISTRIBUTIONS
  }

  private static final double EPSILON = 1e-7;

  @Override
  public String toString() {
    return loss.toString();
  }

  private static LossCase mean(Loss loss, Data data, DoubleBinaryOperator each) {
    return new LossCase(
        loss,
        data,
        (y, p) -> IntStream.range(0, y.length)
            .mapToDouble(i -> each.applyAsDouble(y[i], p[i]))
            .average()
            .orElseThrow());
  }

  private static LossCase sum(Loss loss, Data data, DoubleBinaryOperator each) {
    LossCase mean = mean(loss, data, each);
    return new LossCase(loss, data, (y, p) -> mean.formula.applyAsDouble(y, p) * y.length);
  }

  /** Of predictions made probabilities by a softmax first, as exact as they are. */
  private LossCase ofLogits() {
    return new LossCase(loss, Data.ONE_HOT_LOGITS, (y, z) -> {
      double total = Arrays.stream(z).map(Math::exp).sum();
      return formula.applyAsDouble(
          y, Arrays.stream(z).map(each -> exp(each) / total).toArray());
    });
  }

  /** Of predictions scaled to sum to 1. */
  private LossCase scaled() {
    return new LossCase(loss, data, (y, p) -> {
      double total = Arrays.stream(p).sum();
      return formula.applyAsDouble(y, Arrays.stream(p).map(each -> each / total).toArray());
    });
  }

  private static double clipped(double p) {
    return min(max(p, EPSILON), 1 - EPSILON);
  }

  private static double crossEntropy(double y, double p) {
    return -y * log(clipped(p)) - (1 - y) * log(1 - clipped(p));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + exp(-z));
  }

  private static double focal(double y, double p, double gamma) {
    double given = y * p + (1 - y) * (1 - p);
    return pow(1 - given, gamma) * crossEntropy(y, p);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double cosine(double[] y, double[] p) {
    return dot(y, p) / sqrt(dot(y, y)) / sqrt(dot(p, p));
  }

  private static double hingeOfClasses(double[] y, double[] p) {
    double wrong =
        IntStream.range(0, y.length).mapToDouble(i -> (1 - y[i]) * p[i]).max().orElseThrow();
    return max(wrong - dot(y, p) + 1, 0);
  }

  private static double overlap(double[] y, double[] p, double alpha, double beta) {
    double common = dot(y, p);
    double missed = Arrays.stream(y).sum() - common;
    double vain = Arrays.stream(p).sum() - common;
    return 1 - common / (common + alpha * missed + beta * vain + EPSILON);
  }

  private static double dice(double[] y, double[] p) {
    return 1 - 2 * dot(y, p) / (Arrays.stream(y).sum() + Arrays.stream(p).sum() + EPSILON);
  }

  /** One for each loss, and for each of its ways. */
  static List<LossCase> all() {
    List<LossCase> all = new ArrayList<>();
    all.addAll(regression());
    all.addAll(yesOrNo());
    all.addAll(classes());
    return all;
  }

  private static List<LossCase> regression() {
    return List.of(
        mean(new MeanSquaredError(), Data.REALS, (y, p) -> (y - p) * (y - p)),
        mean(new MeanAbsoluteError(), Data.REALS, (y, p) -> abs(y - p)),
        mean(
            new MeanAbsolutePercentageError(),
            Data.REALS,
            (y, p) -> 100 * abs(y - p) / max(abs(y), EPSILON)),
        mean(
            new MeanSquaredLogarithmicError(),
            Data.COUNTS,
            (y, p) -> pow(log(max(p, EPSILON) + 1) - log(max(y, EPSILON) + 1), 2)),
        mean(new Huber(), Data.REALS, (y, p) -> huber(y - p, 1)),
        mean(new Huber(0.3), Data.REALS, (y, p) -> huber(y - p, 0.3)),
        mean(new LogCosh(), Data.REALS, (y, p) -> log((exp(p - y) + exp(y - p)) / 2)),
        mean(new Poisson(), Data.COUNTS, (y, p) -> p - y * log(p + EPSILON)),
        new LossCase(new CosineSimilarity(), Data.REALS, (y, p) -> -cosine(y, p)),
        mean(new Hinge(), Data.SIGNS, (y, p) -> max(1 - y * p, 0)),
        mean(new Hinge(), Data.YES_NO_LOGITS, (y, p) -> max(1 - (2 * y - 1) * p, 0)),
        mean(new SquaredHinge(), Data.SIGNS, (y, p) -> pow(max(1 - y * p, 0), 2)),
        new LossCase(new CategoricalHinge(), Data.ONE_HOT_LOGITS, LossCase::hingeOfClasses));
  }

  private static double huber(double error, double delta) {
    return abs(error) <= delta ? error * error / 2 : delta * (abs(error) - delta / 2);
  }

  private static List<LossCase> yesOrNo() {
    Data probabilities = Data.YES_NO_PROBABILITIES;
    Data logits = Data.YES_NO_LOGITS;
    return List.of(
        mean(BinaryCrossentropy.ofProbabilities(), probabilities, LossCase::crossEntropy),
        mean(BinaryCrossentropy.ofLogits(), logits, (y, z) -> crossEntropy(y, sigmoid(z))),
        mean(
            BinaryCrossentropy.ofLogits().withLabelSmoothing(0.2),
            logits,
            (y, z) -> crossEntropy(0.8 * y + 0.1, sigmoid(z))),
        mean(BinaryFocalCrossentropy.ofProbabilities(), probabilities, (y, p) -> focal(y, p, 2)),
        mean(
            BinaryFocalCrossentropy.ofLogits().withGamma(1.5).withClassBalancing(0.3),
            logits,
            (y, z) -> (y == 1 ? 0.3 : 0.7) * focal(y, sigmoid(z), 1.5)),
        mean(
            BinaryFocalCrossentropy.ofLogits().withGamma(0),
            logits,
            (y, z) -> crossEntropy(y, sigmoid(z))),
        mean(
            new BinaryFocalCrossentropy(false, 0.25, 2, false, 0.1, -1),
            probabilities,
            (y, p) -> focal(0.9 * y + 0.05, p, 2)),
        new LossCase(new Dice(List.of(1)), probabilities, LossCase::dice),
        new LossCase(
            new Tversky(0.3, 0.6, List.of(-1)), probabilities, (y, p) -> overlap(y, p, 0.3, 0.6)));
  }

  private static List<LossCase> classes() {
    Data probabilities = Data.ONE_HOT_PROBABILITIES;
    LossCase ofProbabilities = sum(
            CategoricalCrossentropy.ofProbabilities(),
            probabilities,
            (y, p) -> -y * log(clipped(p)))
        .scaled();
    LossCase smooth = sum(
            CategoricalCrossentropy.ofProbabilities().withLabelSmoothing(0.3),
            probabilities,
            (y, p) -> -(0.7 * y + 0.3 / 3) * log(clipped(p)))
        .scaled();
    return List.of(
        ofProbabilities,
        smooth,
        sum(CategoricalCrossentropy.ofLogits(), probabilities, (y, p) -> -y * log(p))
            .ofLogits(),
        sum(
                CategoricalCrossentropy.ofLogits().withLabelSmoothing(0.3),
                probabilities,
                (y, p) -> -(0.7 * y + 0.1) * log(p))
            .ofLogits(),
        sum(
                CategoricalFocalCrossentropy.ofProbabilities(),
                probabilities,
                (y, p) -> -0.25 * pow(1 - p, 2) * y * log(p))
            .scaled(),
        sum(
                CategoricalFocalCrossentropy.ofLogits().withGamma(3).withAlpha(0.5),
                probabilities,
                (y, p) -> -0.5 * pow(1 - p, 3) * y * log(p))
            .ofLogits(),
        new LossCase(
            CategoricalFocalCrossentropy.ofProbabilities().withAlpha(1, 2, 3),
            Data.DISTRIBUTIONS,
            (y, p) -> IntStream.range(0, 3)
                .mapToDouble(i -> -(i + 1) * pow(1 - p[i], 2) * y[i] * log(p[i]))
                .sum()),
        sum(
            new KLDivergence(),
            Data.DISTRIBUTIONS,
            (y, p) -> y * log(max(y, EPSILON) / max(p, EPSILON))));
  }
}
