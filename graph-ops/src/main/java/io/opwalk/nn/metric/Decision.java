package io.opwalk.nn.metric;

import com.google.common.primitives.Doubles;
import io.opwalk.DType;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.config.ConfigReader;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Creation;
import io.opwalk.ops.Indexing;
import io.opwalk.ops.Logic;
import io.opwalk.ops.Range;
import io.opwalk.ops.Reductions;
import io.opwalk.ops.Shapes;
import io.opwalk.ops.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * When a prediction says yes: where it is above a threshold, or each of several, among the largest
 * of its sample, or both; for all classes along the last axis, or for one.
 *
 * <pre>{@code
 * new Precision(Decision.above(0.3).ofClass(2))
 * new Recall(Decision.above(0.3, 0.5, 0.7))   // three numbers: recall_0, recall_1, recall_2
 * }</pre>
 *
 * @param thresholds 0.5 where none is given, or none at all where {@code topK} is; a metric of
 *     several has a number for each
 * @param topK how many of the largest along the last axis may say yes, 1 or more
 * @param classId the class that alone counts
 */
public record Decision(List<Double> thresholds, OptionalInt topK, OptionalInt classId) {
  private static final double DEFAULT = 0.5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where a threshold is not from 0 to 1, {@code topK} is below 1,
   *     or the class below 0
   */
  public Decision {
    thresholds = List.copyOf(thresholds);
    topK.ifPresent(TopClasses::requireCount);
    thresholds.forEach(value -> {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a threshold must be from 0 to 1, found " + value);
      }
    });
    classId.ifPresent(value -> {
      if (value < 0) {
        throw new IllegalArgumentException("a class must be 0 or more, found " + value);
      }
    });
  }

  /** Above Keras's threshold of 0.5. */
  public Decision() {
    this(List.of(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Above a threshold, or each of several; 0 suits logits. */
  public static Decision above(double threshold, double... more) {
    List<Double> all = new ArrayList<>(List.of(threshold));
    all.addAll(Doubles.asList(more));
    return new Decision(all, OptionalInt.empty(), OptionalInt.empty());
  }

  /** Among the largest. */
  public static Decision ofTopK(int k) {
    return new Decision(List.of(), OptionalInt.of(k), OptionalInt.empty());
  }

  /** This decision for one class alone. */
  public Decision ofClass(int id) {
    return new Decision(thresholds, topK, OptionalInt.of(id));
  }

  /** How many numbers a metric has by it. */
  int count() {
    return Math.max(1, thresholds.size());
  }

  /** The sums of {@link Confusion}, for all thresholds. */
  List<Tensor> sums(String what, Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(what, labels, predictions);
    double[] bounds = thresholds.isEmpty()
        ? new double[] {topK.isPresent() ? Double.NEGATIVE_INFINITY : DEFAULT}
        : Doubles.toArray(thresholds);
    Tensor p = pair.predictions();
    if (topK.isPresent()) {
      p = Logic.where(among(p, topK.getAsInt()), p, Double.NEGATIVE_INFINITY);
    }
    Tensor y = pair.labels();
    if (classId.isPresent()) {
      y = onlyClass(what, y, classId.getAsInt(), pair);
      p = onlyClass(what, p, classId.getAsInt(), pair);
    }
    return Confusion.sums(Elements.flat(y, p, weights), bounds);
  }

  /** One class of those along the last axis, which stays with size 1. */
  static Tensor onlyClass(String what, Tensor x, int id, Pairs pair) {
    if (x.shape().rank() < 2
        || x.shape().dim(-1).isFixed() && x.shape().dim(-1).fixedSize().getAsLong() <= id) {
      throw Pairs.refusal(
          what,
          "there must be a class " + id + " along the last of several axes",
          pair.labels(),
          pair.predictions());
    }
    return Indexing.get(x, Range.ellipsis(), Range.of(id, id + 1L));
  }

  private static Tensor among(Tensor x, int k) {
    Tensor indices = Sorting.topK(x, k).indices();
    Tensor places = Creation.arangeLike(x, -1, DType.INT64);
    return Reductions.any(Logic.equal(Shapes.expandDims(indices, -1), places), -2);
  }

  /** What was made by {@link #configured}. */
  static Decision read(ConfigReader in) {
    Object given = in.value("thresholds");
    List<?> all = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
    List<Double> thresholds = new ArrayList<>();
    for (Object each : all) {
      if (!(each instanceof Number number)) {
        throw in.wrong("thresholds", "must be a number, or a list of numbers", given);
      }
      thresholds.add(number.doubleValue());
    }
    return new Decision(thresholds, integer(in, "top_k"), integer(in, "class_id"));
  }

  static OptionalInt integer(ConfigReader in, String key) {
    return in.value(key) == null ? OptionalInt.empty() : OptionalInt.of(in.integer(key));
  }

  Config configured(Config config) {
    Object several = thresholds.isEmpty() ? null : thresholds;
    return config
        .with("thresholds", thresholds.size() == 1 ? thresholds.get(0) : several)
        .with("top_k", topK.isPresent() ? topK.getAsInt() : null)
        .with("class_id", classId.isPresent() ? classId.getAsInt() : null);
  }
}
