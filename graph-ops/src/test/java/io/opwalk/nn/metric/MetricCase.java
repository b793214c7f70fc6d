package io.opwalk.nn.metric;

import static io.opwalk.nn.metric.MetricOracles.CLASSES;
import static io.opwalk.nn.metric.MetricOracles.allLargest;
import static io.opwalk.nn.metric.MetricOracles.areaOfEach;
import static io.opwalk.nn.metric.MetricOracles.argMax;
import static io.opwalk.nn.metric.MetricOracles.best;
import static io.opwalk.nn.metric.MetricOracles.column;
import static io.opwalk.nn.metric.MetricOracles.count;
import static io.opwalk.nn.metric.MetricOracles.explained;
import static io.opwalk.nn.metric.MetricOracles.fScore;
import static io.opwalk.nn.metric.MetricOracles.largest;
import static io.opwalk.nn.metric.MetricOracles.meanOverlap;
import static io.opwalk.nn.metric.MetricOracles.precision;
import static io.opwalk.nn.metric.MetricOracles.rank;
import static io.opwalk.nn.metric.MetricOracles.recall;
import static io.opwalk.nn.metric.MetricOracles.scoreOfEach;
import static io.opwalk.nn.metric.MetricOracles.specificity;

import io.opwalk.nn.loss.CategoricalCrossentropy;
import io.opwalk.nn.loss.LogCosh;
import io.opwalk.nn.loss.SparseCategoricalCrossentropy;
import io.opwalk.nn.metric.FBetaScore.Average;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;

/** A metric, what its data are like, and what it should be. */
record MetricCase(Metric metric, Data data, Formula formula) {
  /** What labels are like. */
  enum Data {
    REALS,
    YES_NO,
    ONE_HOT,
    NUMBERS,
    PIXELS
  }

  /** The metric of labels and predictions, each [rows][classes], and weights. */
  interface Formula {
    double of(double[][] y, double[][] p, double[] w);
  }

  /** The value of a row. */
  interface RowFormula {
    double of(double[] y, double[] p);
  }

  @Override
  public String toString() {
    return metric.toString();
  }

  private static Formula mean(RowFormula each) {
    return (y, p, w) -> {
      double sum = 0;
      double weights = 0;
      for (int i = 0; i < y.length; i++) {
        sum += w[i] * each.of(y[i], p[i]);
        weights += w[i];
      }
      return sum / weights;
    };
  }

  /** One for each metric, and for each of its ways. */
  static List<MetricCase> all() {
    List<MetricCase> cases = new ArrayList<>(means());
    cases.addAll(decisions());
    cases.addAll(scores());
    return cases;
  }

  private static List<MetricCase> means() {
    return List.of(
        new MetricCase(
            new CategoricalAccuracy(),
            Data.ONE_HOT,
            mean((y, p) -> argMax(y) == argMax(p) ? 1 : 0)),
        new MetricCase(
            new TopKCategoricalAccuracy(2),
            Data.ONE_HOT,
            mean((y, p) -> rank(p, argMax(y)) < 2 ? 1 : 0)),
        new MetricCase(
            new SparseCategoricalAccuracy(),
            Data.NUMBERS,
            mean((y, p) -> y[0] == argMax(p) ? 1 : 0)),
        new MetricCase(
            new SparseTopKCategoricalAccuracy(3),
            Data.NUMBERS,
            mean((y, p) -> rank(p, (int) y[0]) < 3 ? 1 : 0)),
        new MetricCase(new BinaryAccuracy(0.25), Data.YES_NO, mean((y, p) -> {
          double right = 0;
          for (int k = 0; k < CLASSES; k++) {
            right += (p[k] > 0.25) == (y[k] == 1) ? 1 : 0;
          }
          return right / CLASSES;
        })),
        new MetricCase(
            new RootMeanSquaredError(),
            Data.REALS,
            (y, p, w) -> Math.sqrt(mean((a, b) -> {
                  double sum = 0;
                  for (int k = 0; k < CLASSES; k++) {
                    sum += (a[k] - b[k]) * (a[k] - b[k]);
                  }
                  return sum / CLASSES;
                })
                .of(y, p, w))),
        new MetricCase(new LossMetric(new LogCosh()), Data.REALS, mean((y, p) -> {
          double sum = 0;
          for (int k = 0; k < CLASSES; k++) {
            sum += Math.log(Math.cosh(y[k] - p[k]));
          }
          return sum / CLASSES;
        })),
        new MetricCase(
            new LossMetric(CategoricalCrossentropy.ofProbabilities()),
            Data.ONE_HOT,
            mean((y, p) -> -Math.log(p[argMax(y)] / (p[0] + p[1] + p[2] + p[3])))),
        new MetricCase(
            new LossMetric(SparseCategoricalCrossentropy.ofProbabilities()),
            Data.NUMBERS,
            mean((y, p) -> -Math.log(p[(int) y[0]] / (p[0] + p[1] + p[2] + p[3])))),
        new MetricCase(
            new PearsonCorrelation(),
            Data.REALS,
            mean((y, p) -> new PearsonsCorrelation().correlation(y, p))));
  }

