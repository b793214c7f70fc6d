package io.opwalk.nn.metric;

import io.opwalk.NDArray;
import io.opwalk.Tensor;
import io.opwalk.nn.config.Config;
import io.opwalk.nn.loss.Pairs;
import io.opwalk.nn.loss.SampleWeights;
import io.opwalk.ops.Arithmetic;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The best value of one ratio among the thresholds at which another one is large enough; 0 where
 * there is no such threshold.
 */
interface ThresholdSearch extends Metric {
  /** The least value of the ratio that must be large enough. */
  double least();

  /** How many thresholds there are, at equal distances from 0 to 1; a single one is a half. */
  int numThresholds();

  /** The class that alone counts, if any. */
  OptionalInt classId();

  /** The ratio that must be large enough. */
  double constrained(Confusion confusion, int threshold);

  /** The ratio that is to be large. */
  double sought(Confusion confusion, int threshold);

  /** What configs call the least value. */
  String keyOfLeast();

  /** Checks the arguments. */
  static void require(String what, double least, int numThresholds, OptionalInt classId) {
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("the " + what + " must be from 0 to 1, found " + least);
    }
    if (numThresholds < 1) {
      throw new IllegalArgumentException(
          "there must be 1 threshold or more, found " + numThresholds);
    }
    if (classId.isPresent() && classId.getAsInt() < 0) {
      throw new IllegalArgumentException("a class must be 0 or more, found " + classId.getAsInt());
    }
  }

  @Override
  default List<Tensor> sums(Tensor labels, Tensor predictions, SampleWeights weights) {
    Pairs pair = Labels.pair(name(), labels, predictions);
    Tensor y = pair.labels();
    Tensor p = Arithmetic.clip(pair.predictions(), 0, 1);
    if (classId().isPresent()) {
      y = Decision.onlyClass(name(), y, classId().getAsInt(), pair);
      p = Decision.onlyClass(name(), p, classId().getAsInt(), pair);
    }
    Elements elements = Elements.flat(y, p, weights);
    return numThresholds() == 1
        ? Confusion.sums(elements, 0.5)
        : ThresholdBins.sums(elements, 1, numThresholds());
  }

  @Override
  default double result(List<NDArray> totals) {
    Confusion confusion =
        numThresholds() == 1 ? Confusion.of(totals, 0) : ThresholdBins.of(totals, 0, false);
    double best = 0;
    for (int i = 0; i < confusion.thresholds(); i++) {
      if (constrained(confusion, i) >= least()) {
        best = Math.max(best, sought(confusion, i));
      }
    }
    return best;
  }

  @Override
  default Optional<Direction> direction() {
    return Optional.of(Direction.UP);
  }

  @Override
  default Config config() {
    return Metric.super
        .config()
        .with(keyOfLeast(), least())
        .with("num_thresholds", numThresholds())
        .with("class_id", classId().isPresent() ? classId().getAsInt() : null);
  }
}
