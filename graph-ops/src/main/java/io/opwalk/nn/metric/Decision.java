package io.opwalk.nn.metric;

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
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a prediction says yes: where it is above a threshold, among the largest of its sample, or
 * both; for all classes along the last axis, or for one.
 *
 * <pre>{@code
 * new Precision(Decision.above(0.3).ofClass(2))
 * }</pre>
 *
 * @param threshold 0.5 where none is given, or none at all where {@code topK} is
 * @param topK how many of the largest along the last axis may say yes, 1 or more
 * @param classId the class that alone counts
 */
public record Decision(OptionalDouble threshold, OptionalInt topK, OptionalInt classId) {
  private static final double DEFAULT = 0.5;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where the threshold is not from 0 to 1, {@code topK} is below
   *     1, or the class below 0
   */
  public Decision {
    Objects.requireNonNull(threshold, "threshold");
    topK.ifPresent(TopClasses::requireCount);
    threshold.ifPresent(value -> {
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
    this(OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Above a threshold; 0 suits logits. */
  public static Decision above(double threshold) {
    return new Decision(OptionalDouble.of(threshold), OptionalInt.empty(), OptionalInt.empty());
  }

  /** Among the largest. */
  public static Decision ofTopK(int k) {
    return new Decision(OptionalDouble.empty(), OptionalInt.of(k), OptionalInt.empty());
  }

  /** This decision for one class alone. */
  public Decision ofClass(int id) {
    return new Decision(threshold, topK, OptionalInt.of(id));
  }

  /** The sums of {@link Confusion}, for one threshold. */
  List<Tensor> sums(String what, Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(what, labels, predictions);
    double bound = threshold.orElse(topK.isPresent() ? Double.NEGATIVE_INFINITY : DEFAULT);
    Tensor p = pair.predictions();
    if (topK.isPresent()) {
      p = Logic.where(among(p, topK.getAsInt()), p, Double.NEGATIVE_INFINITY);
    }
    Tensor y = pair.labels();
    if (classId.isPresent()) {
      y = onlyClass(what, y, classId.getAsInt(), pair);
      p = onlyClass(what, p, classId.getAsInt(), pair);
    }
    return Confusion.sums(Elements.flat(y, p, weights), bound);
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
    OptionalDouble threshold = OptionalDouble.empty();
    Object given = in.value("thresholds");
    if (given instanceof List<?> list && list.size() == 1) {
      given = list.get(0);
    }
    if (given instanceof Number number) {
      threshold = OptionalDouble.of(number.doubleValue());
    } else if (given != null) {
      throw in.wrong("thresholds", "must be one number; several are a metric each", given);
    }
    return new Decision(threshold, integer(in, "top_k"), integer(in, "class_id"));
  }

  static OptionalInt integer(ConfigReader in, String key) {
    return in.value(key) == null ? OptionalInt.empty() : OptionalInt.of(in.integer(key));
  }

  Config configured(Config config) {
    return config
        .with("thresholds", threshold.isPresent() ? threshold.getAsDouble() : null)
        .with("top_k", topK.isPresent() ? topK.getAsInt() : null)
        .with("class_id", classId.isPresent() ? classId.getAsInt() : null);
  }
}