  private static List<MetricCase> decisions() {
    Decision second = Decision.above(0.4).ofClass(1);
    return List.of(
        new MetricCase(new Precision(), Data.YES_NO, (y, p, w) -> precision(y, p, w, 0.5)),
        new MetricCase(
            new Precision(second),
            Data.YES_NO,
            (y, p, w) -> precision(column(y, 1), column(p, 1), w, 0.4)),
        new MetricCase(
            new Precision(Decision.ofTopK(1)),
            Data.YES_NO,
            (y, p, w) -> precision(y, largest(p), w, 0.5)),
        new MetricCase(
            new Recall(Decision.above(0.2)), Data.YES_NO, (y, p, w) -> recall(y, p, w, 0.2)),
        new MetricCase(
            new TruePositives(), Data.YES_NO, (y, p, w) -> count(y, p, w, 0.5, true, true)),
        new MetricCase(
            new FalsePositives(), Data.YES_NO, (y, p, w) -> count(y, p, w, 0.5, false, true)),
        new MetricCase(
            new TrueNegatives(Decision.above(0.3)),
            Data.YES_NO,
            (y, p, w) -> count(y, p, w, 0.3, false, false)),
        new MetricCase(
            new FalseNegatives(), Data.YES_NO, (y, p, w) -> count(y, p, w, 0.5, true, false)),
        new MetricCase(
            new PrecisionAtRecall(0.6, 11, OptionalInt.empty()),
            Data.YES_NO,
            (y, p, w) -> best(t -> recall(y, p, w, t) >= 0.6, t -> precision(y, p, w, t))),
        new MetricCase(
            new RecallAtPrecision(0.5, 11, OptionalInt.of(2)),
            Data.YES_NO,
            (y, p, w) -> best(
                t -> precision(column(y, 2), column(p, 2), w, t) >= 0.5,
                t -> recall(column(y, 2), column(p, 2), w, t))),
        new MetricCase(
            new SensitivityAtSpecificity(0.7, 11, OptionalInt.empty()),
            Data.YES_NO,
            (y, p, w) -> best(t -> specificity(y, p, w, t) >= 0.7, t -> recall(y, p, w, t))),
        new MetricCase(
            new SpecificityAtSensitivity(0.7, 11, OptionalInt.empty()),
            Data.YES_NO,
            (y, p, w) -> best(t -> recall(y, p, w, t) >= 0.7, t -> specificity(y, p, w, t))));
  }

  private static List<MetricCase> scores() {
    // Predictions are multiples of 1/64, so that with 65 thresholds no two fall together.
    AUC exact = new AUC().withNumThresholds(65);
    return List.of(
        new MetricCase(exact, Data.YES_NO, MetricOracles::concordance),
        new MetricCase(exact.perLabel(), Data.YES_NO, (y, p, w) -> areaOfEach(y, p, w, 1, 1, 1, 1)),
        new MetricCase(
            exact.perLabel(1, 0, 2, 3), Data.YES_NO, (y, p, w) -> areaOfEach(y, p, w, 1, 0, 2, 3)),
        new MetricCase(
            F1Score.of(Average.MICRO), Data.ONE_HOT, (y, p, w) -> fScore(y, allLargest(p), w, 1)),
        new MetricCase(
            F1Score.of(Average.MACRO), Data.ONE_HOT, (y, p, w) -> scoreOfEach(y, p, w, 1, false)),
        new MetricCase(
            FBetaScore.of(Average.WEIGHTED, 2),
            Data.ONE_HOT,
            (y, p, w) -> scoreOfEach(y, p, w, 2, true)),
        new MetricCase(
            new FBetaScore(Average.MICRO, 0.5, OptionalDouble.of(0.5)),
            Data.YES_NO,
            (y, p, w) -> fScore(y, p, w, 0.5)),
        new MetricCase(
            MeanIoU.of(3), Data.PIXELS, (y, p, w) -> meanOverlap(y, p, w, List.of(0, 1, 2))),
        new MetricCase(
            new IoU(3, List.of(0, 2), OptionalLong.empty(), true, true, -1),
            Data.PIXELS,
            (y, p, w) -> meanOverlap(y, p, w, List.of(0, 2))),
        new MetricCase(new R2Score(), Data.REALS, (y, p, w) -> explained(y, p, w, false)),
        new MetricCase(
            new R2Score(R2Score.Aggregation.VARIANCE_WEIGHTED_AVERAGE, 0),
            Data.REALS,
            (y, p, w) -> explained(y, p, w, true)),
        new MetricCase(
            new R2Score(R2Score.Aggregation.UNIFORM_AVERAGE, 5), Data.REALS, (y, p, w) -> {
              double count = y.length * CLASSES;
              return 1 - (1 - explained(y, p, w, false)) * (count - 1) / (count - 6);
            }));
  }
}
