package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Shape;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Activations;
import io.opwalk.ops.Arithmetic;
import io.opwalk.ops.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The area under a curve of yes-or-no predictions, whose points are known at some thresholds;
 * Keras's AUC. All elements are one label, or with {@code multiLabel} each place along the last
 * axis has a curve of its own, of whose areas it is the mean.
 *
 * @param numThresholds how many thresholds there are, at equal distances from 0 to 1, 2 or more;
 *     those given count, where there are any
 * @param curve which curve
 * @param summation how the area between two points is counted
 * @param thresholds those between 0 and 1, if not at equal distances
 * @param multiLabel whether each label has a curve of its own; predictions are of shape (n, labels)
 *     then
 * @param labelWeights how much each label counts, if not all the same
 * @param fromLogits whether predictions are logits rather than probabilities
 */
public record AUC(
    int numThresholds,
    Curve curve,
    Summation summation,
    List<Double> thresholds,
    boolean multiLabel,
    List<Double> labelWeights,
    boolean fromLogits)
    implements Metric {
  /** Which curve. */
  public enum Curve {
    /**
     * Receiver operating characteristic: the recall over the share of the false said to be true.
     */
    ROC,

    /** The precision over the recall. */
    PR
  }

  /** How the area between two points of a curve is counted. */
  public enum Summation {
    /**
     * By a line from one to the other; for {@link Curve#PR} by lines of the counts, not of their
     * ratio, as in section 4 of Davis and Goadrich, 2006, <a
     * href="https://doi.org/10.1145/1143844.1143874"><i>The relationship between precision-recall
     * and ROC curves</i></a>.
     */
    INTERPOLATION,

    /** By the higher one: not below the area. */
    MAJORING,

    /** By the lower one: not above the area. */
    MINORING
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where there are fewer than 2 thresholds, one is not from 0 to
   *     1, or a weight is negative or not finite
   */
  public AUC {
    Objects.requireNonNull(curve, "curve");
    Objects.requireNonNull(summation, "summation");
    thresholds = List.copyOf(thresholds);
    labelWeights = List.copyOf(labelWeights);
    numThresholds = thresholds.isEmpty() ? numThresholds : thresholds.size() + 2;
    if (numThresholds < 2) {
      throw new IllegalArgumentException(
          "there must be 2 thresholds or more, found " + numThresholds);
    }
    thresholds.forEach(each -> {
      if (!(each >= 0 && each <= 1)) {
        throw new IllegalArgumentException("a threshold must be from 0 to 1, found " + each);
      }
    });
    labelWeights.forEach(each -> {
      if (!(each >= 0 && each < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "a weight of a label must be 0 or more and finite, found " + each);
      }
    });
  }

  /** Under the ROC curve at 200 thresholds, of probabilities. */
  public AUC() {
    this(200, Curve.ROC, Summation.INTERPOLATION, List.of(), false, List.of(), false);
  }

  /** As {@link #AUC()}, of logits. */
  public static AUC ofLogits() {
    return new AUC(200, Curve.ROC, Summation.INTERPOLATION, List.of(), false, List.of(), true);
  }

  /** This metric with another number of thresholds. */
  public AUC withNumThresholds(int count) {
    return new AUC(count, curve, summation, List.of(), multiLabel, labelWeights, fromLogits);
  }

  /** This metric with given thresholds, besides one below 0 and one above 1. */
  public AUC withThresholds(double... between) {
    List<Double> given = Arrays.stream(between).boxed().toList();
    return new AUC(numThresholds, curve, summation, given, multiLabel, labelWeights, fromLogits);
  }

  /** This metric of another curve. */
  public AUC withCurve(Curve newCurve) {
    return new AUC(
        numThresholds, newCurve, summation, thresholds, multiLabel, labelWeights, fromLogits);
  }

  /** This metric with another summation. */
  public AUC withSummation(Summation newSummation) {
    return new AUC(
        numThresholds, curve, newSummation, thresholds, multiLabel, labelWeights, fromLogits);
  }

  /** This metric with a curve for each label, and weights of these if any are given. */
  public AUC perLabel(double... weights) {
    List<Double> given = Arrays.stream(weights).boxed().toList();
    return new AUC(numThresholds, curve, summation, thresholds, true, given, fromLogits);
  }

  @Override
  public String name() {
    return "auc";
  }

  @Override
  public Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  public List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor p = fromLogits ? Activations.sigmoid(pair.predictions()) : pair.predictions();
    Tensor bounded = Arithmetic.clip(p, 0, 1);
    Shape shape = bounded.shape();
    boolean hasLabels = shape.rank() == 2 && shape.dim(1).isFixed();
    if ((multiLabel || !labelWeights.isEmpty()) && !hasLabels) {
      throw Pairs.refusal(
          name(),
          "predictions must be of shape (n, labels), with a known number of labels",
          labels,
          predictions);
    }
    Elements elements = multiLabel
        ? Elements.of(pair.labels(), bounded, weights)
        : Elements.flat(pair.labels(), bounded, ofLabels(weights, bounded));
    int count = multiLabel ? (int) shape.dim(1).fixedSize().getAsLong() : 1;
    return thresholds.isEmpty()
        ? ThresholdBins.sums(elements, count, numThresholds)
        : Confusion.sums(elements, Thresholds.beyondEnds(thresholds));
  }

  private SampleWeights ofLabels(SampleWeights weights, Tensor predictions) {
    if (labelWeights.isEmpty()) {
      return weights;
    }
    double[] values = labelWeights.stream().mapToDouble(Double::doubleValue).toArray();
    Tensor each = Tensors.constant(NDArray.wrap(values, values.length).cast(predictions.dtype()));
    Tensor ones = weights.apply(Tensors.onesLike(predictions));
    return SampleWeights.of(Arithmetic.multiply(ones, each));
  }

  @Override
  public double result(List<NDArray> totals) {
    int labels = totals.get(0).dim(0);
    boolean isWeighted = multiLabel && !labelWeights.isEmpty();
    if (isWeighted && labelWeights.size() != labels) {
      throw new IllegalArgumentException(name() + ": there must be a weight for each of " + labels
          + " labels, found " + labelWeights);
    }
    double sum = 0;
    double ofWeights = 0;
    for (int i = 0; i < labels; i++) {
      double weight = isWeighted ? labelWeights.get(i) : 1;
      Confusion points =
          thresholds.isEmpty() ? ThresholdBins.of(totals, i, true) : Confusion.of(totals, i);
      sum += weight * AreaUnderCurve.of(points, curve, summation);
      ofWeights += weight;
    }
    return Ratio.of(sum, ofWeights);
  }

  @Override
  public Config config() {
    return Metric.super
        .config()
        .with("num_thresholds", numThresholds)
        .with("curve", curve.name())
        .with("summation_method", summation.name().toLowerCase(Locale.ROOT))
        .with("multi_label", multiLabel)
        .with("num_labels", null)
        .with("label_weights", labelWeights.isEmpty() ? null : labelWeights)
        .with("thresholds", thresholds.isEmpty() ? null : thresholds)
        .with("from_logits", fromLogits);
  }
}
